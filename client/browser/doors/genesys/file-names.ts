/** Paths for things that have names, each once; letter case does not tell them apart, as on some disks. */
export class FileNames {
  readonly #taken = new Set<string>();

  /** What a path must not hold becomes a line; the text of a file says the name as it is. */
  path(folder: string, name: string): string {
    const plain = name
      .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, '-')
      .replace(/^[.\s]+/, '')
      .slice(0, 100)
      .trim();
    for (let count = 1; ; count++) {
      const path = `${folder}${plain || 'flow'}${count === 1 ? '' : ` (${count})`}.json`;
      if (this.#taken.has(path.toLowerCase())) continue;
      this.#taken.add(path.toLowerCase());
      return path;
    }
  }
}
