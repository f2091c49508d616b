import type { SyntaxProblem, Tape } from '../tape.js';
import { NodeKind } from '../tape.js';
import { Anchors } from './anchors.js';

const MAX_PROBLEMS = 10_000;

/** A point the buffer can be taken back to. */
export interface Mark {
  readonly count: number;
  readonly problems: number;
  readonly lastEnd: number;
}

/** A tape while it is written. */
export class TapeBuffer {
  readonly text: string;
  kind: Uint8Array;
  start: Int32Array;
  end: Int32Array;
  next: Int32Array;
  count = 0;
  /** End of the node finished last. */
  lastEnd = 0;
  /** Set once a plain scalar over several lines was read: then keys may differ raw and be equal. */
  hasFoldedPlain = false;
  problems: SyntaxProblem[] = [];
  readonly anchors = new Anchors();
  readonly blockIndents = new Map<number, number>();

  constructor(text: string) {
    this.text = text;
    // A real flow has one node for about twenty characters.
    const capacity = Math.max(64, text.length >> 4);
    this.kind = new Uint8Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.next = new Int32Array(capacity);
  }

  get aliases(): Map<number, number> {
    return this.anchors.links();
  }

  /** Starts a collection; `close` gives it its end. */
  open(kind: NodeKind, start: number): number {
    const node = this.#add();
    this.kind[node] = kind;
    this.start[node] = start;
    return node;
  }

  /** Ends a block collection: it reaches from its first child to its last one. */
  close(node: number): void {
    this.next[node] = this.count;
    this.start[node] = this.start[node + 1]!;
    this.end[node] = this.lastEnd;
  }

  /** Ends a flow collection, whose span has its brackets. */
  closeFlow(node: number, end: number): void {
    this.next[node] = this.count;
    this.end[node] = end;
    this.lastEnd = end;
  }

  scalar(kind: NodeKind, start: number, end: number): number {
    const node = this.#add();
    this.kind[node] = kind;
    this.start[node] = start;
    this.end[node] = end;
    this.next[node] = node + 1;
    this.lastEnd = end;
    return node;
  }

  empty(at: number): number {
    return this.scalar(NodeKind.Empty, at, at);
  }

  /** Puts a map around the last subtree, which starts at `node`: it turned out to be a key. */
  wrap(node: number): void {
    this.#add();
    this.kind.copyWithin(node + 1, node, this.count - 1);
    this.start.copyWithin(node + 1, node, this.count - 1);
    this.end.copyWithin(node + 1, node, this.count - 1);
    this.next.copyWithin(node + 1, node, this.count - 1);
    for (let i = node + 1; i < this.count; i++) this.next[i]!++;
    this.kind[node] = NodeKind.Map;
    this.start[node] = this.start[node + 1]!;
    this.anchors.shift(node);
  }

  mark(): Mark {
    return { count: this.count, problems: this.problems.length, lastEnd: this.lastEnd };
  }

  /** Forgets what was written since the mark. */
  rollBack({ count, problems, lastEnd }: Mark): void {
    this.truncate(count);
    this.lastEnd = lastEnd;
    this.problems.length = problems;
  }

  /** Forgets `count` and every node behind it. */
  truncate(count: number): void {
    this.count = count;
    this.anchors.truncate(count);
  }

  problem(start: number, end: number, message: string): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ span: { start, end }, message });
    else if (this.problems.length === MAX_PROBLEMS) {
      this.problems.push({ span: { start, end }, message: 'The file has more problems; they are not listed.' });
    }
  }

  finish(): Tape {
    this.problems.sort((a, b) => a.span.start - b.span.start);
    const { text, count, kind, start, end, next, aliases, blockIndents, problems } = this;
    return { text, count, kind, start, end, next, aliases, blockIndents, problems };
  }

  #add(): number {
    if (this.count === this.kind.length) this.#grow();
    return this.count++;
  }

  #grow(): void {
    // As many nodes for the rest of the text as for the part that is read.
    const expected = this.text.length / Math.max(1, this.start[this.count - 1]!);
    const capacity = Math.ceil(this.count * Math.min(4, Math.max(1.25, expected * 1.05)));
    this.kind = resized(new Uint8Array(capacity), this.kind);
    this.start = resized(new Int32Array(capacity), this.start);
    this.end = resized(new Int32Array(capacity), this.end);
    this.next = resized(new Int32Array(capacity), this.next);
  }
}

function resized<T extends Uint8Array | Int32Array>(to: T, from: T): T {
  to.set(from);
  return to;
}
