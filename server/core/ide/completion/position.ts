import { NodeKind, type Tape } from '../../syntax/tape.js';
import { cook } from '../../syntax/yaml/cook.js';
import { nodeAt } from '../../syntax/yaml/cursor.js';
import type { Span } from '../../text/span.js';
import { readFlowTo } from './flow-line.js';
import { climb, LIST, levelBelow, type Step } from './levels.js';
import { hasBlockScalar, type Line, lineStartAt, opensFlow, readLine, skipBlanks } from './lines.js';

/** Where in a YAML file an offset stands. Works on half-typed and broken text: it reads lines, not the tree. */
export interface CursorPlace {
  /** 'key': a key (or the start of one) of the map that `path` leads to; 'value': the value of the last key. */
  readonly kind: 'key' | 'value';
  readonly path: readonly Step[];
  /** Keys that the map has besides the one being typed; of no meaning for values. */
  readonly present: ReadonlySet<string>;
  /** What is being typed: a completion takes its place. */
  readonly replace: Span;
  readonly typed: string;
  /** The column of the key, or where one would have to stand. */
  readonly column: number;
  /** Spaces that are missing in front of the cursor. */
  readonly padding: number;
  /** Inside `{ }`: everything stays on the line. */
  readonly isFlow: boolean;
  /** The key has its colon already. */
  readonly hasColon: boolean;
  readonly scalar?: ScalarPlace;
}

export type ScalarStyle = 'plain' | 'single' | 'double' | 'block';

/** The cursor inside a scalar value. */
export interface ScalarPlace {
  readonly style: ScalarStyle;
  /** The decoded text in front of and behind the cursor. */
  readonly before: string;
  readonly after: string;
  /** The raw value, without its quotes. */
  readonly raw: Span;
  /** Raw offset of an index into `before`. */
  rawOffset(index: number): number;
}

/** The place at an offset; undefined in comments and where nothing can be typed. */
export function placeAt(tape: Tape, offset: number): CursorPlace | undefined {
  const { text } = tape;
  const lineStart = lineStartAt(text, offset);
  const above = scalarFromAbove(tape, offset, lineStart);
  if (above >= 0) return scalarOfLine(tape, above, offset);
  const open = flowFromAbove(tape, offset, lineStart);
  if (open >= 0) {
    const first = readLine(text, lineStartAt(text, open));
    return flowPlace(tape, first, open, pathTo(text, first), offset);
  }
  const line = readLine(text, lineStart);
  if (isInComment(text, line, offset)) return undefined;
  if (line.colon >= 0 && offset > line.colon) return valuePlace(tape, line, offset);
  const last = line.dashes.at(-1);
  if (last !== undefined && offset <= last) return undefined;
  if (offset < line.content && line.content < line.end) return undefined;
  if (opensFlow(text, line.content) && offset > line.content) {
    return flowPlace(tape, line, line.content, pathTo(text, line), offset);
  }
  return keyPlace(tape, line, offset);
}

/** The scalar that holds the offset and starts on a line above, -1 when there is none. */
function scalarFromAbove(tape: Tape, offset: number, lineStart: number): number {
  const node = nodeAt(tape, offset);
  if (node < 0 || tape.start[node]! >= lineStart || !isScalar(tape, node)) return -1;
  // A block scalar ends where a line stands as far left as its key; the cursor may be on that line.
  const isBlock = tape.kind[node] === NodeKind.Literal || tape.kind[node] === NodeKind.Folded;
  if (!isBlock) return node;
  const key = readLine(tape.text, lineStartAt(tape.text, tape.start[node]!));
  return offset - lineStart > key.content - key.start ? node : -1;
}

function isScalar(tape: Tape, node: number): boolean {
  const kind = tape.kind[node]!;
  return kind >= NodeKind.Plain && kind <= NodeKind.Folded;
}

/** The outermost `{` or `[` that is open at the offset and stands on a line above; -1 when there is none. */
function flowFromAbove(tape: Tape, offset: number, lineStart: number): number {
  for (let node = 0; node < tape.count; ) {
    if (tape.start[node]! >= offset) break;
    if (offset > tape.end[node]!) {
      node = tape.next[node]!;
      continue;
    }
    const isFlow = tape.kind[node]! <= NodeKind.Seq && opensFlow(tape.text, tape.start[node]!);
    if (isFlow) return tape.start[node]! < lineStart && offset < tape.end[node]! ? tape.start[node]! : -1;
    node++;
  }
  return -1;
}

function scalarOfLine(tape: Tape, node: number, offset: number): CursorPlace | undefined {
  const { text } = tape;
  const line = readLine(text, lineStartAt(text, tape.start[node]!));
  if (line.colon < 0 || tape.start[node]! <= line.colon) return undefined;
  const path = [...pathTo(text, line), { key: line.key, start: line.content }];
  if (opensFlow(text, line.value)) return undefined;
  return withScalar(line, path, offset, nodeScalar(tape, node, offset), false);
}

/** The steps to the map that the key of a line stands in. */
function pathTo(text: string, line: Line): readonly Step[] {
  const dashes = line.dashes.map((start) => ({ key: LIST, start }));
  const first = line.dashes[0] ?? line.content;
  return [...climb(text, line.start, first - line.start, line.dashes.length > 0).path, ...dashes];
}

function isInComment(text: string, line: Line, offset: number): boolean {
  const from = line.colon >= 0 ? line.value : line.content;
  if (from === line.end && from < offset) return text.slice(skipBlanks(text, line.start), offset).startsWith('#');
  if (/["']/.test(text[from] ?? '') || opensFlow(text, from)) return false;
  const hash = text.slice(Math.max(line.start, from - 1), offset).search(/\s#/);
  return hash >= 0;
}

function valuePlace(tape: Tape, line: Line, offset: number): CursorPlace | undefined {
  const { text } = tape;
  const outer = pathTo(text, line);
  const path = [...outer, { key: line.key, start: line.content }];
  if (line.value < offset && opensFlow(text, line.value)) return flowPlace(tape, line, line.value, path, offset);
  if (hasBlockScalar(text, line)) return undefined;
  if (offset < line.value && line.value < line.end) return undefined;
  return withScalar(line, path, offset, scalarAt(tape, line.value, offset, line.end), false);
}

function flowPlace(
  tape: Tape,
  line: Line,
  open: number,
  outer: readonly Step[],
  offset: number,
): CursorPlace | undefined {
  const { text } = tape;
  const place = readFlowTo(text, open, offset);
  if (!place) return undefined;
  const key = line.colon >= 0 && open > line.colon ? [{ key: line.key, start: line.content }] : [];
  const base = outer.at(-1)?.start === line.content && key.length > 0 ? outer : [...outer, ...key];
  const path = [...base, ...place.path];
  if (place.isValue) {
    const end = flowValueEnd(text, place.start, offset);
    return withScalar(line, path, offset, scalarAt(tape, place.start, offset, end), true);
  }
  if (!place.isMap) return undefined;
  const end = offset + (/^[\w.<>-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0);
  return {
    kind: 'key',
    path,
    present: place.present,
    replace: { start: place.start, end },
    typed: text.slice(place.start, offset),
    column: line.content - line.start,
    padding: 0,
    isFlow: true,
    hasColon: /^[ \t]*:/.test(text.slice(end, end + 20)),
  };
}

function flowValueEnd(text: string, start: number, offset: number): number {
  const match = /^[^,{}[\]\n\r]*/.exec(text.slice(offset, offset + 1_000));
  return Math.max(start, offset + (match?.[0].trimEnd().length ?? 0));
}

function withScalar(
  line: Line,
  path: readonly Step[],
  offset: number,
  scalar: ScalarPlace | undefined,
  isFlow: boolean,
): CursorPlace | undefined {
  if (!scalar) return undefined;
  return {
    kind: 'value',
    path,
    present: new Set(),
    replace: { start: scalar.raw.start, end: Math.max(offset, scalar.raw.end) },
    typed: scalar.before,
    column: line.content - line.start,
    padding: 0,
    isFlow,
    hasColon: false,
    scalar,
  };
}

/** The scalar whose first character stands at `start`, empty when the cursor stands there. */
function scalarAt(tape: Tape, start: number, offset: number, end: number): ScalarPlace | undefined {
  const from = Math.min(start, offset);
  let node = nodeAt(tape, from);
  if (node >= 0 && (!isScalar(tape, node) || tape.start[node] !== from)) node = -1;
  if (node >= 0 && tape.end[node]! >= offset) return nodeScalar(tape, node, offset);
  const { text } = tape;
  if (/["']/.test(text[from] ?? '') && from < offset) {
    // Behind the closing quote nothing can be typed.
    if (node >= 0 && tape.end[node]! <= offset && closesQuote(text, from, tape.end[node]!)) return undefined;
    return rawScalar(text, from + 1, offset, Math.max(offset, end), text[from] === '"' ? 'double' : 'single');
  }
  return rawScalar(text, from, offset, Math.max(offset, end), 'plain');
}

function closesQuote(text: string, start: number, end: number): boolean {
  return end > start + 1 && text[end - 1] === text[start];
}

function rawScalar(text: string, start: number, offset: number, end: number, style: ScalarStyle): ScalarPlace {
  return {
    style,
    before: text.slice(start, offset),
    after: text.slice(offset, end).trimEnd(),
    raw: { start, end },
    rawOffset: (index) => start + index,
  };
}

const STYLES: ReadonlyMap<number, ScalarStyle> = new Map([
  [NodeKind.Plain, 'plain'],
  [NodeKind.Single, 'single'],
  [NodeKind.Double, 'double'],
]);

function nodeScalar(tape: Tape, node: number, offset: number): ScalarPlace | undefined {
  const style = STYLES.get(tape.kind[node]!) ?? 'block';
  const start = tape.start[node]!;
  const isQuoted = style === 'single' || style === 'double';
  const isClosed = isQuoted && closesQuote(tape.text, start, tape.end[node]!);
  if (isQuoted && (offset === start || (isClosed && offset >= tape.end[node]!))) return undefined;
  const cooked = cook(tape, node);
  const index = cookedIndex(cooked, offset);
  return {
    style,
    before: cooked.text.slice(0, index),
    after: cooked.text.slice(index),
    raw: { start: start + (isQuoted ? 1 : 0), end: tape.end[node]! - (isClosed ? 1 : 0) },
    // The cursor may stand inside an escape.
    rawOffset: (at) => (at === index ? offset : Math.min(offset, cooked.rawOffset(at))),
  };
}

/** The first decoded character at or behind a raw offset. */
function cookedIndex(cooked: ReturnType<typeof cook>, offset: number): number {
  let low = 0;
  let high = cooked.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cooked.rawOffset(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function keyPlace(tape: Tape, line: Line, offset: number): CursorPlace | undefined {
  const { text } = tape;
  const isBlank = line.content === line.end;
  const start = isBlank ? offset : line.content;
  const first = line.dashes[0] ?? start;
  const level = climb(text, line.start, first - line.start, line.dashes.length > 0);
  if (level.blockScalar >= 0) return blockScalarBelow(tape, level.blockScalar, level.path, offset);
  const path = [...level.path, ...line.dashes.map((dash) => ({ key: LIST, start: dash }))];
  const below = levelBelow(text, line, path.at(-1), level.column);
  const column = line.dashes.length > 0 && isBlank ? columnBehindDash(line, offset) : (below.column ?? level.column);
  const actual = start - line.start;
  // On a blank line the key may be put into the right column; a typed one stays where it is.
  const from = isBlank && line.dashes.length === 0 && actual > column ? line.start + column : start;
  const end = isBlank ? offset : wordEnd(text, line, offset);
  return {
    kind: 'key',
    path,
    present: below.keys,
    replace: { start: from, end },
    typed: text.slice(start, offset),
    column: isBlank ? column : actual,
    padding: isBlank ? Math.max(0, column - actual) : 0,
    isFlow: false,
    hasColon: line.colon >= 0,
  };
}

function columnBehindDash(line: Line, offset: number): number {
  return Math.max(offset - line.start, line.dashes.at(-1)! - line.start + 2);
}

function wordEnd(text: string, line: Line, offset: number): number {
  if (line.colon >= 0) return text.slice(line.content, line.colon).trimEnd().length + line.content;
  return Math.min(line.end, offset + (/^[\w.<>-]*/.exec(text.slice(offset, line.end))?.[0].length ?? 0));
}

/** A blank line below the text of a block scalar still belongs to it. */
function blockScalarBelow(tape: Tape, keyLine: number, path: readonly Step[], offset: number): CursorPlace | undefined {
  const line = readLine(tape.text, keyLine);
  const node = nodeAt(tape, line.value);
  if (node < 0 || tape.start[node] !== line.value) return undefined;
  const cooked = cook(tape, node);
  const before = cooked.text;
  return withScalar(
    line,
    path,
    offset,
    {
      style: 'block',
      before,
      after: '',
      raw: { start: offset, end: offset },
      rawOffset: (index) => (index >= before.length ? offset : cooked.rawOffset(index)),
    },
    false,
  );
}
