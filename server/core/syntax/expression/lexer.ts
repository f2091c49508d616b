import type { ExpressionProblem } from '../../model/expression.js';
import { WordTable } from '../../text/word-table.js';
import { endsOperand, type TokenKind } from './tokens.js';

/** Names of functions and variables return all the time. */
const NAMES = new WordTable(4096);

/** Nobody reads more about one expression. */
const MAX_PROBLEMS = 50;

/** Reads one token at a time into its own fields, so that no token objects are made. */
export class Lexer {
  readonly text: string;
  readonly problems: ExpressionProblem[];
  kind: TokenKind = 'end';
  start = 0;
  end = 0;
  /** End of the token before this one. */
  previousEnd = 0;
  /** A string token has a closing quote. */
  closed = true;

  constructor(text: string, problems: ExpressionProblem[]) {
    this.text = text;
    this.problems = problems;
  }

  next(): void {
    const before = this.kind;
    this.previousEnd = this.end;
    for (;;) {
      const at = this.#skipSpace(this.end);
      this.start = at;
      if (at >= this.text.length) {
        this.end = at;
        this.kind = 'end';
        return;
      }
      if (this.#scan(at, before)) return;
      this.#skipStray(at);
    }
  }

  /** Like `next`, but takes keywords and leading digits as a name: for what follows a dot. */
  nextMember(): void {
    this.previousEnd = this.end;
    const at = this.#skipSpace(this.end);
    const end = this.#nameEnd(at);
    if (end === at) {
      this.next();
      return;
    }
    this.start = at;
    this.end = end;
    this.kind = 'name';
  }

  /** Where a value should stand, an opening bracket can only begin a JSON array: it becomes one token. */
  takeList(): void {
    this.#json(this.start);
  }

  skipToEnd(): void {
    this.start = this.text.length;
    this.end = this.text.length;
    this.kind = 'end';
  }

  /** True when the token after this one is an opening parenthesis. */
  isCalled(): boolean {
    return this.text.charCodeAt(this.#skipSpace(this.end)) === 40;
  }

  slice(): string {
    return NAMES.word(this.text, this.start, this.end);
  }

  /** The decoded text of a string token. */
  stringValue(): string {
    const raw = this.text.slice(this.start + 1, this.closed ? this.end - 1 : this.end);
    if (!raw.includes('\\') || this.text.charCodeAt(this.start) !== 34) return raw;
    let value = '';
    let from = 0;
    for (let at = raw.indexOf('\\'); at !== -1; at = raw.indexOf('\\', from)) {
      const character = ESCAPES.get(raw.charCodeAt(at + 1));
      // An escape that the language does not have stays as written.
      value += raw.slice(from, at) + (character ?? raw.slice(at, at + 2));
      from = at + 2;
    }
    return value + raw.slice(from);
  }

  report(start: number, end: number, message: string, code: ExpressionProblem['code'] = 'syntax'): void {
    if (this.problems.length < MAX_PROBLEMS) this.problems.push({ span: { start, end }, code, message });
  }

  #skipSpace(from: number): number {
    let at = from;
    while (at < this.text.length && isSpace(this.text.charCodeAt(at))) at++;
    return at;
  }

  #set(kind: TokenKind, end: number): true {
    this.kind = kind;
    this.end = end;
    return true;
  }

  /** Reads the token that starts here; false when nothing known does. */
  #scan(at: number, before: TokenKind): boolean {
    const { text } = this;
    const code = text.charCodeAt(at);
    const following = text.charCodeAt(at + 1);
    switch (code) {
      case 34: // "
        return this.#string(at);
      case 46: // .
        if (isDigit(following) && !endsOperand(before)) return this.#number(at);
        return this.#set('.', at + 1);
      case 123: // {
        return following === 123 ? this.#name(at) : this.#json(at);
      case 36: // $
        return this.#name(at);
      case 61: // =
        if (following === 61) return this.#set('==', at + 2);
        this.report(at, at + 1, 'Values are compared with ==, not with =');
        return this.#set('==', at + 1);
      case 33: // !
        return following === 61 ? this.#set('!=', at + 2) : this.#set('!', at + 1);
      case 60: // <
        if (following === 61) return this.#set('<=', at + 2);
        if (following !== 62) return this.#set('<', at + 1);
        this.report(at, at + 2, 'Inequality is written !=, not <>');
        return this.#set('!=', at + 2);
      case 62: // >
        return following === 61 ? this.#set('>=', at + 2) : this.#set('>', at + 1);
      case 38: // &
        if (following !== 38) return this.#set('&', at + 1);
        this.report(at, at + 2, 'Conditions are joined with "and", not with &&');
        return this.#set('and', at + 2);
      case 124: // |
        if (following !== 124) return this.#set('|', at + 1);
        this.report(at, at + 2, 'Conditions are joined with "or", not with ||');
        return this.#set('or', at + 2);
      case 39: // '
        return this.#foreignString(at, "'");
      case 0x201c:
      case 0x201d:
        return this.#foreignString(at, '\u201d');
      case 0x2018:
      case 0x2019:
        return this.#foreignString(at, '\u2019');
    }
    const symbol = SYMBOLS[code];
    if (symbol !== undefined) return this.#set(symbol, at + 1);
    if (isDigit(code)) return this.#number(at);
    if (isNamePart(code)) return this.#name(at);
    return false;
  }

  #skipStray(at: number): void {
    let end = at + 1;
    while (end < this.text.length && isStray(this.text.charCodeAt(end))) end++;
    this.end = end;
    this.report(at, end, 'These characters have no meaning in an expression');
  }

  #name(at: number): true {
    const end = this.#nameEnd(at);
    return this.#set(keywordAt(this.text, at, end) ?? 'name', end);
  }

  /** Names may hold placeholders: `{{prefix}}_total`, `Flow.${name}`. */
  #nameEnd(from: number): number {
    const { text } = this;
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      const following = text.charCodeAt(at + 1);
      if (code === 123 && following === 123) at = this.#placeholderEnd(at, text.indexOf('}}', at) + 2);
      else if (code === 36 && following === 123) at = this.#placeholderEnd(at, closingBrace(text, at + 1) + 1);
      else if (isNamePart(code) || code === 36) at++;
      else return at;
    }
  }

  #placeholderEnd(at: number, end: number): number {
    if (end > at) return end;
    this.report(at, this.text.length, 'This placeholder has no end');
    return this.text.length;
  }

  #number(at: number): true {
    const { text } = this;
    let end = at;
    while (isDigit(text.charCodeAt(end))) end++;
    const isDecimal = text.charCodeAt(end) === 46 && isDigit(text.charCodeAt(end + 1));
    if (isDecimal) {
      end++;
      while (isDigit(text.charCodeAt(end))) end++;
    }
    const digitsEnd = end;
    end = this.#nameEnd(end);
    if (end > digitsEnd && !text.startsWith('{{', digitsEnd) && !text.startsWith('${', digitsEnd)) {
      this.report(at, end, 'A number has digits and at most one decimal point');
    }
    return this.#set(isDecimal ? 'decimal' : 'integer', end);
  }

  #string(at: number): true {
    const { text } = this;
    let end = at + 1;
    while (end < text.length) {
      const code = text.charCodeAt(end);
      if (code === 34) {
        this.closed = true;
        return this.#set('string', end + 1);
      }
      end += code === 92 ? 2 : 1;
    }
    this.closed = false;
    this.report(at, text.length, 'This text has no closing quote');
    return this.#set('string', text.length);
  }

  /** 'text' and typographic quotes: what people paste. */
  #foreignString(at: number, close: string): true {
    const found = this.text.indexOf(close, at + 1);
    this.closed = found !== -1;
    const end = this.closed ? found + 1 : this.text.length;
    this.report(at, end, 'Text stands in straight double quotes');
    return this.#set('string', end);
  }

  /** A JSON value is an expression only when it is the whole expression; the parser handles that before. */
  #json(at: number): true {
    const close = closingBrace(this.text, at);
    const end = close === -1 ? this.text.length : close + 1;
    this.report(at, end, 'A JSON value can only stand alone, not inside an expression');
    return this.#set('json', end);
  }
}

const ESCAPES = new Map([
  [110, '\n'],
  [114, '\r'],
  [116, '\t'],
  [92, '\\'],
  [34, '"'],
]);

const SYMBOLS: ReadonlyArray<TokenKind | undefined> = symbolTable('+-*/%^~()[],?:');

function symbolTable(symbols: string): Array<TokenKind | undefined> {
  const table: Array<TokenKind | undefined> = new Array(128).fill(undefined);
  // Every character of the list is a token kind.
  for (const symbol of symbols) table[symbol.charCodeAt(0)] = symbol as TokenKind;
  return table;
}

function keywordAt(text: string, start: number, end: number): 'and' | 'or' | undefined {
  const length = end - start;
  if (length !== 2 && length !== 3) return undefined;
  // The bit 32 makes an ASCII letter lower case.
  const first = text.charCodeAt(start) | 32;
  const second = text.charCodeAt(start + 1) | 32;
  if (length === 2) return first === 111 && second === 114 ? 'or' : undefined;
  return first === 97 && second === 110 && (text.charCodeAt(start + 2) | 32) === 100 ? 'and' : undefined;
}

/** The brace or bracket that closes the one at `open`, -1 when there is none. Text in double quotes is skipped. */
export function closingBrace(text: string, open: number): number {
  let depth = 0;
  let inText = false;
  for (let at = open; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === 92) at++;
      else if (code === 34) inText = false;
    } else if (code === 34) inText = true;
    else if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at;
  }
  return -1;
}

/** `Flow.card` as it stands in the text; joined from its parts only where blanks or quotes stand between them. */
export function joinedName(text: string, start: number, end: number, scope: string, name: string): string {
  return end - start === scope.length + 1 + name.length ? NAMES.word(text, start, end) : `${scope}.${name}`;
}

/** Whether a whole text is `scope.name` in plain letters and digits: what most expressions are. */
export function isPlainReference(text: string): boolean {
  const dot = text.indexOf('.');
  if (dot < 0 || keywordAt(text, 0, dot)) return false;
  return isPlainName(text, 0, dot) && isPlainName(text, dot + 1, text.length);
}

function isPlainName(text: string, start: number, end: number): boolean {
  if (start >= end || isDigit(text.charCodeAt(start))) return false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code >= 128 || !isNamePart(code)) return false;
  }
  return true;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Letters, digits, `_`; beyond ASCII everything but Latin-1 signs, general punctuation and private use. */
function isNamePart(code: number): boolean {
  if (code < 128) {
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95;
  }
  if (code < 0x100) return (code >= 0xc0 && code !== 0xd7 && code !== 0xf7) || code === 0xaa || code === 0xba;
  return (code < 0x2000 || code > 0x206f) && (code < 0xe000 || code > 0xf8ff) && code !== 0x3000 && code !== 0xfeff;
}

/** What a run of meaningless characters goes on with; anything else may start a token. */
function isStray(code: number): boolean {
  if (code >= 128) return !isNamePart(code) && !isSpace(code) && !(code >= 0x2018 && code <= 0x201d);
  return code < 9 || (code > 13 && code < 32) || code === 35 || code === 59 || code === 64 || code >= 125;
}
