/** Anchors and aliases in the order they were read, so that the newest nodes can move or go without a look at the rest. */
export class Anchors {
  readonly #newest = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #nodes: number[] = [];
  readonly #aliases: number[] = [];
  readonly #targets: number[] = [];

  add(name: string, node: number): void {
    this.#newest.set(name, this.#nodes.length);
    this.#names.push(name);
    this.#nodes.push(node);
  }

  /** The node that has the anchor now: a later one of the same name replaces an earlier one. */
  find(name: string): number | undefined {
    const index = this.#newest.get(name);
    return index === undefined ? undefined : this.#nodes[index];
  }

  addAlias(alias: number, target: number): void {
    this.#aliases.push(alias);
    this.#targets.push(target);
  }

  /** Every node from `first` on moves up by one. */
  shift(first: number): void {
    for (let i = this.#nodes.length - 1; i >= 0 && this.#nodes[i]! >= first; i--) this.#nodes[i]!++;
    for (let i = this.#aliases.length - 1; i >= 0 && this.#aliases[i]! >= first; i--) {
      this.#aliases[i]!++;
      if (this.#targets[i]! >= first) this.#targets[i]!++;
    }
  }

  /** Every node from `first` on is forgotten. */
  truncate(first: number): void {
    while (this.#nodes.length > 0 && this.#nodes[this.#nodes.length - 1]! >= first) {
      this.#nodes.pop();
      const name = this.#names.pop()!;
      if (this.#newest.get(name) === this.#nodes.length) this.#newest.delete(name);
    }
    while (this.#aliases.length > 0 && this.#aliases[this.#aliases.length - 1]! >= first) {
      this.#aliases.pop();
      this.#targets.pop();
    }
  }

  /** Alias node -> anchored node. */
  links(): Map<number, number> {
    return new Map(this.#aliases.map((alias, i) => [alias, this.#targets[i]!]));
  }
}
