import { NAMED_LITERALS } from '../../catalog/json-shapes.js';
import type { Problem, Reference, Value, ValueMode } from '../../model/flow.js';
import { parseExpression } from '../../syntax/expression/parser.js';
import { CookedText } from '../../text/cooked-text.js';
import type { JsonCursor } from './cursor.js';

/** `uiMetaData.mode`; audio written by the sequence editor has none and is an expression. 4 is a builder's text. */
const MODES: ReadonlyMap<string, ValueMode> = new Map([
  ['0', 'expression'],
  ['1', 'literal'],
  ['2', 'variable'],
  ['3', 'none'],
  ['4', 'expression'],
]);

/** A value is a map with the text of an expression and its type. */
export function isValue(cursor: JsonCursor, node: number): boolean {
  return (
    cursor.isMap(node) &&
    cursor.isString(cursor.find(node, 'text')) &&
    (cursor.isString(cursor.find(node, 'type')) || cursor.isMap(cursor.find(node, 'uiMetaData')))
  );
}

export function modeOf(cursor: JsonCursor, map: number): ValueMode {
  const mode = MODES.get(cursor.findText(cursor.find(map, 'uiMetaData'), 'mode')) ?? 'expression';
  if (mode === 'none' || cursor.findText(map, 'text').trim() !== '') return mode;
  // Without a text there is nothing to say, but an empty literal: lists and cards have their parts elsewhere.
  return mode === 'literal' && cursor.find(cursor.find(map, 'config'), 'emp') < 0 ? 'literal' : 'none';
}

/** Reads a map that `isValue` accepts; problems inside its expression are added with raw spans. */
export function readValue(cursor: JsonCursor, map: number, problems: Problem[]): Value {
  const textKey = cursor.findKey(map, 'text');
  const span = cursor.pairSpan(textKey);
  const mode = modeOf(cursor, map);
  if (mode === 'none') return { mode, span, source: new CookedText('', span.end) };
  const source = cursor.cooked(cursor.valueOf(textKey));
  if (mode === 'literal') return { mode, span, source, ...literalFields(cursor.findText(map, 'type'), source.text) };
  const parsed = parseExpression(source.text);
  for (const problem of parsed.problems) {
    const { message, span: at } = problem;
    problems.push({ family: 'expression', severity: 'error', message, span: source.rawSpan(at.start, at.end) });
  }
  return { mode, span, source, expression: parsed.expression };
}

/** A plain word, number or boolean that is a setting; `word` is what YAML would say. */
export function readSetting(cursor: JsonCursor, node: number, word: string | undefined): Value {
  const span = cursor.span(node);
  if (word === undefined) return { mode: 'literal', span, source: cursor.cooked(node) };
  const { start, end } = cursor.textSpan(node);
  const offsets = new Int32Array(word.length + 1).fill(start);
  offsets[word.length] = end;
  return { mode: 'literal', span, source: new CookedText(word, start, offsets) };
}

/** The variable that a value names, where something is written to it. */
export function readReference(cursor: JsonCursor, map: number): Reference {
  const node = cursor.find(map, 'text');
  const raw = verbatim(cursor, node);
  if (raw) return raw;
  // A name with quotes is escaped in `text`; its plain form stands among the references.
  for (const entry of cursor.children(cursor.find(cursor.find(map, 'metaData'), 'references'))) {
    const named = verbatim(cursor, cursor.find(entry, 'name'));
    if (named) return named;
  }
  const { start, end } = cursor.textSpan(node);
  return { name: cursor.tape.text.slice(start, end), span: { start, end } };
}

function verbatim(cursor: JsonCursor, node: number): Reference | undefined {
  if (!cursor.isString(node)) return undefined;
  const { start, end } = cursor.textSpan(node);
  const raw = cursor.tape.text.slice(start, end);
  if (raw.includes('\\')) return undefined;
  const name = raw.trim();
  const from = start + (name === '' ? 0 : raw.indexOf(name));
  return { name, span: { start: from, end: from + name.length } };
}

const DURATION = /^P(\d+)D(\d+)H(\d+)M(\d+)S(\d+)F$/;
const UNITS = ['days', 'hours', 'minutes', 'seconds', 'ms'];

/** Durations and names of things are maps in YAML: `{seconds: 5}`, `{name: Sales}`. */
function literalFields(type: string, text: string): { fields?: readonly (readonly [string, string])[] } {
  if (NAMED_LITERALS.has(type) && text !== '') return { fields: [['name', text]] };
  const parts = type === 'dur' ? DURATION.exec(text)?.slice(1) : undefined;
  if (!parts) return {};
  return { fields: parts.flatMap((part, i) => (Number(part) === 0 ? [] : [[UNITS[i]!, part] as const])) };
}
