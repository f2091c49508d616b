import { NodeKind, type Tape } from '../../syntax/tape.js';
import { childrenOf } from '../../syntax/yaml/cursor.js';
import type { Edit } from '../../text/span.js';
import { afterLine, eolOf, isFlowAt, isInFlow, lineAfter, lineEndOf, lineStartOf } from './write-pairs.js';
import { blockLines, inlinePair, inlineText, type Layout, type Pair, pairLines, type Yaml } from './yaml-text.js';

const NOTHING: readonly Edit[] = [];

/** As deep as the first map and the first list of the document stand below their keys. */
export function layoutOf(tape: Tape): Layout {
  const { text, kind, start, next } = tape;
  let unit: number | undefined;
  let dash: number | undefined;
  for (let key = 1; key + 1 < tape.count && (unit === undefined || dash === undefined); key++) {
    const value = key + 1;
    if (next[key] !== value || next[value]! <= value + 1 || isFlowAt(text, start[value]!)) continue;
    const inner = lineStartOf(text, start[value + 1]!);
    const outer = columnOf(text, start[key]!);
    if (outer < 0 || inner <= start[key]!) continue;
    if (kind[value] === NodeKind.Map) unit ??= start[value + 1]! - inner - outer;
    else if (kind[value] === NodeKind.Seq) dash ??= text.slice(inner).search(/\S/) - outer;
  }
  return { unit: Math.max(unit ?? 2, 1), dash: Math.max(dash ?? 2, 0), eol: eolOf(text, 0) };
}

/** Columns in front of a place where only blanks and dashes stand; -1 otherwise. */
export function columnOf(text: string, offset: number): number {
  const lineStart = lineStartOf(text, offset);
  return /^ *(?:- +)*$/.test(text.slice(lineStart, offset)) ? offset - lineStart : -1;
}

/** Puts entries into a list in front of the entry `index`, or behind all. Nothing when they stand there already. */
export function insertItems(
  tape: Tape,
  list: number,
  index: number,
  items: readonly Yaml[],
  layout: Layout,
): readonly Edit[] {
  if (tape.kind[list] !== NodeKind.Seq || items.length === 0) return NOTHING;
  const entries = [...childrenOf(tape, list)];
  if (!isFlowAt(tape.text, tape.start[list]!)) return insertLines(tape, entries, index, items, layout);
  if (entries.length > 0 || isInFlow(tape, list)) return insertInline(tape, list, entries, index, items);
  return fillValue(tape, list - 1, { items }, layout);
}

function insertLines(
  { text, start, end }: Tape,
  entries: readonly number[],
  index: number,
  items: readonly Yaml[],
  layout: Layout,
): readonly Edit[] {
  const beside = entries[index] ?? entries.at(-1);
  if (beside === undefined) return NOTHING;
  const lineStart = lineStartOf(text, start[beside]!);
  const column = /^( *)- +(?:[&!]\S* +)*$/.exec(text.slice(lineStart, start[beside]!))?.[1]?.length;
  if (column === undefined) return NOTHING;
  const lines = blockLines({ items }, column, layout);
  const previous = entries[index - 1];
  const at =
    previous === undefined
      ? overCommentsAbove(text, lineStart, column)
      : overComments(text, lineAfter(text, end[previous]!), column);
  return insertAt(text, at, lines, layout.eol);
}

function insertInline(
  { text, start, end }: Tape,
  list: number,
  entries: readonly number[],
  index: number,
  items: readonly Yaml[],
): readonly Edit[] {
  const parts = items.map(inlineText);
  if (parts.includes(undefined)) return NOTHING;
  const inner = parts.join(', ');
  const [before, after] = [entries[index - 1], entries[index]];
  if (before !== undefined && text.endsWith(inner, end[before]!)) return NOTHING;
  if (after !== undefined && text.startsWith(inner, start[after]!)) return NOTHING;
  if (after !== undefined) return [{ span: { start: start[after]!, end: start[after]! }, newText: `${inner}, ` }];
  if (before !== undefined) return [{ span: { start: end[before]!, end: end[before]! }, newText: `, ${inner}` }];
  return [{ span: { start: start[list]! + 1, end: end[list]! - 1 }, newText: ` ${inner} ` }];
}

/** Gives a key a value that has none yet, or only empty brackets. */
export function fillValue(tape: Tape, key: number, value: Yaml, layout: Layout): readonly Edit[] {
  const { text, start, end, next } = tape;
  const node = next[key]!;
  const column = columnOf(text, start[key]!);
  if (column < 0 || next[node]! !== node + 1) return NOTHING;
  const [, ...lines] = pairLines('', value, column, layout);
  if (lines.length === 0) return NOTHING;
  const colon = text.indexOf(':', end[key]!) + 1;
  const lineEnd = lineEndOf(text, Math.max(end[node]!, colon));
  const below = layout.eol + lines.join(layout.eol);
  if (tape.kind[node] === NodeKind.Empty) return [{ span: { start: lineEnd, end: lineEnd }, newText: below }];
  if (text.slice(end[node]!, lineEnd).trim() === '') return [{ span: { start: colon, end: lineEnd }, newText: below }];
  return [
    { span: { start: colon, end: end[node]! }, newText: '' },
    { span: { start: lineEnd, end: lineEnd }, newText: below },
  ];
}

/** Adds a pair behind the last one of a map, or in front of the pair whose key is `before`. */
export function addPair(tape: Tape, map: number, [key, value]: Pair, layout: Layout, before = -1): readonly Edit[] {
  const { text, start, end } = tape;
  if (tape.kind[map] !== NodeKind.Map) return NOTHING;
  const nodes = [...childrenOf(tape, map)];
  const last = nodes.at(-1);
  if (isFlowAt(text, start[map]!)) {
    const inner = inlinePair([key, value]);
    if (inner === undefined) return NOTHING;
    if (before >= 0) return [{ span: { start: start[before]!, end: start[before]! }, newText: `${inner}, ` }];
    if (last !== undefined) return [{ span: { start: end[last]!, end: end[last]! }, newText: `, ${inner}` }];
    return [{ span: { start: start[map]! + 1, end: end[map]! - 1 }, newText: ` ${inner} ` }];
  }
  const [first] = nodes;
  const column = first === undefined ? -1 : columnOf(text, start[first]!);
  if (column < 0 || last === undefined) return NOTHING;
  const lines = pairLines(key, value, column, layout);
  const lineStart = before < 0 ? -1 : lineStartOf(text, start[before]!);
  if (before === first) {
    const [head = '', ...others] = lines;
    const newText = [head.slice(column), ...others, ''].join(layout.eol) + ' '.repeat(column);
    return [{ span: { start: start[first]!, end: start[first]! }, newText }];
  }
  const at =
    lineStart >= 0
      ? overCommentsAbove(text, lineStart, column)
      : overComments(text, lineAfter(text, end[last]!), column - 1);
  return insertAt(text, at, lines, layout.eol);
}

/** Whole lines, in front of a line; nothing when they stand on one side of the place already. */
function insertAt(text: string, at: number, lines: readonly string[], eol: string): readonly Edit[] {
  const inner = lines.join(eol);
  const isOpen = at > 0 && !/[\r\n]/.test(text[at - 1]!);
  const above = text.slice(0, at).replace(/(?:\r\n|\r|\n)$/, '');
  const isAbove =
    above.endsWith(inner) && lineStartOf(text, above.length - inner.length) === above.length - inner.length;
  const isBelow = text.startsWith(inner, at) && lineEndOf(text, at + inner.length) === at + inner.length;
  if (isAbove || isBelow) return NOTHING;
  return [{ span: { start: at, end: at }, newText: isOpen ? eol + inner : inner + eol }];
}

/** Comments below that are indented more belong to what stands above them. */
function overComments(text: string, from: number, column: number): number {
  let at = from;
  for (;;) {
    const indent = /^ *(?=#)/.exec(text.slice(at, lineEndOf(text, at)))?.[0].length ?? -1;
    if (indent <= column) return at;
    at = afterLine(text, at);
  }
}

/** Comments right above, in the same column, belong to what stands below them. */
function overCommentsAbove(text: string, from: number, column: number): number {
  let at = from;
  while (at > 0) {
    const above = lineStartOf(text, text.startsWith('\r\n', at - 2) ? at - 2 : at - 1);
    if (!text.startsWith(`${' '.repeat(column)}#`, above)) return at;
    at = above;
  }
  return at;
}

/** The lines of a node, to be written elsewhere. */
export function linesOf({ text, start, end }: Tape, node: number): Yaml | undefined {
  const column = columnOf(text, start[node]!);
  const written = text.slice(start[node]!, end[node]!).replace(/[\r\n]+$/, '');
  const lines = written.split(/\r\n|\r|\n/);
  return column < 0 && lines.length > 1 ? undefined : { lines, column: Math.max(column, 0) };
}
