import shapes from '../../server/core/catalog/architect/json-shapes.json' with { type: 'json' };
import { type FieldShape, findField, targetFieldsOf } from '../../server/core/catalog/json-shapes.js';
import type { Container, Slot, Target, Value } from '../../server/core/model/flow.js';
import { codeOf, type Json, type JsonMap, type ValueWriter } from './architect-value.js';

interface Field extends Pick<FieldShape, 'form' | 'values'> {
  readonly field: string;
}

/** YAML says some things in a word of its own that the configuration has no field for. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  exact: ['min', 'max'],
  outputSessionVariables: ['sessionVariableOutputs'],
};

const rows = (shapes.fields as (FieldShape & { type: string; field: string })[]).flatMap(({ type, field, ...row }) =>
  type.split(' ').map((one) => ({ ...row, type: one, field: field.split(' ')[0]! })),
);

/** The field that the reader takes for this role: the rows of the catalogue, read from right to left. */
export function fieldOf(type: string, role: string): Field {
  const row = [type, '*']
    .flatMap((owner) => rows.filter((one) => one.type === owner && one.role === role))
    .find(({ field }) => findField(type, field)?.role === role);
  return row ?? { field: role };
}

/** Adds the values of an action, a menu or the flow to its map, each in the field and form of its role. */
export function writeSlots(
  writer: ValueWriter,
  type: string,
  slots: readonly Slot[],
  action: string,
  into: JsonMap,
): void {
  for (const slot of slots) {
    for (const role of SPELLINGS[slot.role] ?? [slot.role]) {
      const { field, form, values } = fieldOf(type, role);
      if (form === 'text') into[field] = plain(slot.value, values);
      else if (form === 'slot') into[field] = slot.target?.name.replace(/^Slot\./, '') ?? '';
      else if (form === undefined) append(into, field, writer.write({ ...slot, role }, action));
      else into[field] = [...((into[field] as Json[] | undefined) ?? []), entryOf(writer, form, slot)];
    }
  }
}

/** One value stands alone, several in a list. */
function append(into: JsonMap, field: string, value: Json): void {
  const first = into[field];
  into[field] = first === undefined ? value : Array.isArray(first) ? [...first, value] : [first, value];
}

function entryOf(writer: ValueWriter, form: FieldShape['form'], slot: Slot): JsonMap {
  const { name, key, value, target } = slot;
  if (form === 'named') return { name: key?.source.text ?? name, value: writer.write(slot) };
  if (form === 'attributes')
    return {
      variable: writer.write({ role: '', ...(key ? { value: key } : {}) }, '', 'str'),
      expression: writer.write({ ...slot, role: '' }, '', 'str'),
    };
  const type = codeOf(name);
  return {
    variable: writer.reference(target?.name ?? '', type),
    expression: writer.write({ role: '', ...(value ? { value } : {}) }, '', type),
  };
}

/** A setting that is no expression: a word, number or boolean. */
function plain(value: Value | undefined, values: FieldShape['values']): Json {
  const text = value?.source.text ?? '';
  const word = Object.entries(values ?? {}).find(([, yaml]) => yaml.toLowerCase() === text.toLowerCase())?.[0] ?? text;
  return /^(?:true|false|\d+)$/.test(word) ? (JSON.parse(word) as Json) : word;
}

/** Adds id and name of what an action points to. */
export function writeTarget(
  type: string,
  target: Target,
  container: Container | undefined,
  id: string,
  into: JsonMap,
): void {
  const fields = targetFieldsOf(type).find(({ kind }) => kind === target.kind);
  if (!fields) throw new Error(`no row says how ${type} points to a ${target.kind}`);
  into[fields.id] = id;
  into[fields.name] = container?.name ?? target.name;
  if (target.category !== undefined) into.category = { id: target.category, name: target.category };
}
