import { NodeKind } from '../tape.js';
import {
  afterBreak,
  CR,
  GREATER,
  HASH,
  isBlankAt,
  isBreak,
  isLineEndAt,
  LF,
  lineEnd,
  SPACE,
  skipSpaces,
  skipWhite,
  TAB,
} from './characters.js';
import type { Reading } from './reading.js';
import { continuedAt } from './scalars.js';

/** What `|` or `>` says about the lines below it. */
export interface BlockHeader {
  readonly end: number;
  /** 1..9, or 0 when the first line tells the indentation. */
  readonly indent: number;
  readonly chomping: 'clip' | 'strip' | 'keep';
  readonly isValid: boolean;
}

export function blockHeader(text: string, at: number): BlockHeader {
  let indent = 0;
  let chomping: BlockHeader['chomping'] | undefined;
  let isValid = true;
  let i = at + 1;
  for (; !isBlankAt(text, i) && text.charCodeAt(i) !== HASH; i++) {
    const letter = text[i]!;
    if (chomping === undefined && (letter === '+' || letter === '-')) chomping = letter === '+' ? 'keep' : 'strip';
    else if (indent === 0 && letter >= '1' && letter <= '9') indent = Number(letter);
    else isValid = false;
  }
  return { end: i, indent, chomping: chomping ?? 'clip', isValid };
}

/**
 * Reads a literal or folded scalar whose header stands at `at`; its parent is indented by `parent` (-1: document).
 * Returns the start of the line behind it.
 */
export function readBlockScalar(reading: Reading, at: number, parent: number): number {
  const { text } = reading;
  const header = blockHeader(text, at);
  if (!header.isValid) reading.problem(at, header.end, 'Behind | or > only + or - and one digit may stand.');
  const from = headerLineEnd(reading, header.end);
  const extent = blockExtent(text, from, parent, header);
  if (extent.isUneven) {
    reading.problem(at, header.end, 'An empty line at the top of this text is indented deeper than its first line.');
  }
  if (extent.hasTab) reading.problem(extent.end - 1, extent.end, 'A tab cannot indent a line; use spaces.');
  const kind = text.charCodeAt(at) === GREATER ? NodeKind.Folded : NodeKind.Literal;
  const node = reading.tape.scalar(kind, at, extent.end);
  if (header.indent > 0) reading.tape.blockIndents.set(node, Math.max(0, parent) + header.indent);
  return extent.next;
}

function headerLineEnd(reading: Reading, from: number): number {
  const { text } = reading;
  const at = skipWhite(text, from);
  if (isLineEndAt(text, at)) return at;
  const end = lineEnd(text, at);
  if (text.charCodeAt(at) !== HASH) {
    reading.problem(at, end, 'Behind | or > the line has to end; the text starts on the next line.');
  } else if (at === from) reading.problem(at, end, 'A comment needs a space in front of #.');
  return end;
}

interface Extent {
  /** End of the scalar's span: with the break of its last line. */
  readonly end: number;
  /** Start of the line behind the scalar. */
  readonly next: number;
  readonly isUneven: boolean;
  readonly hasTab: boolean;
}

function blockExtent(text: string, headerEnd: number, parent: number, header: BlockHeader): Extent {
  if (headerEnd >= text.length) return { end: headerEnd, next: headerEnd, isUneven: false, hasTab: false };
  const from = afterBreak(text, headerEnd);
  const first = firstLine(text, from);
  const minimum = parent + 1;
  let end = first.lineStart;
  if (first.indent >= minimum) {
    const content = header.indent === 0 ? first.indent : Math.max(0, parent) + header.indent;
    end = contentEnd(text, first.lineStart, content);
  }
  const isUneven = header.indent === 0 && first.blankIndent > first.indent && end > first.lineStart;
  const tab = skipSpaces(text, end);
  if (text.charCodeAt(tab) === TAB) {
    let i = tab;
    while (i < text.length && isBlankAt(text, i)) i++;
    return { end: i, next: i, isUneven, hasTab: true };
  }
  return {
    end: header.chomping === 'keep' ? end : chomped(text, from, end, first.indent),
    next: end,
    isUneven,
    hasTab: false,
  };
}

/** The first line with text: where it starts, its indentation, and the deepest indentation of the blank lines above. */
function firstLine(text: string, from: number): { lineStart: number; indent: number; blankIndent: number } {
  let lineStart = from;
  let blankIndent = 0;
  for (;;) {
    const at = skipSpaces(text, lineStart);
    if (at >= text.length || !isBreak(text.charCodeAt(at))) return { lineStart, indent: at - lineStart, blankIndent };
    blankIndent = Math.max(blankIndent, at - lineStart);
    lineStart = afterBreak(text, at);
  }
}

function contentEnd(text: string, from: number, indent: number): number {
  let lineStart = from;
  while (lineStart < text.length) {
    const at = continuedAt(text, lineStart, indent);
    if (at < 0) break;
    lineStart = afterBreak(text, lineEnd(text, at));
  }
  return lineStart;
}

/** Leaves out blank lines at the end that are not indented deeper than the text. */
function chomped(text: string, from: number, to: number, indent: number): number {
  let end = to;
  while (end > from) {
    let i = end;
    if (text.charCodeAt(i - 1) === LF) i--;
    if (i > from && text.charCodeAt(i - 1) === CR) i--;
    if (i === end && end < text.length) return end;
    const last = i;
    while (i > from && text.charCodeAt(i - 1) === SPACE) i--;
    const isLineStart = i === from || isBreak(text.charCodeAt(i - 1));
    if (!isLineStart || last - i > indent || i === from) return end;
    end = i;
  }
  return end;
}
