import type { Span } from '../../text/span.js';

/** What stands in front of a brace that puts a value in, and not in front of one that opens a body. */
const BEFORE_VALUE = /[=<>!(,+\-*/%|&[]/;

/**
 * Where a statement that starts at `start` ends: its line's end, a comment, or the brace that closes the body around
 * it. Texts in quotes hold none of them.
 */
export function lineEnd(text: string, start: number): number {
  let quote = '';
  let braces = 0;
  for (let at = start; at < text.length; at++) {
    const symbol = text[at]!;
    if (symbol === '\n' || symbol === '\r') return at;
    if (quote !== '') quote = symbol === quote ? '' : quote;
    else if (symbol === '"' || symbol === "'") quote = symbol;
    else if (symbol === '/' && text[at + 1] === '/') return at;
    else if (symbol === '{') braces++;
    else if (symbol === '}' && --braces < 0) return at;
  }
  return text.length;
}

/** What stands between the keyword and the body: where it ends, and where the body's brace is; -1 when there is none. */
export function headerEnd(text: string, start: number): { readonly end: number; readonly open: number } {
  let quote = '';
  let previous = '';
  for (let at = start; at < text.length; at++) {
    const symbol = text[at]!;
    if (symbol === '\n' || symbol === '\r') return { end: at, open: braceBehind(text, at) };
    if (quote !== '') {
      quote = symbol === quote ? '' : quote;
      continue;
    }
    if (symbol === '"' || symbol === "'") quote = symbol;
    else if (symbol === '/' && text[at + 1] === '/') return { end: at, open: braceBehind(text, at) };
    else if (symbol === '{' && !isValue(text, at, previous)) return { end: at, open: at };
    else if (symbol === '{') at = closeOf(text, at);
    if (/\S/.test(symbol)) previous = symbol === '{' ? '}' : symbol;
  }
  return { end: text.length, open: -1 };
}

/** `IF {x} = 1 {`: a value in braces stands behind an operator, or first with something behind it. */
function isValue(text: string, open: number, previous: string): boolean {
  if (previous !== '') return BEFORE_VALUE.test(previous);
  const close = closeOf(text, open);
  return close > open && /^[ \t]*[^\s/}]/.test(text.slice(close + 1, close + 80));
}

/** A body may start on a line of its own. */
function braceBehind(text: string, at: number): number {
  const next = skipBlank(text, at);
  return text[next] === '{' ? next : -1;
}

/** Where the brace that opens at `open` is closed in the same line; `open` when it is not. */
function closeOf(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '}') return at;
    if (text[at] === '\n' || text[at] === '{') return open;
  }
  return open;
}

/** The next offset that is neither space nor comment. */
export function skipBlank(text: string, start: number): number {
  let at = start;
  while (at < text.length) {
    if (/[\s;\ufeff]/.test(text[at]!)) at++;
    else if (text[at] === '/' && text[at + 1] === '/') {
      while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
    } else break;
  }
  return at;
}

/** A span without the space at its ends. */
export function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = Math.max(start, end);
  while (from < to && /\s/.test(text[from]!)) from++;
  while (to > from && /\s/.test(text[to - 1]!)) to--;
  return { start: from, end: to };
}
