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

  /** A part of the text that stands where it stood. */
  slice(start: number, end: number): CookedText {
    const text = this.text.slice(start, end);
    if (this.#offsets === undefined) return new CookedText(text, this.#start + start);
    return new CookedText(text, this.rawOffset(start), () =>
      Int32Array.from({ length: text.length + 1 }, (_, i) => this.rawOffset(start + i)),
    );
  }

  /** The same text in a document that holds, decoded, the one whose offsets count here. */
  within(outer: CookedText): CookedText {
    if (this.#offsets === undefined && outer.isVerbatim) return new CookedText(this.text, outer.rawOffset(this.#start));
    return new CookedText(this.text, outer.rawOffset(this.#start), () =>
      Int32Array.from({ length: this.text.length + 1 }, (_, i) => outer.rawOffset(this.rawOffset(i))),
    );
  }

  /** Raw span of a cooked range. */
  rawSpan(start: number, end: number): Span {
    const from = this.rawOffset(start);
    // The end is one past the last character, not the start of the next one: "a\n  b" folds to "a b".
    const to = end > start ? this.rawOffset(end) : from;
    return { start: from, end: Math.max(from, to) };
  }
}
