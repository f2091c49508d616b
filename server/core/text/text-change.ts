/** What differs between two texts: `before.slice(start, oldEnd)` became `after.slice(start, newEnd)`. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Runs of this length are compared at once, which the engine does many times faster than one character at a time. */
const RUN = 4096;

/** The smallest single change that makes one text of another; empty when they are equal. */
export function changeBetween(before: string, after: string): TextChange {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + RUN <= shorter && before.slice(start, start + RUN) === after.slice(start, start + RUN)) start += RUN;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const limit = shorter - start;
  let same = 0;
  while (same + RUN <= limit && tail(before, same) === tail(after, same)) same += RUN;
  while (same < limit && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same))
    same++;
  return { start, oldEnd: before.length - same, newEnd: after.length - same };
}

/** The run in front of the last characters. */
function tail(text: string, behind: number): string {
  return text.slice(text.length - behind - RUN, text.length - behind);
}
