import { cookJson, innerSpan, jsonText } from '../../syntax/json/cook.js';
import { NodeKind, type Tape } from '../../syntax/tape.js';
import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

/** Reads a JSON tape without allocating more than the caller asks for. A node of -1 stands for 'not there'. */
export class JsonCursor {
  readonly tape: Tape;

  constructor(tape: Tape) {
    this.tape = tape;
  }

  isMap(node: number): boolean {
    return node >= 0 && this.tape.kind[node] === NodeKind.Map;
  }

  isSeq(node: number): boolean {
    return node >= 0 && this.tape.kind[node] === NodeKind.Seq;
  }

  isString(node: number): boolean {
    return node >= 0 && this.tape.kind[node] === NodeKind.Double;
  }

  isScalar(node: number): boolean {
    return this.isString(node) || (node >= 0 && this.tape.kind[node] === NodeKind.Plain);
  }

  /** Entries of a list, or keys of a map. */
  *children(node: number): Iterable<number> {
    if (!this.isMap(node) && !this.isSeq(node)) return;
    const { next } = this.tape;
    const step = this.isMap(node);
    for (let child = node + 1; child < next[node]!; child = step ? next[next[child]!]! : next[child]!) yield child;
  }

  /** The value behind a key. */
  valueOf(key: number): number {
    return this.tape.next[key]!;
  }

  /** Decoded text of a scalar; '' for anything else. */
  text(node: number): string {
    return this.isScalar(node) ? jsonText(this.tape, node) : '';
  }

  cooked(node: number): CookedText {
    return cookJson(this.tape, node);
  }

  span(node: number): Span {
    return { start: this.tape.start[node]!, end: this.tape.end[node]! };
  }

  /** The span of a string without its quotes. */
  textSpan(node: number): Span {
    return innerSpan(this.tape, node);
  }

  /** From the start of a key to the end of its value. */
  pairSpan(key: number): Span {
    return { start: this.tape.start[key]!, end: this.tape.end[this.valueOf(key)]! };
  }

  /** The key node of a pair; of several the last one counts, as for every JSON reader. */
  findKey(map: number, name: string): number {
    if (!this.isMap(map)) return -1;
    const { next } = this.tape;
    let found = -1;
    for (let key = map + 1; key < next[map]!; key = next[next[key]!]!) if (this.#isKey(key, name)) found = key;
    return found;
  }

  find(map: number, name: string): number {
    const key = this.findKey(map, name);
    return key < 0 ? -1 : this.valueOf(key);
  }

  findText(map: number, name: string): string {
    return this.text(this.find(map, name));
  }

  isTrue(map: number, name: string): boolean {
    return this.findText(map, name) === 'true';
  }

  #isKey(key: number, name: string): boolean {
    const { text, start, end } = this.tape;
    const from = start[key]!;
    if (end[key]! - from === name.length + 2 && text.startsWith(name, from + 1)) return true;
    if (end[key]! - from <= name.length + 2) return false;
    return text.slice(from, end[key]!).includes('\\') && this.text(key) === name;
  }
}
