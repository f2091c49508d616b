import { type FieldShape, findField, NOT_FIELDS, statementKeyOf } from '../../catalog/json-shapes.js';
import { READ_GROUPS, WRITE_GROUPS } from '../../catalog/yaml-shapes.js';
import type { Slot } from '../../model/flow.js';
import type { JsonCursor } from './cursor.js';
import type { FlowBuilder } from './flow-builder.js';
import { isValue, modeOf, readReference, readSetting, readValue } from './read-value.js';

/** Deepest nesting of settings that is followed. */
const SETTINGS_DEPTH = 60;

/** Whose fields are read: an action, a menu, the flow. */
export interface Owner {
  readonly b: FlowBuilder;
  /** `__type`, 'MenuChoice' or 'Flow': picks the rows of the catalogue. */
  readonly type: string;
  readonly slots: Slot[];
  /** Whether a variable named in this role receives a value. */
  receives(role: string): boolean;
}

/** What a field is to its owner. */
type Place = FieldShape & { readonly key: number };

/** Reads every field of a map that holds values; `skip` names those that the caller reads itself. */
export function readFields(owner: Owner, map: number, skip: ReadonlySet<string> = NOT_FIELDS, depth = 0): void {
  const { cursor } = owner.b;
  for (const key of cursor.children(map)) {
    if (!skip.has(cursor.text(key))) readField(owner, key, depth);
  }
}

export function readField(owner: Owner, key: number, depth = 0): void {
  const { cursor } = owner.b;
  const name = cursor.text(key);
  const shape = findField(owner.type, name);
  readPlace(owner, shape ? { ...shape, key } : { role: name, key }, cursor.valueOf(key), depth);
}

function readPlace(owner: Owner, place: Place, value: number, depth: number): void {
  const { cursor } = owner.b;
  if (depth > SETTINGS_DEPTH) {
    owner.b.structure(cursor.span(value), 'These settings nest too deep and were not read.');
    return;
  }
  if (place.form === 'slot') readSlotNames(owner, place, value);
  else if (isValue(cursor, value)) readValueParts(owner, place, value, depth);
  else if (cursor.isSeq(value)) for (const entry of cursor.children(value)) readEntry(owner, place, entry, depth);
  else if (cursor.isMap(value)) readParts(owner, place, value, depth);
  else if (place.form === 'text' && cursor.text(value) !== '' && cursor.text(value) !== 'null') {
    const word = place.values?.[cursor.text(value)];
    addSlot(owner, place, { value: readSetting(cursor, value, word) });
  }
}

/** A value, and the values that cards, buttons and lists are made of. */
function readValueParts(owner: Owner, place: Place, map: number, depth: number): void {
  const { cursor } = owner.b;
  if (cursor.isTrue(map, 'outOfService')) return; // kept by the editor, without effect in this flow
  addValue(owner, place, map, place.form === 'entry' ? cursor.text(place.key) : '', place.key);
  const properties = cursor.find(map, 'properties');
  if (cursor.isMap(properties)) readFields(owner, properties, NO_FIELDS, depth + 1);
  const items = cursor.find(cursor.find(cursor.find(map, 'config'), 'lit'), 'items');
  for (const item of cursor.children(items)) if (cursor.isMap(item)) readPlace(owner, place, item, depth + 1);
}

const NO_FIELDS: ReadonlySet<string> = new Set();
const AUDIO_PARTS = ['defaultAudio', 'cases'];

/** Audio has a default and variants by language, all in the role of the whole; other maps only hold fields. */
function readParts(owner: Owner, place: Place, map: number, depth: number): void {
  const { cursor } = owner.b;
  const hasVariants = isAudio(cursor, map);
  for (const key of cursor.children(map)) {
    const name = cursor.text(key);
    if (hasVariants && AUDIO_PARTS.includes(name))
      readPlace(owner, { role: place.role, key }, cursor.valueOf(key), depth + 1);
    else if (!NOT_FIELDS.has(name)) readField(owner, key, depth + 1);
  }
}

function isAudio(cursor: JsonCursor, map: number): boolean {
  return cursor.find(map, 'defaultAudio') >= 0;
}

function readEntry(owner: Owner, place: Place, entry: number, depth: number): void {
  const { cursor } = owner.b;
  if (place.form === 'named' && readNamed(owner, place, entry, depth)) return;
  if (place.form === 'pairs' && readPair(owner, place, entry)) return;
  if (place.form === 'attributes' && readAttribute(owner, place, entry)) return;
  if (isValue(cursor, entry) || cursor.isSeq(entry) || isAudio(cursor, entry))
    readPlace(owner, place, entry, depth + 1);
  else if (cursor.isMap(entry) && findField(owner.type, cursor.text(place.key))) {
    for (const key of cursor.children(entry)) {
      if (!NOT_FIELDS.has(cursor.text(key)))
        readPlace(owner, { role: place.role, key }, cursor.valueOf(key), depth + 1);
    }
  } else readFields(owner, entry, NOT_FIELDS, depth + 1);
}

/** `{name, value}`; an intent's entry holds a list of such pairs instead of one value. */
function readNamed(owner: Owner, place: Place, entry: number, depth: number): boolean {
  const { cursor } = owner.b;
  const name = cursor.find(entry, 'name');
  const value = cursor.find(entry, 'value');
  if (!cursor.isString(name)) return false;
  if (cursor.isSeq(value)) {
    readPlace(owner, place, value, depth + 1);
    return true;
  }
  if (!isValue(cursor, value)) return false;
  addValue(owner, place, value, cursor.text(name), name, entry);
  return true;
}

/** `{variable, expression}`: an assignment. */
function readPair(owner: Owner, place: Place, entry: number): boolean {
  const { cursor, problems } = owner.b;
  const variable = cursor.find(entry, 'variable');
  const expression = cursor.find(entry, 'expression');
  if (!isValue(cursor, variable) && !isValue(cursor, expression)) return false;
  owner.slots.push({
    role: place.role,
    name: statementKeyOf(cursor.findText(variable, 'type')),
    nameSpan: cursor.textSpan(place.key),
    span: cursor.span(entry),
    ...(isValue(cursor, expression) ? { value: readValue(cursor, expression, problems) } : {}),
    ...(isValue(cursor, variable) && modeOf(cursor, variable) !== 'none'
      ? { target: readReference(cursor, variable) }
      : {}),
  });
  return true;
}

/** `{variable, expression}` where the variable is the attribute's name, itself an expression. */
function readAttribute(owner: Owner, place: Place, entry: number): boolean {
  const { cursor, problems } = owner.b;
  const name = cursor.find(entry, 'variable');
  const expression = cursor.find(entry, 'expression');
  if (!isValue(cursor, name)) return false;
  const hasExpression = isValue(cursor, expression);
  const isWritten = place.reads && hasExpression && modeOf(cursor, expression) !== 'none';
  owner.slots.push({
    role: place.role,
    name: 'attribute',
    nameSpan: cursor.textSpan(place.key),
    span: cursor.span(entry),
    key: readValue(cursor, name, problems),
    ...(isWritten ? { target: readReference(cursor, expression) } : {}),
    ...(hasExpression && !isWritten ? { value: readValue(cursor, expression, problems) } : {}),
  });
  return true;
}

/** A bot slot is a variable of the scope Slot that is named without it. */
function readSlotNames(owner: Owner, place: Place, value: number): void {
  const { cursor } = owner.b;
  if (cursor.isSeq(value)) {
    for (const entry of cursor.children(value)) readSlotNames(owner, place, entry);
    return;
  }
  const node = cursor.isMap(value) ? cursor.find(value, 'name') : value;
  if (!cursor.isString(node)) return;
  const span = cursor.textSpan(node);
  const name = cursor.tape.text.slice(span.start, span.end);
  if (name !== '') addSlot(owner, place, { target: { name: `Slot.${name}`, span, impliedScope: 'Slot' } });
}

function addValue(owner: Owner, place: Place, map: number, name: string, nameNode: number, entry?: number): void {
  const { cursor, problems } = owner.b;
  const mode = modeOf(cursor, map);
  const isGroup = WRITE_GROUPS.has(place.role) && (mode === 'variable' || mode === 'expression');
  const isSingle = mode === 'variable' && !READ_GROUPS.has(place.role) && owner.receives(place.role);
  const part =
    isGroup || isSingle ? { target: readReference(cursor, map) } : { value: readValue(cursor, map, problems) };
  const nameSpan = cursor.textSpan(nameNode);
  const span = entry === undefined ? spanOf(owner, place, map) : cursor.span(entry);
  owner.slots.push({ role: place.role, name, nameSpan, span, ...part });
}

function addSlot(owner: Owner, place: Place, part: Pick<Slot, 'value' | 'target'>): void {
  const { cursor } = owner.b;
  const nameSpan = cursor.textSpan(place.key);
  owner.slots.push({ role: place.role, name: '', nameSpan, span: cursor.pairSpan(place.key), ...part });
}

/** The pair when the value stands behind its key, the entry when it is one of a list. */
function spanOf(owner: Owner, place: Place, map: number): Slot['span'] {
  const { cursor } = owner.b;
  return cursor.valueOf(place.key) === map ? cursor.pairSpan(place.key) : cursor.span(map);
}
