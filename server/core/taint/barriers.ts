import type { Place } from '../model/finding.js';
import type { Cut, PieceTable } from './pieces.js';

/** A barrier that a run without barriers has let everything through. */
export interface IgnoredBarrier {
  /** Its id in the policy: 'B1'. */
  readonly barrier: string;
  /** The call that cuts, or the variable that an output is bound to. */
  readonly place: Place;
  /** What a cut leaves. */
  readonly cut?: Cut;
}

/** Notes a cut that cleans by itself; a longer one is no barrier and stays a cut. */
export function noteCut(pieces: PieceTable, ignored: IgnoredBarrier[], cut: Cut, place: Place): boolean {
  if (!pieces.isHarmless(pieces.of(cut))) return false;
  ignored.push({ barrier: 'B1', place, cut });
  return true;
}
