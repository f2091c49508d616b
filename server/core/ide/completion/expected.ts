import { type ActionFacts, findAction } from '../../catalog/actions.js';
import { typeOfWord, wordsFor } from '../../catalog/enums.js';
import { findFlowTypeByYaml } from '../../catalog/flow-types.js';
import {
  actionKeys,
  inputType,
  type KeyRow,
  keysOf,
  literalKeys,
  objectKeys,
  TYPE_KEY,
  targetKind,
} from '../../catalog/yaml-keys.js';
import { VALUE_MODES, variableTypeOf } from '../../catalog/yaml-shapes.js';
import type { DataType } from '../../model/expression.js';
import type { ValueMode } from '../../model/flow.js';
import { LIST, type Step } from './levels.js';

/** What can stand at a place of a YAML flow. */
export type Expected =
  | { readonly kind: 'root' }
  /** A map with known keys. */
  | { readonly kind: 'keys'; readonly rows: readonly KeyRow[] }
  /** A list whose entries are maps with one of these keys. */
  | { readonly kind: 'list'; readonly rows: readonly KeyRow[] }
  | { readonly kind: 'actions' | 'choices' | 'variables'; readonly isEntry: boolean }
  | { readonly kind: 'outputs'; readonly action: ActionFacts }
  /** A map that says how a value is given. */
  | ({ readonly kind: 'holder' } & HolderFacts)
  | ({ readonly kind: 'mode'; readonly mode: ValueMode } & HolderFacts)
  | { readonly kind: 'variable-name' }
  | { readonly kind: 'words'; readonly key: string }
  | { readonly kind: 'boolean' | 'flag' | 'text' | 'ref' }
  /** A map whose keys are names of things elsewhere. */
  | { readonly kind: 'names'; readonly of: NameKind; readonly below?: string }
  /** The name of a flow, a queue, ... */
  | { readonly kind: 'name'; readonly of: string }
  | { readonly kind: 'unknown' };

export interface HolderFacts {
  /** It receives a value. */
  readonly isBinding: boolean;
  /** It names an attribute. */
  readonly isAttribute?: boolean;
  /** The words that a literal can be. */
  readonly words?: readonly string[];
}

export type NameKind = 'target' | 'data-action' | 'input' | 'binding' | 'language';

/** Everything that the keys on the way say. */
export interface Situation {
  readonly expected: Expected;
  readonly flowType: string;
  /** Kind of the innermost action or menu choice. */
  readonly action: string;
  /** Offset of its key; -1 outside of actions. */
  readonly actionStart: number;
  /** The input, output or setting that the place belongs to. */
  readonly role: string;
  /** The type of the value; '' when it is not known. */
  readonly type: DataType;
  /** What a target key names, and the names below it. */
  readonly target: string;
  readonly names: readonly string[];
  readonly isInLoop: boolean;
}

interface State {
  expected: Expected;
  flowType: string;
  action: string;
  actionStart: number;
  role: string;
  type: DataType;
  target: string;
  names: string[];
  isInLoop: boolean;
}

const UNKNOWN: Expected = { kind: 'unknown' };

/** Follows the keys of a path from the root of the file. */
export function situationAt(path: readonly Step[]): Situation {
  const state: State = {
    expected: { kind: 'root' },
    flowType: '',
    action: '',
    actionStart: -1,
    role: '',
    type: '',
    target: '',
    names: [],
    isInLoop: false,
  };
  for (const step of path) state.expected = follow(state, step);
  return state;
}

function follow(state: State, { key, start }: Step): Expected {
  const { expected } = state;
  if (key === LIST) return entryOf(expected);
  switch (expected.kind) {
    case 'root': {
      const type = findFlowTypeByYaml(key)?.type;
      if (type === undefined) return UNKNOWN;
      state.flowType = type;
      return { kind: 'keys', rows: keysOf('flow', type) };
    }
    case 'keys':
    case 'list':
      return followRow(state, expected.rows, key);
    case 'actions':
    case 'choices':
      enterAction(state, key, start);
      return { kind: 'keys', rows: actionKeys(key, state.flowType) };
    case 'variables':
      state.type = variableTypeOf(key) ?? '';
      return { kind: 'keys', rows: keysOf('variable', state.flowType) };
    case 'outputs':
      return followOutput(state, expected.action, key);
    case 'holder': {
      const mode = VALUE_MODES.get(key);
      return mode ? { ...expected, kind: 'mode', mode } : UNKNOWN;
    }
    case 'mode':
      return followLiteral(state, key);
    case 'names':
      return followName(state, expected.of, expected.below ?? '', key);
    default:
      return UNKNOWN;
  }
}

function entryOf(expected: Expected): Expected {
  switch (expected.kind) {
    case 'list':
      return { kind: 'keys', rows: expected.rows };
    case 'actions':
    case 'choices':
    case 'variables':
      return { ...expected, isEntry: true };
    default:
      return UNKNOWN;
  }
}

function enterAction(state: State, key: string, start: number): void {
  state.action = key;
  state.actionStart = start;
  state.role = '';
  state.type = '';
  state.target = '';
  state.names = [];
}

function followRow(state: State, rows: readonly KeyRow[], key: string): Expected {
  const row = rows.find((one) => one.key === key) ?? rows.find((one) => one.key === TYPE_KEY);
  if (!row) return UNKNOWN;
  if (row.key === TYPE_KEY) {
    state.type = typeOfWord(key) ?? '';
    return { kind: 'keys', rows: keysOf(row.of, state.flowType) };
  }
  state.role = key;
  return formOf(state, row);
}

function formOf(state: State, row: KeyRow): Expected {
  const { key, of } = row;
  switch (row.form) {
    case 'text':
    case 'number':
    case 'texts':
      return { kind: 'text' };
    case 'boolean':
    case 'flag':
    case 'ref':
      return { kind: row.form };
    case 'word':
      return { kind: 'words', key };
    case 'holder':
    case 'binding':
      if (of !== '') state.type = of;
      else if (state.type === '') state.type = plainType(inputType(state.action, key));
      return { kind: 'holder', isBinding: row.form === 'binding', ...literalWords(state.action, key) };
    case 'attribute':
      state.type = of;
      return { kind: 'holder', isBinding: false, isAttribute: true };
    case 'variable':
      if (of !== '') state.type = of;
      return { kind: 'variable-name' };
    case 'map':
      return { kind: 'keys', rows: keysOf(of, state.flowType) };
    case 'list':
      return { kind: 'list', rows: keysOf(of, state.flowType) };
    case 'actions':
      if (findAction(state.action)?.control === 'loop') state.isInLoop = true;
      return { kind: 'actions', isEntry: false };
    case 'choices':
    case 'variables':
      return { kind: row.form, isEntry: false };
    case 'outputs': {
      const action = findAction(of);
      return action ? { kind: 'outputs', action } : UNKNOWN;
    }
    case 'object':
      return { kind: 'keys', rows: objectKeys(of, state.flowType) };
    case 'name':
      return { kind: 'name', of };
    case 'target':
      state.target = targetKind(key);
      return { kind: 'names', of: 'target' };
    case 'dataActions':
      return { kind: 'names', of: 'data-action' };
    case 'groups':
      return { kind: 'keys', rows: keysOf(`groups ${state.target}`, state.flowType) };
    case 'inputs':
      return { kind: 'names', of: 'input' };
    case 'bindings':
      return { kind: 'names', of: 'binding' };
    case 'languages':
      return { kind: 'names', of: 'language', below: of };
  }
}

function literalWords(action: string, key: string): { words?: readonly string[] } {
  const row = wordsFor(action === '' ? 'flow' : action, key);
  return row?.form === 'lit' ? { words: row.words } : {};
}

function plainType(type: string): DataType {
  return /^[A-Z]\w*(\[\])?$/.test(type) ? type : '';
}

function followName(state: State, of: NameKind, below: string, key: string): Expected {
  if (of === 'language') return { kind: 'keys', rows: keysOf(below, state.flowType) };
  state.names.push(key);
  if (of === 'input' || of === 'binding') {
    state.type = '';
    return { kind: 'holder', isBinding: of === 'binding' };
  }
  const rows = of === 'target' ? keysOf(`target ${state.target}`, state.flowType) : [];
  return { kind: 'keys', rows: rows.length > 0 ? rows : keysOf(`groups ${state.target}`, state.flowType) };
}

function followOutput(state: State, action: ActionFacts, key: string): Expected {
  const row = keysOf(`outputs ${action.key}`, state.flowType).find((one) => one.key === key);
  return row ? formOf(state, row) : { kind: 'keys', rows: keysOf('path', state.flowType) };
}

/** Below `lit:` stand the parts of a value: seconds of a duration, the name of a queue. */
function followLiteral(state: State, key: string): Expected {
  const row = literalKeys(state.type, state.flowType).find((one) => one.key === key);
  return row ? formOf(state, row) : UNKNOWN;
}
