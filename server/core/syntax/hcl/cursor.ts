import { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import type { HclProblem } from './ast.js';

/** Brackets inside brackets that are read; real files stay below 20. What is deeper is skipped with one problem. */
const DEPTH_LIMIT = 100;

/** Problems of one file that are kept: what follows the first ones is mostly their consequence. */
const PROBLEM_LIMIT = 50;

const LETTER = /[\p{L}\p{Nl}_]/u;
const NAME = /[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}-]*/uy;

/** Walks over a text; offsets are those of the text, spans those of the file that the text was taken from. */
export class HclCursor {
  readonly text: string;
  readonly problems: HclProblem[] = [];
  at = 0;
  #depth = 0;
  readonly #source: CookedText;

  constructor(source: CookedText) {
    this.text = source.text;
    this.#source = source;
  }

  span(start: number, end = this.at): Span {
    return this.#source.rawSpan(start, Math.max(start, end));
  }

  /** A part of the text with its own offsets; `offsets` say where each character of a decoded piece stands here. */
  cooked(text: string, start: number, offsets: readonly number[] | undefined): CookedText {
    if (this.#source.isVerbatim && !offsets) return new CookedText(text, this.#source.rawOffset(start));
    const raw = new Int32Array(text.length + 1);
    for (let i = 0; i <= text.length; i++) raw[i] = this.#source.rawOffset(offsets?.[i] ?? start + i);
    return new CookedText(text, raw[0]!, raw);
  }

  get code(): number {
    return this.text.charCodeAt(this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  is(token: string): boolean {
    return this.text.startsWith(token, this.at);
  }

  take(token: string): boolean {
    if (!this.is(token)) return false;
    this.at += token.length;
    return true;
  }

  /** The name at the cursor; '' when none stands there. */
  name(): string {
    NAME.lastIndex = this.at;
    const found = NAME.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }

  isName(): boolean {
    return LETTER.test(String.fromCodePoint(this.text.codePointAt(this.at) ?? 0));
  }

  /** Over blanks and comments; over line ends only where they mean nothing. */
  skip(overLines: boolean): void {
    const { text } = this;
    for (; this.at < text.length; ) {
      const code = text.charCodeAt(this.at);
      if (code === 0x20 || code === 0x09 || code === 0x0d || code === 0xfeff) this.at++;
      else if (code === 0x0a) {
        if (!overLines) return;
        this.at++;
      } else if (code === 0x23 || (code === 0x2f && text.charCodeAt(this.at + 1) === 0x2f)) this.at = this.lineEnd();
      else if (code === 0x2f && text.charCodeAt(this.at + 1) === 0x2a) {
        const end = text.indexOf('*/', this.at + 2);
        this.at = end < 0 ? text.length : end + 2;
      } else return;
    }
  }

  lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  problem(start: number, end: number, message: string): void {
    if (this.problems.length < PROBLEM_LIMIT) this.problems.push({ span: this.span(start, end), message });
  }

  /** Runs `read` one level deeper; too deep, it skips what the bracket at `start` holds and gives `instead`. */
  deeper<T>(start: number, read: () => T, instead: () => T): T {
    if (this.#depth >= DEPTH_LIMIT) {
      this.problem(start, start + 1, `Brackets nest more than ${DEPTH_LIMIT} levels deep here; this part was not read`);
      this.skipBracket(start);
      return instead();
    }
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  /** Behind the bracket that closes the one at `start`, or to the end. Strings and comments do not count. */
  skipBracket(start: number): void {
    let depth = 0;
    for (this.at = start; !this.isAtEnd; ) {
      const code = this.code;
      if (code === 0x22) {
        this.#skipString();
        continue;
      }
      const before = this.at;
      if (code === 0x23 || code === 0x2f) this.skip(false);
      if (this.at !== before) continue;
      this.at++;
      if (code === 0x28 || code === 0x5b || code === 0x7b) depth++;
      else if ((code === 0x29 || code === 0x5d || code === 0x7d) && --depth === 0) return;
    }
  }

  /** Interpolations nest, so a quote inside `${}` opens a string of its own; a line end closes the outermost one. */
  #skipString(): void {
    let braces = 0;
    let quotes = 0;
    for (; !this.isAtEnd; this.at++) {
      const code = this.code;
      if (code === 0x0a) return;
      if (code === 0x5c) this.at++;
      else if (code === 0x22) {
        quotes += quotes > braces ? -1 : 1;
        if (quotes === 0) {
          this.at++;
          return;
        }
      } else if ((code === 0x24 || code === 0x25) && this.text.charCodeAt(this.at + 1) === 0x7b) {
        braces++;
        this.at++;
      } else if (code === 0x7d && braces > 0 && quotes === braces) braces--;
    }
  }
}
