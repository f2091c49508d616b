import { VALUE_MODES } from '../../catalog/yaml-shapes.js';
import type { Expression } from '../../model/expression.js';
import type { Problem, Reference, Value, ValueMode } from '../../model/flow.js';
import { parseExpression } from '../../syntax/expression/parser.js';
import { CookedText } from '../../text/cooked-text.js';
import type { Cursor } from './cursor.js';

/** The pair that says how a value is given (`exp: ...`), with its mode. */
export interface Holder {
  readonly key: number;
  readonly value: number;
  readonly mode: ValueMode;
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

/** The first mode key of a map; undefined when the map is no value holder. */
export function findHolder(cursor: Cursor, map: number): Holder | undefined {
  if (!cursor.isMap(map)) return undefined;
  const end = cursor.end(map);
  for (let key = cursor.first(map); key < end; ) {
    const value = cursor.after(key);
    const mode = mayBeMode(cursor, key) ? VALUE_MODES.get(cursor.key(key)) : undefined;
    if (mode) return { key, value: cursor.follow(value), mode };
    key = cursor.after(value);
  }
  return undefined;
}

const NOTHING: readonly (readonly [string, string])[] = [];

/** Reads the value of a holder; problems inside its expression are added with raw spans. */
export function readValue(cursor: Cursor, holder: Holder, problems: Problem[]): Value {
  const { key, value, mode } = holder;
  const span = cursor.spanOver(key, value);
  if (mode === 'none') return { mode, span, source: emptyText(span.end) };
  if (!cursor.isScalar(value)) {
    const fields = mode === 'literal' ? readFields(cursor, value) : NOTHING;
    return { mode, span, source: emptyText(cursor.span(value).start), fields };
  }
  const source = cursor.cooked(value);
  if (mode !== 'expression' && mode !== 'variable') return { mode, span, source };
  return { mode, span, source, expression: readExpression(source, problems) };
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
  return { name, span: cooked.rawSpan(start, start + name.length) };
}

function readExpression(source: CookedText, problems: Problem[]): Expression {
  const parsed = parseExpression(source.text);
  for (const { span, message } of parsed.problems) {
    problems.push({ family: 'expression', severity: 'error', message, span: source.rawSpan(span.start, span.end) });
  }
  return parsed.expression;
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

function emptyText(offset: number): CookedText {
  return new CookedText('', offset);
}
