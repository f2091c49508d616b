import {
  afterBreak,
  BACKSLASH,
  COLON,
  CR,
  DOUBLE_QUOTE,
  HASH,
  isBlankAt,
  isBreak,
  isDocumentMarkerAt,
  isFlowIndicator,
  isLineEndAt,
  isWhite,
  LF,
  lineEnd,
  OPEN_BRACE,
  PERCENT,
  skipSpaces,
} from './characters.js';
import { placeholderEnd } from './placeholders.js';
import type { Reading } from './reading.js';

/** Where a plain scalar of a block stops on its line: at the colon behind a key, at a comment or at the line's end. */
export function plainStop(text: string, from: number): number {
  const length = text.length;
  for (let i = from; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > COLON) {
      if (code === OPEN_BRACE) i = Math.max(i, placeholderEnd(text, i) - 1);
    } else if (code === COLON) {
      if (isBlankAt(text, i + 1)) return i;
    } else if (code <= PERCENT) {
      if (code === LF || code === CR) return i;
      if (code === HASH) {
        if (i > from && isWhite(text.charCodeAt(i - 1))) return i;
      } else if (code > HASH) i = Math.max(i, placeholderEnd(text, i) - 1);
    }
  }
  return length;
}

/** The same inside a flow collection, where `,` and brackets stop it, too. */
export function flowPlainStop(text: string, from: number, limit: number): number {
  for (let i = from; i < limit; i++) {
    const code = text.charCodeAt(i);
    const end = placeholderEnd(text, i);
    if (end > i) i = end - 1;
    else if (isBreak(code) || isFlowIndicator(code)) return i;
    else if (code === HASH && i > from && isWhite(text.charCodeAt(i - 1))) return i;
    else if (code === COLON && (isBlankAt(text, i + 1) || isFlowIndicator(text.charCodeAt(i + 1)))) return i;
  }
  return limit;
}

/**
 * Start of the text of the next line that continues a scalar, the break of a line without text, or -1 when the
 * scalar ends because that line is indented less than `minimum`.
 */
export function continuedAt(text: string, lineStart: number, minimum: number): number {
  if (minimum === 0) return isDocumentMarkerAt(text, lineStart) ? -1 : lineStart;
  const at = skipSpaces(text, lineStart);
  if (at < text.length && isBreak(text.charCodeAt(at))) return at;
  return at - lineStart >= minimum ? at : -1;
}

/** The offset behind the closing quote, or -1 when the scalar is not closed where its lines are indented enough. */
export function quotedEnd(reading: Reading, open: number, minimum: number): number {
  const { text } = reading;
  const quote = text.charCodeAt(open);
  const limit = reading.mayReread ? text.length : lineEnd(text, open);
  let i = open + 1;
  let lastBreak = i;
  while (i < limit) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(i + 1) !== quote) return i + 1;
      i += 2;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      i = escapeEnd(reading, i);
    } else if (code === LF || code === CR) {
      lastBreak = i;
      i = continuedAt(text, afterBreak(text, i), minimum);
      if (i < 0) break;
    } else i++;
  }
  reading.reread += Math.max(i, lastBreak) - open;
  return -1;
}

const SIMPLE_ESCAPES = '0abefnrtvN_LP "/\\\t';

/** Digits behind `\x`, `\u`, `\U`. */
export function hexLength(letter: string | undefined): number {
  return letter === 'x' ? 2 : letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
}

function escapeEnd(reading: Reading, at: number): number {
  const { text } = reading;
  // A break behind the backslash is read by the caller: the next line has to be indented enough.
  if (isLineEndAt(text, at + 1)) return at + 1;
  const letter = text[at + 1]!;
  if (SIMPLE_ESCAPES.includes(letter)) return at + 2;
  const digits = hexLength(letter);
  if (digits > 0 && isCodePoint(text.slice(at + 2, at + 2 + digits), digits)) return at + 2 + digits;
  reading.problem(at, at + 2, 'There is no such escape in a double-quoted text; a backslash is written "\\\\".');
  return at + 2;
}

export function isCodePoint(hex: string, digits: number): boolean {
  return hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) && Number.parseInt(hex, 16) <= 0x10ffff;
}
