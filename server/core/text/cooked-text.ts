import type { Span } from './span.js';

/**
 * The decoded value of a scalar (escapes resolved, lines folded) that still knows where every
 * character stands in the raw document. Indexes are UTF-16 on both sides.
 */
export class CookedText {
  readonly text: string;
  readonly #start: number;
  /** How far the text stands behind the place where it was read. */
  #moved = 0;
  #offsets: Int32Array | (() => Int32Array) | undefined;

  /**
   * @param start raw offset of the first character
   * @param offsets raw offset of every cooked index and of the end (length = text.length + 1), or what finds them
   *   when somebody asks; left out when the value is the raw text itself
   */
  constructor(text: string, start: number, offsets?: Int32Array | (() => Int32Array)) {
    this.text = text;
    this.#start = start;
    this.#offsets = offsets;
  }

  /** True when cooked and raw text are the same, so a rename may be written as is. */
  get isVerbatim(): boolean {
    return this.#offsets === undefined;
  }

  /** Raw offset of a cooked index in 0..text.length; an index outside is clamped. */
  rawOffset(index: number): number {
    const at = Math.max(0, Math.min(index, this.text.length));
    if (this.#offsets === undefined) return this.#start + this.#moved + at;
    if (typeof this.#offsets === 'function') this.#offsets = this.#offsets();
    return this.#offsets[at]! + this.#moved;
  }

  /** Something in front of it has grown or shrunk. */
  move(distance: number): void {
    this.#moved += distance;
  }

  /** Raw span of a cooked range. */
  rawSpan(start: number, end: number): Span {
    const from = this.rawOffset(start);
    // The end is one past the last character, not the start of the next one: "a\n  b" folds to "a b".
    const to = end > start ? this.rawOffset(end) : from;
    return { start: from, end: Math.max(from, to) };
  }
}
