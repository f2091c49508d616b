import type { AnalysedFile } from '../core/analysis.js';
import { type Hidden, hiddenInSource, hiddenLiterals } from '../core/text/masking.js';
import type { Span } from '../core/text/span.js';
import { visible } from './visible.js';
import { displayWidth, graphemeWidth, splitGraphemes } from './width.js';

const TAB_STOP = 4;
/** Lines above that may name the literal in this one. */
const LINES_BEFORE = 3;
const BEFORE_CHARACTERS = 1000;
const CUT = '…';

/** One source line as a terminal shows it, and the run of carets below it. */
export interface CodeFrame {
  /** 1-based. */
  readonly line: number;
  readonly code: string;
  /** The same in front of the marked part, in it, and behind it. */
  readonly parts: readonly [before: string, marked: string, after: string];
  /** Spaces in front of the carets. */
  readonly indent: number;
  readonly carets: number;
}

interface Cell {
  readonly text: string;
  readonly width: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Shows the line where a span begins, cut to `columns` around the span, with values masked and acting characters
 * spelled out. `hidesLiterals` is for spans that are themselves the value not to be shown.
 */
export function codeFrame(file: AnalysedFile, span: Span, columns: number, hidesLiterals: boolean): CodeFrame {
  const { line, column } = file.lines.positionAt(span.start);
  const text = lineText(file, line);
  const from = Math.min(column, text.length);
  const to = Math.max(from, Math.min(text.length, from + (span.end - span.start)));
  const hidden = [...hiddenInLine(file, line, text), ...(hidesLiterals ? hiddenLiterals(text, from, to) : [])];
  const cells = cellsAround(text, from, to, columns, hidden);
  return { line: line + 1, ...cut(cells, from, Math.max(to, from + 1), columns, text.length) };
}

function lineText(file: AnalysedFile, line: number): string {
  const text = file.text.slice(file.lines.lineStart(line), file.lines.lineStart(line + 1));
  return text.replace(/(?:\r\n|\r|\n)$/, '');
}

/** A decoded export is one line of megabytes under many findings: what to hide in it is worked out once. */
const hiddenByFile = new WeakMap<AnalysedFile, Map<number, readonly Hidden[]>>();

function hiddenInLine(file: AnalysedFile, line: number, text: string): readonly Hidden[] {
  const byLine = hiddenByFile.get(file) ?? new Map<number, readonly Hidden[]>();
  hiddenByFile.set(file, byLine);
  const hidden = byLine.get(line) ?? hiddenInSource(text, textBefore(file, line));
  byLine.set(line, hidden);
  return hidden;
}

function textBefore(file: AnalysedFile, line: number): string {
  const end = file.lines.lineStart(line);
  const start = file.lines.lineStart(Math.max(0, line - LINES_BEFORE));
  return file.text.slice(Math.max(start, end - BEFORE_CHARACTERS), end);
}

/** The cells of as much of the line as can be shown; a line of a megabyte is not taken apart for eighty columns. */
function cellsAround(text: string, from: number, to: number, columns: number, hidden: readonly Hidden[]): Cell[] {
  const start = beforePair(text, Math.max(0, from - columns));
  const end = beforePair(text, Math.min(text.length, Math.min(to, from + columns) + columns));
  const near = hidden.filter((range) => range.start < end && range.end > start);
  const cells: Cell[] = [];
  let width = 0;
  for (const grapheme of splitGraphemes(text.slice(start, end))) {
    const index = start + grapheme.index;
    const after = index + grapheme.text.length;
    const isHidden = near.some((range) => range.start < after && range.end > index);
    const shown = shownAs(grapheme.text, isHidden, width);
    cells.push({ text: shown, width: displayWidth(shown), start: index, end: after });
    width += cells.at(-1)!.width;
  }
  return cells;
}

function shownAs(grapheme: string, isHidden: boolean, width: number): string {
  if (grapheme === '\t') return ' '.repeat(TAB_STOP - (width % TAB_STOP));
  return isHidden ? '*'.repeat(graphemeWidth(grapheme)) : visible(grapheme);
}

/** Moves a cut out of the middle of a surrogate pair. */
function beforePair(text: string, index: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(index)) && index > 0 ? index - 1 : index;
}

/** Chooses the cells to show: the marked ones first, then what stands around them. */
function cut(cells: readonly Cell[], from: number, to: number, columns: number, length: number) {
  const found = cells.findIndex((cell) => cell.end > from);
  const marked = found === -1 ? cells.length : found;
  let first = marked;
  let last = marked;
  let left = columns - 2;
  const fits = (cell: Cell | undefined): cell is Cell => cell !== undefined && cell.width <= left;
  const take = (cell: Cell) => {
    left -= cell.width;
  };
  for (let cell = cells[last]; fits(cell) && cell.start < to; cell = cells[++last]) take(cell);
  const markedEnd = last;
  const wanted = Math.ceil(left / 2);
  for (let cell = cells[last]; fits(cell) && left > wanted; cell = cells[++last]) take(cell);
  for (let cell = cells[first - 1]; fits(cell); cell = cells[--first - 1]) take(cell);
  for (let cell = cells[last]; fits(cell); cell = cells[++last]) take(cell);

  const isCutBefore = (cells[first]?.start ?? length) > 0 && first < cells.length;
  const isCutAfter = (cells[last - 1]?.end ?? length) < length;
  const widthOf = (start: number, end: number) => cells.slice(start, end).reduce((sum, cell) => sum + cell.width, 0);
  const textOf = (start: number, end: number) =>
    cells
      .slice(start, end)
      .map(({ text }) => text)
      .join('');
  const before = `${isCutBefore ? CUT : ''}${textOf(first, marked)}`;
  const after = `${textOf(markedEnd, last)}${isCutAfter ? CUT : ''}`;
  const parts = [before, textOf(marked, markedEnd), after] as const;
  return {
    code: parts.join(''),
    parts,
    indent: (isCutBefore ? 1 : 0) + widthOf(first, marked),
    carets: Math.max(1, widthOf(marked, markedEnd)),
  };
}
