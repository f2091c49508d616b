import type { Action, Container, Flow, Output, Problem } from '../../model/flow.js';
import { type Spliced, spliceEntry } from '../../syntax/yaml/splice.js';
import type { Span } from '../../text/span.js';
import { changeBetween, type TextChange } from '../../text/text-change.js';
import type { ReadResult } from '../format.js';
import { Cursor } from './cursor.js';
import { type ContainerPart, FlowBuilder } from './flow-builder.js';
import { readPart } from './read-container.js';

/**
 * Names are slices of the text they were read from and keep it alive. After edits in so many containers the file is
 * read anew, so that no more old texts than this are kept.
 */
const TEXT_LIMIT = 4;

/** A flow as it was read, with what it takes to read one of its containers again. */
interface Reading {
  readonly flow: Flow;
  readonly problems: readonly Problem[];
  readonly tape: Cursor['tape'];
  readonly cursor: Cursor;
  readonly parts: readonly ContainerPart[];
  /** Node of the key that says the type of the flow. */
  readonly typeKey: number;
  /** Containers that were read from a later text than the rest. */
  readonly newer?: ReadonlySet<number>;
}

export function rereadable(reading: Reading): ReadResult {
  const { flow, problems, tape } = reading;
  return { flow, problems, tape, reread: (text) => reread(reading, text) };
}

export function byPlace(a: Problem, b: Problem): number {
  return a.span.start - b.span.start;
}

/** From the key that says its type to the end of the flow. */
export function flowSpan({ tape: { start, end, next } }: Cursor, typeKey: number): Span {
  return { start: start[typeKey]!, end: end[next[typeKey]!]! };
}

function reread(reading: Reading, text: string): ReadResult | undefined {
  const change = changeBetween(reading.tape.text, text);
  const at = reading.parts.findIndex(({ entry }) => holds(reading, entry, change));
  const part = reading.parts[at];
  const spliced = part && spliceEntry(reading.tape, text, part.entry, change);
  if (!part || !spliced) return undefined;
  const newer = new Set(reading.newer).add(part.container);
  if (newer.size > TEXT_LIMIT) return undefined;
  const b = builderBefore(reading, part, new Cursor(spliced.tape, true));
  const key = b.cursor.first(part.entry);
  if (!b.cursor.isMap(b.cursor.after(key))) return undefined;
  readPart(b, part.kind, part.entry);
  return rereadable({ ...joined(reading, at, b, spliced, change), newer });
}

/** Inside an entry, or behind it and in front of what follows. */
function holds({ tape: { start, next, count, text } }: Reading, entry: number, { start: from, oldEnd }: TextChange) {
  const behind = next[entry]!;
  return start[entry]! < from && oldEnd < (behind < count ? start[behind]! : text.length + 1);
}

/** A builder that has read everything in front of a container. */
function builderBefore({ flow }: Reading, { container, actions, variables }: ContainerPart, cursor: Cursor) {
  const b = new FlowBuilder(cursor, []);
  b.actions.push(...flow.actions.slice(0, actions.from));
  b.variables.push(...flow.variables.slice(0, variables.from));
  b.containers.push(...flow.containers.slice(0, container));
  return b;
}

function joined(reading: Reading, at: number, b: FlowBuilder, spliced: Spliced, change: TextChange): Reading {
  const { flow, problems, parts, typeKey } = reading;
  const part = parts[at]!;
  const fresh = b.parts[0]!;
  const { cursor } = b;
  const own = cursor.places.mark();
  cursor.places.adopt(reading.cursor.places, part.places.from, part.places.to, change);
  const spans = own.spans - (part.places.to.spans - part.places.from.spans);
  const texts = own.texts - (part.places.to.texts - part.places.from.texts);
  const variables = fresh.variables.to - part.variables.to;
  const actions = fresh.actions.to - part.actions.to;
  if (actions !== 0) renumber(flow, part, actions);
  const nodes = spliced.tape.count - reading.tape.count;
  const mark = (of: ContainerPart['places']['from']) => ({ spans: of.spans + spans, texts: of.texts + texts });
  const moved = parts.slice(at + 1).map((later) => ({
    ...later,
    entry: later.entry > part.entry ? later.entry + nodes : later.entry,
    actions: { from: later.actions.from + actions, to: later.actions.to + actions },
    variables: { from: later.variables.from + variables, to: later.variables.to + variables },
    places: { from: mark(later.places.from), to: mark(later.places.to) },
  }));
  const replaced = { ...fresh, places: { from: part.places.from, to: mark(part.places.to) } };
  const gone = new Set(part.problems);
  return {
    flow: {
      ...flow,
      span: flowSpan(cursor, typeKey),
      variables: [...b.variables, ...flow.variables.slice(part.variables.to)],
      containers: [...b.containers, ...flow.containers.slice(part.container + 1)],
      actions: [...b.actions, ...flow.actions.slice(part.actions.to)],
    },
    problems: [...problems.filter((problem) => !gone.has(problem)), ...fresh.problems].sort(byPlace),
    tape: spliced.tape,
    cursor,
    parts: [...parts.slice(0, at), replaced, ...moved],
    typeKey,
  };
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

/** Actions know each other by number, and those behind a container get other ones. */
function renumber({ actions, containers }: Flow, { container, actions: { to } }: ContainerPart, by: number): void {
  const moved = (list: readonly number[]) => list.map((index) => (index >= to ? index + by : index));
  for (const action of actions.slice(to) as Open<Action>[]) {
    action.index += by;
    if (action.parent >= to) action.parent += by;
    for (const output of action.outputs as readonly Open<Output>[]) output.body = moved(output.body);
  }
  for (const other of containers as readonly Open<Container>[]) {
    if (other.index === container) continue;
    other.body = moved(other.body);
    other.detached = moved(other.detached);
  }
}
