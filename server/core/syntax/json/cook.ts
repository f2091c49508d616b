import { CookedText } from '../../text/cooked-text.js';
import { NodeKind, type Tape } from '../tape.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const UNICODE = /^[0-9a-fA-F]{4}$/;

/** Where the string that starts at `start` ends; one that is not closed ends with its line. */
export function stringEnd(text: string, start: number): { readonly end: number; readonly isClosed: boolean } {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { end: at + 1, isClosed: true };
    if (code === 0x0a || code === 0x0d) return { end: at, isClosed: false };
    if (code === BACKSLASH && at + 1 < text.length && !isLineEnd(text.charCodeAt(at + 1))) at++;
  }
  return { end: text.length, isClosed: false };
}

/** The span of a string's text, without its quotes. */
export function innerSpan(tape: Tape, node: number): { readonly start: number; readonly end: number } {
  const start = tape.start[node]!;
  const end = tape.end[node]!;
  if (tape.kind[node] !== NodeKind.Double) return { start, end };
  return { start: start + 1, end: isClosed(tape.text, start, end) ? end - 1 : end };
}

/** The decoded text of a string; the text as written for numbers, `true`, `null`. */
export function jsonText(tape: Tape, node: number): string {
  const { start, end } = innerSpan(tape, node);
  const raw = tape.text.slice(start, end);
  if (tape.kind[node] !== NodeKind.Double || !raw.includes('\\')) return raw;
  let out = '';
  decode(raw, 0, (piece) => {
    out += piece;
  });
  return out;
}

/** Like `jsonText`, with the raw offset of every decoded character. */
export function cookJson(tape: Tape, node: number): CookedText {
  const { start, end } = innerSpan(tape, node);
  const raw = tape.text.slice(start, end);
  if (tape.kind[node] !== NodeKind.Double || !raw.includes('\\')) return new CookedText(raw, start);
  let out = '';
  const offsets: number[] = [];
  decode(raw, start, (piece, from, isEscape) => {
    // An escape is one character here; a run without escapes maps one to one.
    for (let i = 0; i < piece.length; i++) offsets.push(isEscape ? from : from + i);
    out += piece;
  });
  offsets.push(end);
  return new CookedText(out, start, Int32Array.from(offsets));
}

/** Hands over runs without escapes and single decoded escapes, each with its raw offset. */
function decode(raw: string, base: number, take: (piece: string, from: number, isEscape: boolean) => void): void {
  for (let at = 0; at < raw.length; ) {
    const slash = raw.indexOf('\\', at);
    if (slash < 0) {
      take(raw.slice(at), base + at, false);
      return;
    }
    if (slash > at) take(raw.slice(at, slash), base + at, false);
    const letter = raw[slash + 1] ?? '';
    const digits = letter === 'u' ? raw.slice(slash + 2, slash + 6) : '';
    const isUnicode = UNICODE.test(digits);
    const piece = isUnicode ? String.fromCharCode(Number.parseInt(digits, 16)) : (ESCAPES.get(letter) ?? letter);
    if (piece !== '') take(piece, base + slash, true);
    at = slash + (isUnicode ? 6 : 2);
  }
}

/** A quote behind an odd number of backslashes is part of the text. */
function isClosed(text: string, start: number, end: number): boolean {
  if (end - start < 2 || text.charCodeAt(end - 1) !== QUOTE) return false;
  let backslashes = 0;
  for (let at = end - 2; at > start && text.charCodeAt(at) === BACKSLASH; at--) backslashes++;
  return backslashes % 2 === 0;
}

function isLineEnd(code: number): boolean {
  return code === 0x0a || code === 0x0d;
}
