import { endLine, Place, readEntry, readListEntry, readNode } from './block.js';
import {
  AMPERSAND,
  afterBreak,
  BANG,
  COLON,
  DASH,
  HASH,
  isBlankAt,
  isDocumentMarkerAt,
  isLineEndAt,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  SPACE,
  skipWhite,
  TAB,
  trimmedEnd,
} from './characters.js';
import { FrameKind, type Reading, Wait } from './reading.js';
import { adoptDeeper, adoptMisplaced, adoptShallower } from './repair.js';
import { plainStop } from './scalars.js';

const NO_TAB = 'A tab cannot indent a line; use spaces.';

/** Reads lines until the text or the document ends; `reading.position` is where it stopped. */
export function readLines(reading: Reading): void {
  const { text } = reading;
  const length = text.length;
  while (reading.position < length) {
    const lineStart = reading.position;
    let at = lineStart;
    while (at < length && text.charCodeAt(at) === SPACE) at++;
    if (isLineEndAt(text, at)) {
      reading.position = afterBreak(text, at);
      continue;
    }
    const code = text.charCodeAt(at);
    if (at === lineStart && isDocumentMarkerAt(text, at)) return;
    reading.lineStart = lineStart;
    if (code === HASH) {
      reading.openPlain = -1;
      reading.position = nextLine(text, at);
    } else if (code === TAB) reading.position = readTabLine(reading, at);
    else reading.position = readLine(reading, at, at - lineStart);
  }
}

export function readLine(reading: Reading, at: number, column: number): number {
  const { text } = reading;
  const isDash = text.charCodeAt(at) === DASH && isBlankAt(text, at + 1);
  reading.closed = -1;
  if (column < reading.indent) {
    reading.openPlain = reading.cutValue = -1;
    while (column < reading.indent && !isBetween(reading, column)) reading.close();
    if (column < reading.indent) return adoptShallower(reading, at, column, isDash);
  }
  if (column > reading.indent) return readDeeper(reading, at, column, isDash);
  reading.openPlain = reading.cutValue = -1;
  if (reading.frameKind[reading.top] === FrameKind.Seq) {
    if (isDash) return readListEntry(reading, at);
    if (reading.frameIndent[reading.top - 1] !== column) return adoptMisplaced(reading, at, false);
    reading.close();
  }
  if (!isDash) return readEntry(reading, at);
  const wait = reading.frameWait[reading.top];
  // A list may stand in the column of the key it belongs to.
  if (wait === Wait.Value || wait === Wait.Key) return readNode(reading, at, Place.Free);
  return adoptMisplaced(reading, at, true);
}

/** True when a line stands deeper than the frame below the innermost one, but not as deep as that. */
function isBetween(reading: Reading, column: number): boolean {
  return reading.frameIndent[reading.top - 1]! < column;
}

function readDeeper(reading: Reading, at: number, column: number, isDash: boolean): number {
  const { openPlain, cutValue } = reading;
  reading.openPlain = reading.cutValue = -1;
  if (reading.isWaiting) return readNode(reading, at, Place.Free);
  if (openPlain >= 0 && continuePlain(reading, openPlain, at)) return nextLine(reading.text, at);
  return adoptDeeper(reading, at, column, isDash, cutValue);
}

/** A deeper line goes on with the plain scalar above it, unless it is a key. */
function continuePlain(reading: Reading, node: number, at: number): boolean {
  const { text, tape } = reading;
  const stop = plainStop(text, at);
  const isEnd = isLineEndAt(text, stop);
  if (!isEnd && text.charCodeAt(stop) === COLON) return false;
  tape.end[node] = tape.lastEnd = trimmedEnd(text, at, stop);
  tape.hasFoldedPlain = true;
  if (isEnd) reading.openPlain = node;
  return true;
}

/** A line with a tab in front of its text: good for what needs no indentation, a problem for the rest. */
function readTabLine(reading: Reading, tab: number): number {
  const { text } = reading;
  const at = skipWhite(text, tab);
  const column = tab - reading.lineStart;
  if (isLineEndAt(text, at) || text.charCodeAt(at) === HASH) {
    if (!isLineEndAt(text, at) || column <= reading.indent) reading.openPlain = -1;
    return endLine(reading, tab);
  }
  if (column > reading.indent) {
    const { openPlain } = reading;
    if (reading.isWaiting) {
      reading.openPlain = reading.cutValue = -1;
      if (needsIndentation(text.charCodeAt(at), column)) reading.problem(tab, at, NO_TAB);
      return readNode(reading, at, Place.TabLine);
    }
    if (openPlain >= 0 && continuePlain(reading, openPlain, at)) return nextLine(text, at);
  }
  reading.problem(tab, at, NO_TAB);
  return readLine(reading, at, at - reading.lineStart);
}

/** A tab may stand in front of a value, but not of its anchor or tag; in column 0 only of a flow collection. */
function needsIndentation(code: number, column: number): boolean {
  if (code === AMPERSAND || code === BANG) return true;
  return column === 0 && code !== OPEN_BRACE && code !== OPEN_BRACKET;
}
