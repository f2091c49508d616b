import { flowValues } from '../graph/flow-values.js';
import type { Flow, Value } from '../model/flow.js';
import { childrenOf } from '../syntax/expression/walk.js';
import { NodeKind, type Tape } from '../syntax/tape.js';
import { nodeAt } from '../syntax/yaml/cursor.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { holds } from './place.js';

/**
 * What a selection grows through, the smallest first: part of an expression, the expression, the value, its pair, the
 * action, the output, the task, the flow, the file.
 */
export function selectionRanges({ file: { tape, text, flow } }: IdeContext, offset: number): readonly Span[] {
  const inward: Span[] = [{ start: 0, end: text.length }];
  const node = nodeAt(tape, offset);
  if (node >= 0) inward.push(...around(tape, node, offset));
  inward.push(...expressionsAt(flow, offset));
  return growing(inward);
}

/** Everything from the root down to a node: collections, their pairs and entries, the scalar and what it holds. */
function around(tape: Tape, innermost: number, offset: number): Span[] {
  const found: Span[] = [];
  for (let node = 0; ; ) {
    found.push(spanOf(tape, node, node));
    if (node === innermost) break;
    const pair = childOn(tape, node, innermost);
    if (pair.isPair) found.push(spanOf(tape, pair.key, pair.value));
    node = innermost < pair.value ? pair.key : pair.value;
  }
  const kind = tape.kind[innermost];
  if (kind === NodeKind.Single || kind === NodeKind.Double) found.push(inQuotes(tape, innermost, offset));
  return found;
}

/** The entry, or the key and value, that lead from a collection to a node below it. */
function childOn(
  tape: Tape,
  parent: number,
  wanted: number,
): { readonly key: number; readonly value: number; readonly isPair: boolean } {
  const isPair = tape.kind[parent] === NodeKind.Map;
  for (let key = parent + 1; ; ) {
    const value = isPair ? tape.next[key]! : key;
    const after = tape.next[value]!;
    if (wanted < after || after >= tape.next[parent]!) return { key, value, isPair };
    key = after;
  }
}

function spanOf(tape: Tape, first: number, last: number): Span {
  return { start: tape.start[first]!, end: Math.max(tape.end[first]!, tape.end[last]!) };
}

function inQuotes({ start, end, text }: Tape, node: number, offset: number): Span {
  const from = start[node]!;
  const to = end[node]!;
  const isClosed = to - from > 1 && text[to - 1] === text[from];
  const inside = { start: from + 1, end: isClosed ? to - 1 : to };
  return holds(inside, offset) ? inside : { start: from, end: to };
}

/** The parts of the expression under the cursor, the whole first. */
function expressionsAt(flow: Flow, offset: number): Span[] {
  for (const { value } of flowValues(flow)) if (holds(value.span, offset)) return partsAt(value, offset);
  return [];
}

function partsAt({ expression, source }: Value, offset: number): Span[] {
  const found: Span[] = [];
  for (let part = expression; part; ) {
    const span = source.rawSpan(part.start, part.end);
    if (!holds(span, offset)) break;
    found.push(span);
    // Behind the last character of one part and before the first of the next, the next one counts.
    part = childrenOf(part)
      .filter((child) => holds(source.rawSpan(child.start, child.end), offset))
      .at(-1);
  }
  return found;
}

/** From the inside out; each one holds the one before and is larger. */
function growing(inward: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of inward) {
    const outer = kept.at(-1);
    const isInside = !outer || (span.start >= outer.start && span.end <= outer.end);
    const isSmaller = !outer || span.end - span.start < outer.end - outer.start;
    if (isInside && isSmaller) kept.push(span);
  }
  return kept.reverse();
}
