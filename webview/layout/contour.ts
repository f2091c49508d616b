/**
 * How far something reaches to the right, row by row from its top down. A linked list with relative numbers, so that
 * putting a whole column beside or below others costs no more than the rows that are hidden by it.
 */
export interface Contour {
  readonly first: Segment | undefined;
  readonly last: Segment | undefined;
  /** Added to `right` of the first segment. */
  readonly shift: number;
  /** Added to `right` of the last segment: `shift` and that of all segments before it. */
  readonly lastShift: number;
}

interface Segment {
  /** Where it ends below; it begins where the one above ends. */
  bottom: number;
  readonly right: number;
  next: Segment | undefined;
  /** Added for everything behind it. */
  shift: number;
}

export const NO_CONTOUR: Contour = { first: undefined, last: undefined, shift: 0, lastShift: 0 };

export function segment(bottom: number, right: number): Contour {
  const only = { bottom, right, next: undefined, shift: 0 };
  return { first: only, last: only, shift: 0, lastShift: 0 };
}

/** One more row below; as most rows are as wide as the ones above, it usually only makes the last segment longer. */
export function extended(contour: Contour, bottom: number, right: number): Contour {
  const { first, last, shift, lastShift } = contour;
  if (!last) return segment(bottom, right);
  if (last.right + lastShift === right) {
    last.bottom = bottom;
    return contour;
  }
  const added = { bottom, right, next: undefined, shift: 0 };
  last.next = added;
  last.shift = -lastShift;
  return { first, last: added, shift, lastShift: 0 };
}

/** One below the other, both counted from the same x. Neither may be used again. */
export function below(upper: Contour, lower: Contour): Contour {
  if (!upper.last) return lower;
  if (!lower.first) return upper;
  upper.last.next = lower.first;
  upper.last.shift = lower.shift - upper.lastShift;
  return { first: upper.first, last: lower.last, shift: upper.shift, lastShift: lower.lastShift };
}

/** The furthest that rows above `bottom` reach. */
export function reach({ first, shift }: Contour, bottom: number): number {
  let most = 0;
  let at = first;
  for (let offset = shift; at; offset += at.shift, at = at.next) {
    most = Math.max(most, at.right + offset);
    if (at.bottom >= bottom) break;
  }
  return most;
}

/** Puts a column, which begins in the same row, in front of the rows that it covers; `x` is where it stands. */
export function beside(group: Contour, column: Contour, x: number): Contour {
  if (!column.first || !column.last) return group;
  const bottom = column.last.bottom;
  let rest = group.first;
  let offset = group.shift;
  while (rest && rest.bottom <= bottom) {
    offset += rest.shift;
    rest = rest.next;
  }
  const shift = column.shift + x;
  const lastShift = column.lastShift + x;
  if (!rest) return { first: column.first, last: column.last, shift, lastShift };
  column.last.next = rest;
  column.last.shift = offset - lastShift;
  return { first: column.first, last: group.last, shift, lastShift: group.lastShift };
}

/** Ends the last segment where the group ends: columns that go on have no end of their own. */
export function endAt({ last }: Contour, bottom: number): void {
  if (last && last.bottom > bottom) last.bottom = bottom;
}
