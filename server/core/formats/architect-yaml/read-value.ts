import { VALUE_MODES } from '../../catalog/yaml-shapes.js';
import type { Expression } from '../../model/expression.js';
import type { Problem, Reference, Value, ValueMode } from '../../model/flow.js';
import { parseExpression } from '../../syntax/expression/parser.js';
import { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';
import type { Cursor } from './cursor.js';

/**
 * The pair that says how a value is given (`exp: ...`): the node of its key and its mode in one number, as a flow has
 * thousands; -1 when there is none.
 */
export type Holder = number;

const MODES: readonly ValueMode[] = [...new Set(VALUE_MODES.values())];
const MODE_NUMBERS = new Map([...VALUE_MODES].map(([word, mode]) => [word, MODES.indexOf(mode)]));
const MODE_BITS = 4;

export function keyOf(holder: Holder): number {
  return holder >> MODE_BITS;
}

export function modeOf(holder: Holder): ValueMode {
  return MODES[holder & ((1 << MODE_BITS) - 1)]!;
}

/** The node of the value, or what its alias stands for. */
export function heldBy(cursor: Cursor, holder: Holder): number {
  return cursor.follow(cursor.after(keyOf(holder)));
}

/** Lengths of the modes' words as bits, by first letter: most keys are no mode, and this tells before they are read. */
const MODE_LENGTHS = new Uint32Array(128);
for (const word of VALUE_MODES.keys()) MODE_LENGTHS[word.charCodeAt(0)]! |= 1 << word.length;

function mayBeMode(cursor: Cursor, key: number): boolean {
  if (!cursor.isPlain(key)) return true;
  const { text, start, end } = cursor.tape;
  const from = start[key]!;
  return (((MODE_LENGTHS[text.charCodeAt(from)] ?? 0) >>> (end[key]! - from)) & 1) === 1;
}

/** The first mode key of a map; -1 when the map is no value holder. */
export function findHolder(cursor: Cursor, map: number): Holder {
  if (!cursor.isMap(map)) return -1;
  const end = cursor.end(map);
  for (let key = cursor.first(map); key < end; ) {
    const mode = mayBeMode(cursor, key) ? MODE_NUMBERS.get(cursor.key(key)) : undefined;
    if (mode !== undefined) return (key << MODE_BITS) | mode;
    key = cursor.after(cursor.after(key));
  }
  return -1;
}

const NOTHING: readonly (readonly [string, string])[] = [];

/** Reads the value of a holder; problems inside its expression are added with raw spans. */
export function readValue(cursor: Cursor, holder: Holder, problems: Problem[]): Value {
  const mode = modeOf(holder);
  const value = heldBy(cursor, holder);
  const span = cursor.spanOver(keyOf(holder), value);
  if (mode === 'none') return { mode, span, source: emptyText(cursor, span.end) };
  if (!cursor.isScalar(value)) {
    const fields = mode === 'literal' ? readFields(cursor, value) : NOTHING;
    return { mode, span, source: emptyText(cursor, cursor.span(value).start), fields };
  }
  const source = cursor.cooked(value);
  if (mode !== 'expression' && mode !== 'variable') return { mode, span, source };
  return { mode, span, source, expression: readExpression(cursor, source, problems) };
}

/** A scalar that stands without a holder: `verificationType: none`. */
export function readSetting(cursor: Cursor, value: number): Value {
  return { mode: 'literal', span: cursor.span(value), source: cursor.cooked(value) };
}

/** The variable that a scalar names; blanks around the name belong to neither name nor span. */
export function readReference(cursor: Cursor, value: number): Reference {
  const written = cursor.key(value);
  const name = written.trim();
  if (name.length === written.length && cursor.isPlain(value)) return { name, span: cursor.textSpan(value) };
  const cooked = cursor.cooked(value);
  const start = cooked.text.indexOf(name);
  return { name, span: rawSpan(cursor, cooked, start, start + name.length) };
}

function readExpression(cursor: Cursor, source: CookedText, problems: Problem[]): Expression {
  const parsed = parseExpression(source.text);
  for (const { span, message } of parsed.problems) {
    const place = rawSpan(cursor, source, span.start, span.end);
    problems.push({ family: 'expression', severity: 'error', message, span: place });
  }
  return parsed.expression;
}

function rawSpan(cursor: Cursor, text: CookedText, from: number, to: number): Span {
  const { start, end } = text.rawSpan(from, to);
  return cursor.places.add(start, end);
}

function readFields(cursor: Cursor, map: number): readonly (readonly [string, string])[] {
  if (!cursor.isMap(map)) return NOTHING;
  const fields: [string, string][] = [];
  const end = cursor.end(map);
  for (let key = cursor.first(map); key < end; ) {
    const value = cursor.after(key);
    if (cursor.isScalar(value)) fields.push([cursor.text(key), cursor.text(value)]);
    key = cursor.after(value);
  }
  return fields;
}

function emptyText(cursor: Cursor, offset: number): CookedText {
  return cursor.places.addText(new CookedText('', offset));
}
