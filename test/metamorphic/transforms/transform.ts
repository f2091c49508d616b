import type { Random } from '../../syntax/support/random.js';
import type { FlowTree } from './flow-tree.js';

/** A change of flows that must not change what is found in them. */
export interface Transform {
  /** What is done, as a user would say it. */
  readonly name: string;
  /**
   * What of a leak has to stay: all that is said about it, or only what leaks where when the transform changes the words
   * (names of variables, steps). Other findings stay only where nothing but the notation changes.
   */
  readonly keeps: 'everything' | 'leaks' | 'places';
  /** Why it is not neutral for flows with actions that never run, where that is so. */
  readonly notForDeadCode?: string;
  /** Changes the trees in place; false when there is nothing to change. */
  apply(flows: readonly FlowTree[], random: Random): boolean;
}

/** The same for the text of the files. */
export interface Notation {
  readonly name: string;
  /** Why something may be said less often, if it may. */
  readonly write: (flow: FlowTree, random: Random) => string;
}
