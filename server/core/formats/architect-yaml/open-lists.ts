/**
 * Lists of which one is gathered while others are still open around it, as nested actions have them. A list that is
 * taken has no room to spare: a flow has thousands, and most have one entry or none.
 */
export class OpenLists<T> {
  readonly #entries: T[] = [];
  #count = 0;

  /** Begins a list; `take` wants to know where. */
  open(): number {
    return this.#count;
  }

  /** Adds to the innermost list. */
  add(entry: T): void {
    this.#entries[this.#count++] = entry;
  }

  /** Entries so far of the innermost list, which was opened `from` here. */
  length(from: number): number {
    return this.#count - from;
  }

  /** Ends the innermost list. */
  take(from: number): readonly T[] {
    if (from === this.#count) return NOTHING;
    const taken = this.#entries.slice(from, this.#count);
    this.#count = from;
    return taken;
  }
}

const NOTHING: readonly never[] = [];
