import { NodeKind } from '../tape.js';
import { Place, readEntry, readListEntry, readNode, skipLine } from './block.js';
import { lineEnd, trimmedEnd } from './characters.js';
import { FrameKind, type Reading, Wait } from './reading.js';

const WRONG_COLUMN = 'This line is not indented like its neighbours.';

/** A line that stands between two open collections goes to the inner one where its kind fits. */
export function adoptShallower(reading: Reading, at: number, column: number, isDash: boolean): void {
  const isSeq = reading.frameKind[reading.top] === FrameKind.Seq;
  if (isSeq === isDash) {
    refuse(reading, at, WRONG_COLUMN);
    return adopt(reading, reading.frameNode[reading.top]!, column, isSeq, at);
  }
  reading.close();
  adoptDeeper(reading, at, column, isDash, -1);
}

/** A line that is indented deeper than the complete entry above it. */
export function adoptDeeper(reading: Reading, at: number, column: number, isDash: boolean, cutValue: number): void {
  if (cutValue >= 0) {
    // The value above was cut and has its problem; the structure below it is what was meant.
    reading.tape.count = cutValue;
    reading.frameWait[reading.top] = Wait.Value;
    reading.frameMark[reading.top] = reading.tape.start[cutValue]!;
    return readNode(reading, at, Place.Free);
  }
  if (reading.frameIsAdopted[reading.top] === 1 && reading.top > 1) return leaveAdopted(reading, at, column, isDash);
  refuse(reading, at, WRONG_COLUMN);
  const frame = reading.top;
  const kind = reading.frameKind[frame]!;
  if (kind === FrameKind.Document) return adoptAtRoot(reading, at, column, isDash);
  if (kind === FrameKind.Map && isDash) return adoptList(reading, at);
  if ((kind === FrameKind.Seq) === isDash) return adopt(reading, reading.frameNode[frame]!, column, isDash, at);
  reading.await(Wait.Value, at);
  readNode(reading, at, Place.Free);
}

/** Entries in a wrong column end where a line stands in the right one again. */
function leaveAdopted(reading: Reading, at: number, column: number, isDash: boolean): void {
  reading.close();
  if (column > reading.indent) return adoptDeeper(reading, at, column, isDash, -1);
  while (column < reading.indent) reading.close();
  const isSeq = reading.frameKind[reading.top] === FrameKind.Seq;
  if (isSeq !== isDash) return adoptMisplaced(reading, at, isDash);
  if (isSeq) readListEntry(reading, at);
  else readEntry(reading, at);
}

/** A list entry among keys, or the reverse, in the column of the innermost collection. */
export function adoptMisplaced(reading: Reading, at: number, isDash: boolean): void {
  const { tape, closed } = reading;
  if (isDash && reading.top > 1 && isListBelow(reading)) {
    reading.close();
    return readListEntry(reading, at);
  }
  refuse(
    reading,
    at,
    isDash
      ? 'A list entry stands where a key is expected.'
      : 'A key or text stands where a list entry "- " is expected.',
  );
  if (!isDash) {
    reading.fill();
    reading.await(Wait.Value, at);
    return readNode(reading, at, Place.Free);
  }
  if (closed >= 0 && tape.kind[closed] === NodeKind.Seq && tape.next[closed] === tape.count) {
    return adopt(reading, closed, at - reading.lineStart, true, at);
  }
  adoptList(reading, at);
}

function isListBelow(reading: Reading): boolean {
  const below = reading.top - 1;
  return reading.frameKind[below] === FrameKind.Seq && reading.frameIndent[below] === reading.indent;
}

/** A list without a key of its own becomes the value of an empty key. */
function adoptList(reading: Reading, at: number): void {
  reading.fill();
  reading.putEmpty(at);
  reading.await(Wait.Value, at);
  readNode(reading, at, Place.Free);
}

/** Text behind the document's only node. */
function adoptAtRoot(reading: Reading, at: number, column: number, isDash: boolean): void {
  const { tape } = reading;
  const kind = tape.kind[0]!;
  if (kind === NodeKind.Map && !isDash) return adopt(reading, 0, column, false, at);
  if (kind === NodeKind.Seq) {
    adopt(reading, 0, column, true, isDash ? at : -1);
    if (isDash) return;
    reading.await(Wait.Value, at);
    return readNode(reading, at, Place.Free);
  }
  if (kind === NodeKind.Map) {
    adopt(reading, 0, column, false, -1);
    return adoptList(reading, at);
  }
  // The first line of the file is broken; what follows it is the document.
  reading.tape.count = 0;
  reading.frameWait[0] = Wait.Value;
  reading.frameMark[0] = at;
  readNode(reading, at, Place.Free);
}

/** Opens a second frame for a collection, in another column, and reads the entry at `at` (-1: none yet). */
function adopt(reading: Reading, node: number, column: number, isSeq: boolean, at: number): void {
  if (reading.isFull) {
    reading.tooDeep(at);
    return skipLine(reading, at);
  }
  reading.push(isSeq ? FrameKind.Seq : FrameKind.Map, node, column);
  reading.frameIsAdopted[reading.top] = 1;
  if (at < 0) return;
  if (isSeq) readListEntry(reading, at);
  else readEntry(reading, at);
}

function refuse(reading: Reading, at: number, message: string): void {
  reading.problem(at, trimmedEnd(reading.text, at, lineEnd(reading.text, at)), message);
}
