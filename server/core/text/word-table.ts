/** Longer runs hardly ever return. */
const LONGEST_WORD = 64;

/**
 * Gives the same string for the same characters, so that a word that returns costs no new string and is looked up
 * everywhere else without being hashed again. Words push each other out; what comes back is always right.
 */
export class WordTable {
  readonly #words: (string | undefined)[];
  readonly #mask: number;

  /** @param slots a power of two above the number of words that return */
  constructor(slots: number, words: Iterable<string> = []) {
    this.#words = new Array<string | undefined>(slots).fill(undefined);
    this.#mask = slots - 1;
    for (const word of words) this.word(word, 0, word.length);
  }

  /** A table of its own that starts with the same words. */
  copy(): WordTable {
    const copy = new WordTable(this.#words.length);
    for (let slot = 0; slot < this.#words.length; slot++) copy.#words[slot] = this.#words[slot];
    return copy;
  }

  /** `text.slice(start, end)`. */
  word(text: string, start: number, end: number): string {
    const length = end - start;
    if (length > LONGEST_WORD) return text.slice(start, end);
    let hash = length;
    for (let i = start; i < end; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
    const slot = (hash ^ (hash >>> 15)) & this.#mask;
    const known = this.#words[slot];
    if (known !== undefined && known.length === length && text.startsWith(known, start)) return known;
    const word = text.slice(start, end);
    this.#words[slot] = word;
    return word;
  }
}
