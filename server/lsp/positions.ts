import type { Position, Range } from 'vscode-languageserver';
import { LineIndex } from '../core/text/line-index.js';
import type { Span } from '../core/text/span.js';

/** What a client counts when it says "character 7". */
export type Encoding = 'utf-8' | 'utf-16' | 'utf-32';

/** Best first: UTF-16 costs nothing here. */
const ENCODINGS: readonly Encoding[] = ['utf-16', 'utf-32', 'utf-8'];

/** The encoding to speak with a client that offers these; UTF-16 is what every client understands. */
export function chooseEncoding(offered: readonly string[] | undefined): Encoding {
  return ENCODINGS.find((encoding) => offered?.includes(encoding)) ?? 'utf-16';
}

/** The only place where offsets of one text become positions of the protocol and back. */
export class Positions {
  readonly text: string;
  readonly #encoding: Encoding;
  readonly #lines: LineIndex;

  constructor(text: string, encoding: Encoding) {
    this.text = text;
    this.#encoding = encoding;
    this.#lines = new LineIndex(text);
  }

  get lineCount(): number {
    return this.#lines.lineCount;
  }

  position(offset: number): Position {
    const { line, column } = this.#lines.positionAt(offset);
    if (this.#encoding === 'utf-16') return { line, character: column };
    return { line, character: countUnits(this.text, offset - column, offset, this.#encoding) };
  }

  /** Lines and characters behind the end mean the end. */
  offset({ line, character }: Position): number {
    if (line >= this.#lines.lineCount) return this.text.length;
    const start = this.#lines.lineStart(line);
    return skipUnits(this.text, start, this.#lineEnd(line), character, this.#encoding);
  }

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  span({ start, end }: Range): Span {
    return { start: this.offset(start), end: this.offset(end) };
  }

  /** Where the line's own text ends: in front of its line break. */
  #lineEnd(line: number): number {
    const next = this.#lines.lineStart(line + 1);
    if (line + 1 >= this.#lines.lineCount) return next;
    return this.text.charCodeAt(next - 1) === 10 && this.text.charCodeAt(next - 2) === 13 ? next - 2 : next - 1;
  }
}

/** Units of a piece of text: bytes, UTF-16 code units or characters. */
export function countUnits(text: string, start: number, end: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return end - start;
  let units = 0;
  for (let at = start; at < end; at += widthAt(text, at)) units += unitsAt(text, at, encoding);
  return units;
}

/** The offset so many units behind `start`, at most `end`; never inside a character. */
export function skipUnits(text: string, start: number, end: number, units: number, encoding: Encoding): number {
  if (encoding === 'utf-16') return Math.min(start + Math.max(0, units), end);
  let at = start;
  for (let left = units; at < end; at += widthAt(text, at)) {
    left -= unitsAt(text, at, encoding);
    if (left < 0) return at;
  }
  return at;
}

/** 2 for a surrogate pair. */
function widthAt(text: string, at: number): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

function unitsAt(text: string, at: number, encoding: Encoding): number {
  if (encoding === 'utf-32') return 1;
  const code = text.codePointAt(at)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
