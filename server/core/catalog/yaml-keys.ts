import type { DataType } from '../model/expression.js';
import { type ActionFacts, findAction, type InputRow } from './actions.js';
import actionRows from './architect/actions.generated.json' with { type: 'json' };
import facts from './architect/yaml-keys.json' with { type: 'json' };
import { wordsFor } from './enums.js';
import { findFlowType } from './flow-types.js';
import { READ_GROUPS, TARGET_SHAPES, WRITE_GROUPS } from './yaml-shapes.js';

/** What stands behind a key; see yaml-keys.json. */
export type KeyForm =
  | 'text'
  | 'number'
  | 'boolean'
  | 'flag'
  | 'word'
  | 'holder'
  | 'binding'
  | 'variable'
  | 'attribute'
  | 'map'
  | 'list'
  | 'texts'
  | 'actions'
  | 'choices'
  | 'variables'
  | 'outputs'
  | 'ref'
  | 'object'
  | 'name'
  | 'target'
  | 'dataActions'
  | 'groups'
  | 'inputs'
  | 'bindings'
  | 'languages';

export interface KeyRow {
  readonly key: string;
  readonly form: KeyForm;
  /** The type of a value, or the map below the key. */
  readonly of: string;
  readonly required: boolean;
  readonly doc: string;
  readonly evidence: string;
}

/** Where an action exists, as far as anybody has seen or written it. */
export interface ActionOffer {
  readonly flowTypes: readonly string[];
  readonly observed: readonly string[];
}

interface RowData {
  readonly key: string;
  readonly form: string;
  readonly of?: string;
  readonly required?: boolean;
  readonly flowTypes?: string;
  readonly notIn?: string;
  readonly onlySecure?: boolean;
  readonly doc?: string;
  readonly evidence: string;
}

/** Stands for every type word of a statement. */
export const TYPE_KEY = '<type>';

const maps = new Map<string, readonly RowData[]>(Object.entries(facts.maps));
const sets = new Map<string, readonly string[]>(Object.entries(facts.flowTypeSets));
const standardNames = new Map<string, readonly string[]>(Object.entries(facts.standardNames));
const objectTypes = new Set(facts.objectTypes);
const withoutOutputs = new Set(facts.withoutOutputs);
const rowByAction = new Map(actionRows.map((row) => [row.key, row]));

export function offerOf(kind: string): ActionOffer | undefined {
  return rowByAction.get(findAction(kind)?.base ?? kind);
}

/** The keys of a map in a flow of a type, in the usual order; empty for maps that the rows do not know. */
export function keysOf(map: string, flowType: string): readonly KeyRow[] {
  return (maps.get(map) ?? []).filter((row) => fits(row, flowType)).map(toRow);
}

function fits({ flowTypes, notIn, onlySecure }: RowData, flowType: string): boolean {
  if (onlySecure && findFlowType(flowType)?.secureVariables !== true) return false;
  if (notIn !== undefined && sets.get(notIn)?.includes(flowType)) return false;
  return flowTypes === undefined || sets.get(flowTypes)?.includes(flowType) === true;
}

function toRow({ key, form, of = '', required = false, doc = '', evidence }: RowData): KeyRow {
  // The rows know only these words; a test reads them all.
  return { key, form: form as KeyForm, of, required, doc, evidence };
}

/** Every key of an action or menu choice: what the rows say, then the catalogue's inputs, results and outputs. */
export function actionKeys(kind: string, flowType: string): readonly KeyRow[] {
  const action = findAction(kind);
  const own = action?.isMenuChoice ? 'choice' : 'action';
  const rows = [...keysOf(`${own} *`, flowType), ...keysOf(`${own} ${kind}`, flowType)];
  if (!action) return rows;
  if (action.isMenuChoice) rows.push(...keysOf(`action ${action.base}`, flowType));
  const target = rows.find(({ form }) => form === 'target');
  const below = target
    ? new Set(keysOf(`groups ${targetKind(target.key)}`, flowType).map(({ key }) => key))
    : undefined;
  const known = new Set(rows.map(({ key }) => key));
  const add = (row: KeyRow | undefined) => {
    if (!row || known.has(row.key) || below?.has(row.key)) return;
    known.add(row.key);
    rows.push(row);
  };
  for (const input of action.inputs.values()) add(inputRow(action, input));
  for (const result of rowByAction.get(action.base)?.results ?? []) add(resultRow(action, result));
  if (!action.isMenuChoice && !withoutOutputs.has(kind) && (action.outputs.length > 0 || action.hasOpenOutputs)) {
    add({ ...plainRow(facts.outputsKey, action), form: 'outputs', of: kind });
  }
  return rows;
}

/** The keys below `lit:` for a value of a type; empty when the literal is a scalar. */
export function literalKeys(type: DataType, flowType: string): readonly KeyRow[] {
  return objectTypes.has(type) ? objectKeys(type, flowType) : keysOf(`literal ${type}`, flowType);
}

/** The keys of a map that names something. */
export function objectKeys(of: string, flowType: string): readonly KeyRow[] {
  return keysOf('object', flowType).map((row) => ({ ...row, of }));
}

/** Names that the platform itself gives out in a group below a target, such as the parts of an error. */
export function standardNamesOf(target: string, group: string): readonly string[] {
  return standardNames.get(`${target} ${group}`) ?? [];
}

/** What kind of thing the names below a target key are. */
export function targetKind(key: string): string {
  return TARGET_SHAPES.get(key)?.kind ?? '';
}

function plainRow(key: string, { evidence }: ActionFacts): KeyRow {
  return { key, form: 'holder', of: '', required: false, doc: '', evidence };
}

function inputRow(action: ActionFacts, { role, type }: InputRow): KeyRow | undefined {
  const row = plainRow(role, action);
  const words = wordsFor(action.base, role);
  if (words) return words.form === 'word' ? { ...row, form: 'word' } : { ...row, of: 'String' };
  if (type === 'ref') return { ...row, form: 'ref', required: true };
  if (type === 'flow name') return { ...row, form: 'object', of: 'flow', required: true };
  if (type === 'slot name') return { ...row, form: 'object', of: 'slot' };
  if (/(^| )var$/.test(type)) return { ...row, form: 'binding', of: type.slice(0, -4) };
  if (type === 'any') return READ_GROUPS.has(role) ? { ...row, form: 'inputs' } : undefined;
  if (type === 'enum' || type.includes('|')) return { ...row, form: 'text' };
  return { ...row, of: /^[A-Z]/.test(type) ? type : '' };
}

function resultRow(action: ActionFacts, result: string): KeyRow {
  const row = plainRow(result, action);
  if (WRITE_GROUPS.has(result)) return { ...row, form: 'bindings' };
  if (keysOf(facts.errorMap.of, '').some(({ key }) => key === result)) {
    return { ...row, key: facts.errorMap.key, form: 'map', of: facts.errorMap.of };
  }
  return { ...row, form: 'binding' };
}

/** The type of the value behind a key of an action; '' when it is not known. */
export function inputType(kind: string, key: string): DataType {
  return findAction(kind)?.inputs.get(key)?.type ?? '';
}
