/** A work list of small numbers that gives out the lowest first and holds each at most once. */
export class LowestFirst {
  readonly #waiting: Uint8Array;
  #low = 0;
  #high = -1;
  #count = 0;

  constructor(size: number) {
    this.#waiting = new Uint8Array(size);
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(number: number): void {
    if (this.#waiting[number] === 1) return;
    this.#waiting[number] = 1;
    this.#count++;
    if (this.#high < 0 || number < this.#low) this.#low = number;
    if (number > this.#high) this.#high = number;
  }

  /** -1 when there is none. */
  take(): number {
    while (this.#low <= this.#high && this.#waiting[this.#low] === 0) this.#low++;
    if (this.#low > this.#high) {
      this.#high = -1;
      return -1;
    }
    this.#waiting[this.#low] = 0;
    this.#count--;
    return this.#low;
  }
}
