import { NodeKind } from '../tape.js';
import { Place, readEntry, readListEntry, readNode } from './block.js';
import { lineEnd, nextLine, trimmedEnd } from './characters.js';
import { readLine } from './lines.js';
import { FrameKind, type Reading, Wait } from './reading.js';

const WRONG_COLUMN = 'This line is not indented like its neighbours.';

/** A line that stands between two open collections goes to the inner one where its kind fits. */
export function adoptShallower(reading: Reading, at: number, column: number, isDash: boolean): number {
  const isSeq = reading.frameKind[reading.top] === FrameKind.Seq;
  if (isSeq === isDash) {
    reading.fill();
    refuse(reading, at, WRONG_COLUMN);
    return adopt(reading, reading.frameNode[reading.top]!, column, isSeq, at);
  }
  reading.close();
  return adoptDeeper(reading, at, column, isDash, -1);
}

/** A line that is indented deeper than the complete entry above it. */
export function adoptDeeper(reading: Reading, at: number, column: number, isDash: boolean, cutValue: number): number {
  if (cutValue >= 0) {
    // The value above was cut and has its problem; the structure below it is what was meant.
    reading.tape.truncate(cutValue);
    const isKey = reading.frameWait[reading.top] === Wait.Colon;
    reading.await(isKey ? Wait.Key : Wait.Value, reading.tape.start[cutValue]!);
    return readNode(reading, at, Place.Free);
  }
  if (reading.frameIsAdopted[reading.top] === 1) {
    // Entries in a wrong column end where a line stands in another one.
    reading.close();
    return readLine(reading, at, column);
  }
  const frame = reading.top;
  const kind = reading.frameKind[frame]!;
  if (kind === FrameKind.Document) return adoptAtRoot(reading, at, column, isDash);
  refuse(reading, at, WRONG_COLUMN);
  if (kind === FrameKind.Map && isDash) return adoptList(reading, at);
  if ((kind === FrameKind.Seq) === isDash) return adopt(reading, reading.frameNode[frame]!, column, isDash, at);
  reading.await(Wait.Value, at);
  return readNode(reading, at, Place.Free);
}

/** A list entry among keys, or the reverse, in the column of the innermost collection. */
export function adoptMisplaced(reading: Reading, at: number, isDash: boolean): number {
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
  return adoptList(reading, at);
}

function isListBelow(reading: Reading): boolean {
  const below = reading.top - 1;
  return reading.frameKind[below] === FrameKind.Seq && reading.frameIndent[below] === reading.indent;
}

/** A list without a key of its own becomes the value of an empty key. */
function adoptList(reading: Reading, at: number): number {
  reading.fill();
  reading.putEmpty(at);
  reading.await(Wait.Value, at);
  return readNode(reading, at, Place.Free);
}

/** Text behind the document's only node. */
function adoptAtRoot(reading: Reading, at: number, column: number, isDash: boolean): number {
  const kind = reading.tape.kind[0];
  if (kind !== NodeKind.Map && kind !== NodeKind.Seq) {
    // The first line of the file is broken; what follows it is the document.
    refuse(reading, reading.tape.start[0]!, 'This line is neither "key: value" nor a list entry.');
    reading.tape.truncate(0);
    reading.await(Wait.Value, at);
    return readNode(reading, at, Place.Free);
  }
  const isSeq = kind === NodeKind.Seq;
  refuse(reading, at, WRONG_COLUMN);
  if (isSeq === isDash) return adopt(reading, 0, column, isSeq, at);
  pushAdopted(reading, 0, column, isSeq);
  if (!isSeq) return adoptList(reading, at);
  reading.await(Wait.Value, at);
  return readNode(reading, at, Place.Free);
}

/** Reads an entry of a collection in another column than its own. */
function adopt(reading: Reading, node: number, column: number, isSeq: boolean, at: number): number {
  if (reading.isFull) {
    reading.tooDeep(at);
    return nextLine(reading.text, at);
  }
  pushAdopted(reading, node, column, isSeq);
  return isSeq ? readListEntry(reading, at) : readEntry(reading, at);
}

function pushAdopted(reading: Reading, node: number, column: number, isSeq: boolean): void {
  reading.push(isSeq ? FrameKind.Seq : FrameKind.Map, node, column);
  reading.frameIsAdopted[reading.top] = 1;
}

function refuse(reading: Reading, at: number, message: string): void {
  reading.problem(at, trimmedEnd(reading.text, at, lineEnd(reading.text, at)), message);
}
