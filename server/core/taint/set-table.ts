/** Interned sets of small integers: equal sets have equal ids; id 0 is the empty set. */
export class SetTable {
  readonly #members: Int32Array[] = [new Int32Array(0)];
  /** Ids by hash of the members. */
  readonly #buckets = new Map<number, number[]>([[0, [0]]]);

  membersOf(set: number): Int32Array {
    return this.#members[set]!;
  }

  /** The id of the set of these numbers, which may repeat and stand in any order. */
  intern(numbers: readonly number[]): number {
    const members = sortedUnique(numbers);
    let hash = 0;
    for (const member of members) hash = Math.imul(hash ^ member, 0x01000193) + 1;
    const bucket = this.#buckets.get(hash);
    if (!bucket) {
      this.#buckets.set(hash, [this.#members.length]);
    } else {
      for (const id of bucket) if (isSame(this.#members[id]!, members)) return id;
      bucket.push(this.#members.length);
    }
    this.#members.push(members);
    return this.#members.length - 1;
  }
}

function sortedUnique(numbers: readonly number[]): Int32Array {
  if (numbers.length === 1) return Int32Array.of(numbers[0]!);
  const sorted = Int32Array.from(numbers).sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i]!;
  }
  return count === sorted.length ? sorted : sorted.slice(0, count);
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
