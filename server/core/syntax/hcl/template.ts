import type { Span } from '../../text/span.js';
import type { HclExpression, HclPart } from './ast.js';
import type { HclCursor } from './cursor.js';

type ReadExpression = (cursor: HclCursor) => HclExpression;

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['"', '"'],
  ['\\', '\\'],
]);
const UNICODE = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})/y;
const HEREDOC = /<<(-?)([\p{L}_][\p{L}\p{Nd}_-]*)[ \t]*\r?\n/uy;

/** Puts the pieces of one template together. */
class Pieces {
  readonly parts: HclPart[] = [];
  readonly #cursor: HclCursor;
  #text = '';
  /** Where each character stands, and at the end where the next one would. */
  #offsets: number[] = [];
  #start: number;

  constructor(cursor: HclCursor) {
    this.#cursor = cursor;
    this.#start = cursor.at;
  }

  /** One decoded piece that is written at `from` to `to`. */
  add(text: string, from: number): void {
    if (this.#text === '') this.#start = from;
    for (let i = 0; i < text.length; i++) this.#offsets.push(text.length === 1 ? from : from + i);
    this.#text += text;
  }

  value(value: HclExpression, start: number): void {
    this.flush(start);
    this.parts.push({ kind: 'value', value });
  }

  flush(end: number): void {
    if (this.#text === '') return;
    const isVerbatim = end - this.#start === this.#text.length;
    const offsets = isVerbatim ? undefined : [...this.#offsets, end];
    this.parts.push({ kind: 'text', source: this.#cursor.cooked(this.#text, this.#start, offsets) });
    this.#text = '';
    this.#offsets = [];
  }
}

/** `"..."` at the cursor. A string that is not closed ends with its line. */
export function readQuoted(cursor: HclCursor, read: ReadExpression): HclExpression {
  const start = cursor.at++;
  const pieces = new Pieces(cursor);
  for (;;) {
    const code = cursor.code;
    if (cursor.isAtEnd || code === 0x0a) {
      cursor.problem(start, cursor.at, 'This string has no closing quote');
      break;
    }
    if (code === 0x22) break;
    if (code === 0x5c) readEscape(cursor, pieces);
    else if (!readInterpolation(cursor, pieces, read)) takeRun(cursor, pieces, cursor.text.length, true);
  }
  pieces.flush(cursor.at);
  if (cursor.code === 0x22) cursor.at++;
  return template(pieces.parts, cursor.span(start));
}

/** The whole text of the cursor as one template, as files in JSON write it. */
export function readTemplate(cursor: HclCursor, read: ReadExpression, end = cursor.text.length): HclPart[] {
  const pieces = new Pieces(cursor);
  while (cursor.at < end) {
    if (!readInterpolation(cursor, pieces, read)) takeRun(cursor, pieces, end, false);
  }
  pieces.flush(Math.min(cursor.at, end));
  return pieces.parts;
}

/** `<<NAME` at the cursor; undefined when it is none. Everything up to the line that holds the name alone. */
export function readHeredoc(cursor: HclCursor, read: ReadExpression): HclExpression | undefined {
  const start = cursor.at;
  HEREDOC.lastIndex = start;
  const [opening, dash, name] = HEREDOC.exec(cursor.text) ?? [];
  if (opening === undefined || name === undefined) return undefined;
  cursor.at += opening.length;
  const end = heredocEnd(cursor, name);
  if (!end) cursor.problem(start, start + opening.trimEnd().length, `No line with "${name}" ends this text`);
  const { content, after } = end ?? { content: cursor.text.length, after: cursor.text.length };
  const parts = dash === '' ? readTemplate(cursor, read, content) : readIndented(cursor, read, content);
  cursor.at = after;
  return template(parts, cursor.span(start));
}

/** Where the text of a heredoc ends, and where the line that closes it does. */
function heredocEnd({ text, at }: HclCursor, name: string): { content: number; after: number } | undefined {
  for (let line = at; line < text.length; ) {
    const end = text.indexOf('\n', line);
    const stop = end < 0 ? text.length : end;
    if (stop - line < 1_000 && text.slice(line, stop).trim() === name) {
      return { content: line, after: text.indexOf(name, line) + name.length };
    }
    line = stop + 1;
  }
  return undefined;
}

/** `<<-`: the blanks that all lines begin with are no part of the text. */
function readIndented(cursor: HclCursor, read: ReadExpression, end: number): HclPart[] {
  const indent = smallestIndent(cursor.text, cursor.at, end);
  const pieces = new Pieces(cursor);
  let isLineStart = true;
  while (cursor.at < end) {
    if (isLineStart) cursor.at = Math.min(end, cursor.at + indent);
    const before = cursor.at;
    if (before < end && !readInterpolation(cursor, pieces, read)) takeRun(cursor, pieces, end, false, true);
    isLineStart = cursor.text.charCodeAt(cursor.at - 1) === 0x0a;
    if (cursor.at === before && !isLineStart) break;
  }
  pieces.flush(Math.min(cursor.at, end));
  return pieces.parts;
}

function smallestIndent(text: string, from: number, to: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let line = from; line < to; ) {
    const next = text.indexOf('\n', line);
    let at = line;
    while (at < to && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
    if (at < to && text.charCodeAt(at) !== 0x0a && text.charCodeAt(at) !== 0x0d)
      smallest = Math.min(smallest, at - line);
    line = next < 0 ? to : next + 1;
  }
  return Number.isFinite(smallest) ? smallest : 0;
}

/** Plain characters up to the next one that may mean something. */
function takeRun(cursor: HclCursor, pieces: Pieces, end: number, isQuoted: boolean, byLine = false): void {
  const { text } = cursor;
  const start = cursor.at;
  let at = start + 1;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x24 || code === 0x25) break;
    if (isQuoted && (code === 0x22 || code === 0x5c || code === 0x0a)) break;
    if (byLine && text.charCodeAt(at - 1) === 0x0a) break;
  }
  cursor.at = at;
  pieces.add(text.slice(start, at), start);
}

function readEscape(cursor: HclCursor, pieces: Pieces): void {
  const start = cursor.at;
  UNICODE.lastIndex = start;
  const unicode = UNICODE.exec(cursor.text)?.[0];
  if (unicode) {
    const point = Number.parseInt(unicode.slice(2), 16);
    cursor.at += unicode.length;
    for (const unit of String.fromCodePoint(point > 0x10ffff ? 0xfffd : point).split('')) pieces.add(unit, start);
    return;
  }
  const letter = cursor.text[start + 1] ?? '';
  const isLineEnd = letter === '' || letter === '\n' || letter === '\r';
  cursor.at += isLineEnd ? 1 : 2;
  pieces.add(isLineEnd ? '\\' : (ESCAPES.get(letter) ?? letter), start);
}

/** `$${`, `${...}` or `%{...}`; false when nothing of it stands at the cursor. */
function readInterpolation(cursor: HclCursor, pieces: Pieces, read: ReadExpression): boolean {
  const { code, text, at } = cursor;
  if (code !== 0x24 && code !== 0x25) return false;
  const sign = text[at]!;
  if (text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === 0x7b) {
    cursor.at += 3;
    pieces.add(sign, at + 1);
    pieces.add('{', at + 2);
    return true;
  }
  if (text.charCodeAt(at + 1) !== 0x7b) return false;
  pieces.value(code === 0x24 ? readValue(cursor, read) : readDirective(cursor), at);
  return true;
}

function readValue(cursor: HclCursor, read: ReadExpression): HclExpression {
  const start = cursor.at;
  const open = start + 1;
  return cursor.deeper<HclExpression>(
    open,
    () => {
      cursor.at = open + 1;
      cursor.take('~');
      cursor.skip(true);
      const value = read(cursor);
      cursor.skip(true);
      cursor.take('~');
      if (!cursor.take('}')) closeValue(cursor, start);
      return value;
    },
    () => ({ kind: 'open', span: cursor.span(start) }),
  );
}

/** What is left in the braces could not be read; it ends with them, or with the string. */
function closeValue(cursor: HclCursor, start: number): void {
  cursor.problem(start, start + 2, 'The "${" here is not closed, or what stands in it could not be read');
  while (!cursor.isAtEnd && cursor.code !== 0x7d && cursor.code !== 0x22 && cursor.code !== 0x0a) cursor.at++;
  cursor.take('}');
}

/** `%{if ...}` and its like decide about what is around them. */
function readDirective(cursor: HclCursor): HclExpression {
  const start = cursor.at;
  cursor.skipBracket(start + 1);
  return { kind: 'open', span: cursor.span(start) };
}

function template(parts: readonly HclPart[], span: Span): HclExpression {
  return { kind: 'template', parts, span };
}
