import type { Span } from '../text/span.js';

/** Kinds of tape nodes. Scalars keep the style they were written in. */
export const NodeKind = {
  Map: 0,
  Seq: 1,
  Plain: 2,
  Single: 3,
  Double: 4,
  Literal: 5,
  Folded: 6,
  /** A value that is not there: `key:` and nothing after it. Its span is empty, where the value would stand. */
  Empty: 7,
  Alias: 8,
} as const;
export type NodeKind = (typeof NodeKind)[keyof typeof NodeKind];

/**
 * A document as flat arrays in pre-order: no object per node. Node 0 is the root.
 * The children of a map alternate key, value; a child's sibling is `next[child]`; the children of
 * node `n` are `n + 1 .. next[n] - 1`. Nodes behind `count` are unused capacity.
 */
export interface Tape {
  readonly text: string;
  readonly count: number;
  readonly kind: Uint8Array;
  /** Raw UTF-16 offsets; a quoted scalar's span includes its quotes, a block scalar's its header. */
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Index of the first node behind this node's subtree. */
  readonly next: Int32Array;
  /** Alias node -> anchored node, which stands before the alias and may contain it. Empty in nearly every real file. */
  readonly aliases: ReadonlyMap<number, number>;
  /** Columns to take off each line of a literal or folded scalar that says so itself (`|2`); rare. */
  readonly blockIndents?: ReadonlyMap<number, number>;
  readonly problems: readonly SyntaxProblem[];
}

/** Something the reader could not make sense of. One broken line costs one line and one problem. */
export interface SyntaxProblem {
  readonly span: Span;
  readonly message: string;
}
