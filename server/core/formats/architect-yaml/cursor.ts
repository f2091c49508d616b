import { NodeKind, type Tape } from '../../syntax/tape.js';
import { cook, scalarText } from '../../syntax/yaml/cook.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

/** Aliases may repeat a subtree; this many nodes are followed per file, so that a bomb stays small. */
const ALIAS_BUDGET = 10_000;

/** Slots of the key table; a power of two, well above the number of different keys of a real file. */
const KEY_SLOTS = 2048;

/** Reads a tape without allocating more than the caller asks for. */
export class Cursor {
  readonly tape: Tape;
  #aliasBudget = ALIAS_BUDGET;
  readonly #keys = new Array<string | undefined>(KEY_SLOTS).fill(undefined);

  constructor(tape: Tape) {
    this.tape = tape;
  }

  isMap(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Map;
  }

  isSeq(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Seq;
  }

  isEmpty(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Empty;
  }

  isPlain(node: number): boolean {
    return this.tape.kind[node] === NodeKind.Plain;
  }

  isScalar(node: number): boolean {
    const kind = this.tape.kind[node]!;
    return kind >= NodeKind.Plain && kind <= NodeKind.Folded;
  }

  /** The value of a pair, or what its alias stands for. */
  follow(node: number): number {
    if (this.tape.kind[node] !== NodeKind.Alias) return node;
    const target = this.tape.aliases.get(node);
    if (target === undefined || this.tape.kind[target] === NodeKind.Alias) return node;
    this.#aliasBudget -= this.tape.next[target]! - target;
    return this.#aliasBudget < 0 ? node : target;
  }

  /** First key of a map or first entry of a list; equal to `end(node)` when there is none. */
  first(node: number): number {
    return node + 1;
  }

  end(node: number): number {
    return this.tape.next[node]!;
  }

  after(node: number): number {
    return this.tape.next[node]!;
  }

  /** Decoded text of a scalar; '' for anything else. */
  text(node: number): string {
    return this.isScalar(node) ? scalarText(this.tape, node) : '';
  }

  /**
   * Like `text`, for words that return again and again: the same word is the same string, which costs no new string
   * and makes every later comparison and map lookup cheap.
   */
  key(node: number): string {
    if (this.tape.kind[node] !== NodeKind.Plain) return this.text(node);
    const { text } = this.tape;
    const start = this.tape.start[node]!;
    const end = this.tape.end[node]!;
    let hash = end - start;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    const slot = (hash ^ (hash >>> 15)) & (KEY_SLOTS - 1);
    const known = this.#keys[slot];
    if (known !== undefined && known.length === end - start && text.startsWith(known, start)) return known;
    const word = scalarText(this.tape, node);
    this.#keys[slot] = word;
    return word;
  }

  cooked(node: number): CookedText {
    return cook(this.tape, node);
  }

  span(node: number): Span {
    return { start: this.tape.start[node]!, end: this.tape.end[node]! };
  }

  /** From the start of one node to the end of another. */
  spanOver(first: number, last: number): Span {
    return { start: this.tape.start[first]!, end: Math.max(this.tape.end[last]!, this.tape.end[first]!) };
  }

  /** The span of a scalar's text without its quotes. */
  textSpan(node: number): Span {
    const start = this.tape.start[node]!;
    const end = this.tape.end[node]!;
    const kind = this.tape.kind[node]!;
    if (kind !== NodeKind.Single && kind !== NodeKind.Double) return { start, end };
    const quote = kind === NodeKind.Single ? 39 : 34;
    const closed = end - start >= 2 && this.tape.text.charCodeAt(end - 1) === quote;
    return { start: start + 1, end: closed ? end - 1 : end };
  }

  /** The value of a key in a map; -1 when it is not there. */
  find(map: number, key: string): number {
    if (!this.isMap(map)) return -1;
    const end = this.end(map);
    for (let k = this.first(map); k < end; ) {
      const value = this.after(k);
      if (this.key(k) === key) return this.follow(value);
      k = this.after(value);
    }
    return -1;
  }

  /** Text of a key's scalar value; '' when there is none. */
  findText(map: number, key: string): string {
    const node = this.find(map, key);
    return node < 0 ? '' : this.text(node);
  }
}
