/**
 * Which characters of a value are shown. A cut is a run of characters counted from the start or from the end of the
 * value; several cuts that stand together add up. Taint policy, section 4 (B1, "pieces add up").
 */
export interface Cut {
  readonly anchor: 'start' | 'end';
  /** Distance from the anchor of the run's near side ... */
  readonly from: number;
  /** ... and of its far side, `from` < `to`. For 'end', {from: 0, to: 4} are the last four. */
  readonly to: number;
}

/** Interned set of cuts; equal sets have equal ids. */
export type PieceSet = number;
export const WHOLE: PieceSet = 0;

/** First six and last four may be shown; a lone run of at most four anywhere. */
const HEAD_LIMIT = 6;
const REST_LIMIT = 4;
/** More runs than this are not worth telling apart: the value counts as shown. */
const CUT_LIMIT = 12;

export class PieceTable {
  readonly #sets: (readonly Cut[])[] = [[]];
  readonly #ids = new Map<string, PieceSet>();
  readonly #unions = new Map<number, PieceSet>();
  readonly #composed = new Map<number, PieceSet>();

  of(cut: Cut): PieceSet {
    return this.#intern([cut]);
  }

  /** What is shown when both stand together. */
  union(a: PieceSet, b: PieceSet): PieceSet {
    if (a === b) return a;
    if (a === WHOLE || b === WHOLE) return WHOLE;
    const key = a < b ? a * 0x4000000 + b : b * 0x4000000 + a;
    const known = this.#unions.get(key);
    if (known !== undefined) return known;
    const merged = this.#intern([...this.#sets[a]!, ...this.#sets[b]!]);
    this.#unions.set(key, merged);
    return merged;
  }

  /** What is left of `set` when the text that shows it is cut again. */
  cut(set: PieceSet, cut: Cut): PieceSet {
    if (set === WHOLE) return this.of(cut);
    return this.#intern(this.#sets[set]!.flatMap((piece) => cutPiece(piece, cut)));
  }

  /** Cuts everything in `set` by each run of `by` (both as seen from the whole value of `by`). */
  compose(inner: PieceSet, outer: PieceSet): PieceSet {
    if (outer === WHOLE) return inner;
    if (inner === WHOLE) return outer;
    const key = inner * 0x4000000 + outer;
    const known = this.#composed.get(key);
    if (known !== undefined) return known;
    const cuts = this.#sets[outer]!;
    const result =
      cuts.length === 0 ? outer : cuts.map((cut) => this.cut(inner, cut)).reduce((a, b) => this.union(a, b));
    this.#composed.set(key, result);
    return result;
  }

  /** True when no more than the policy allows is shown. */
  isHarmless(set: PieceSet): boolean {
    if (set === WHOLE) return false;
    let rest = 0;
    for (const { anchor, from, to } of this.#sets[set]!) {
      const isHead = anchor === 'start' && from === 0 && to <= HEAD_LIMIT;
      if (!isHead) rest += to - from;
    }
    return rest <= REST_LIMIT;
  }

  #intern(cuts: readonly Cut[]): PieceSet {
    const merged = mergeRuns(cuts);
    if (merged.length > CUT_LIMIT) return WHOLE;
    const key = merged.map(({ anchor, from, to }) => `${anchor[0]}${from}-${to}`).join();
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#sets.push(merged);
    this.#ids.set(key, this.#sets.length - 1);
    return this.#sets.length - 1;
  }
}

/** The cut of a cut. Lengths are not known, so a far side that may be cut off stays. */
function cutPiece(piece: Cut, cut: Cut): Cut[] {
  const length = piece.to - piece.from;
  const sameSide = piece.anchor === cut.anchor;
  const from = sameSide ? cut.from : Math.max(0, length - cut.to);
  const to = sameSide ? Math.min(cut.to, length) : length - cut.from;
  return from < to ? [{ anchor: piece.anchor, from: piece.from + from, to: piece.from + to }] : [];
}

function mergeRuns(cuts: readonly Cut[]): Cut[] {
  const ordered = [...cuts].sort((a, b) =>
    a.anchor === b.anchor ? a.from - b.from || a.to - b.to : a.anchor < b.anchor ? 1 : -1,
  );
  const merged: Cut[] = [];
  for (const cut of ordered) {
    const last = merged.at(-1);
    if (last && last.anchor === cut.anchor && cut.from <= last.to) {
      merged[merged.length - 1] = { ...last, to: Math.max(last.to, cut.to) };
    } else merged.push(cut);
  }
  return merged;
}
