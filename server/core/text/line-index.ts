/** Zero-based line and column; the column counts UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Converts offsets to lines and back. Lines end at `\n`, `\r\n` or a lone `\r`. One per text version; made on first use. */
export class LineIndex {
  readonly #text: string;
  #known: Int32Array | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get #length(): number {
    return this.#text.length;
  }

  get #starts(): Int32Array {
    this.#known ??= this.#findStarts();
    return this.#known;
  }

  #findStarts(): Int32Array {
    const text = this.#text;
    const starts: number[] = [0];
    if (!text.includes('\r')) {
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
      return Int32Array.from(starts);
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) starts.push(i + 1);
      else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
    }
    return Int32Array.from(starts);
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The position of an offset; offsets outside the text are clamped. */
  positionAt(offset: number): Position {
    const at = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: at - this.#starts[low]! };
  }

  /** The offset of a position; lines and columns outside the text are clamped. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.#starts[position.line];
    if (start === undefined) return this.#length;
    const end = this.#starts[position.line + 1] ?? this.#length;
    return Math.max(start, Math.min(start + position.column, end));
  }

  /** The offset where a zero-based line starts, or the text's length when there is no such line. */
  lineStart(line: number): number {
    return this.#starts[line] ?? this.#length;
  }
}
