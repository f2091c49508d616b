import { placeholderEnd } from '../../syntax/yaml/placeholders.js';
import { plainStop } from '../../syntax/yaml/scalars.js';

/** What stands on one line of block YAML, by offsets. */
export interface Line {
  readonly start: number;
  /** Without the line break. */
  readonly end: number;
  /** Dashes of list entries in front of the content. */
  readonly dashes: readonly number[];
  /** Start of the key or text; `end` when there is none. */
  readonly content: number;
  /** The key without its quotes; '' when the line has none. */
  readonly key: string;
  /** The colon behind the key, -1 when there is none. */
  readonly colon: number;
  /** Start of what stands behind the colon; `end` when nothing does. */
  readonly value: number;
}

export function lineStartAt(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

export function lineEndAt(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return end > offset && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
}

/** Start of the line above, -1 when there is none. */
export function lineAbove(text: string, lineStart: number): number {
  return lineStart === 0 ? -1 : lineStartAt(text, lineStart - 1);
}

/** Start of the line below, -1 when there is none. */
export function lineBelow(text: string, lineStart: number): number {
  const end = text.indexOf('\n', lineStart);
  return end < 0 ? -1 : end + 1;
}

/** Columns of white space in front of a line; -1 for a line that is blank or only a comment. */
export function indentOf(text: string, lineStart: number): number {
  const at = skipBlanks(text, lineStart);
  const code = text.charCodeAt(at);
  return at >= text.length || code === 10 || code === 13 || code === 35 ? -1 : at - lineStart;
}

export function readLine(text: string, start: number): Line {
  const end = lineEndAt(text, start);
  const dashes: number[] = [];
  let content = Math.min(end, skipBlanks(text, start));
  while (content < end && text[content] === '-' && (content + 1 === end || isBlank(text, content + 1))) {
    dashes.push(content);
    content = Math.min(end, skipBlanks(text, content + 1));
  }
  const line = { start, end, dashes, content };
  if (text[content] === '#') return { ...line, content: end, key: '', colon: -1, value: end };
  const colon = keyColon(text, content, end);
  if (colon < 0) return { ...line, key: '', colon, value: end };
  return {
    ...line,
    key: unquoted(text.slice(content, colon).trimEnd()),
    colon,
    value: Math.min(end, skipBlanks(text, colon + 1)),
  };
}

/** The colon that ends the key which starts at `from`; -1 when no key does. */
function keyColon(text: string, from: number, end: number): number {
  const quote = text[from];
  if (opensFlow(text, from)) return -1;
  if (quote !== '"' && quote !== "'") {
    const stop = plainStop(text, from);
    return stop < end && text[stop] === ':' ? stop : -1;
  }
  const close = text.indexOf(quote, from + 1);
  if (close < 0 || close >= end) return -1;
  const colon = skipBlanks(text, close + 1);
  return colon < end && text[colon] === ':' && (colon + 1 === end || isBlank(text, colon + 1)) ? colon : -1;
}

/** True at `{` or `[`, but not at the placeholder of a template. */
export function opensFlow(text: string, at: number): boolean {
  return text[at] === '[' || (text[at] === '{' && placeholderEnd(text, at) === at);
}

export function unquoted(key: string): string {
  return /^(["']).*\1$/.test(key) ? key.slice(1, -1) : key;
}

/** True when a key has its whole value on its line, so that nothing can stand below it. */
export function isComplete(text: string, { colon, value, end }: Line): boolean {
  if (colon < 0 || value >= end) return false;
  if (/^[|>&!#]/.test(text[value]!)) return false;
  return true;
}

/** True when the value of a line is a block scalar: `|`, `>-`, ... */
export function hasBlockScalar(text: string, { colon, value, end }: Line): boolean {
  return colon >= 0 && value < end && /^[|>]/.test(text[value]!);
}

export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text, at)) at++;
  return at;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9;
}
