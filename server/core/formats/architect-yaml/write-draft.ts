import { findAction } from '../../catalog/actions.js';
import { findFlowType } from '../../catalog/flow-types.js';
import { actionKeys, type KeyRow, keysOf } from '../../catalog/yaml-keys.js';
import { TARGET_SHAPES, VALUE_MODES } from '../../catalog/yaml-shapes.js';
import type { DataType } from '../../model/expression.js';
import type { Action, Flow } from '../../model/flow.js';
import { asScalar } from '../../syntax/yaml/quote.js';
import {
  type AssignmentDraft,
  type BodyPart,
  type FlowDraft,
  isTakenOver,
  type OutputDraft,
  type SettingDraft,
  type TargetDraft,
  type TaskDraft,
  type ValueDraft,
  type VariableDraft,
} from '../draft.js';
import type { Pair, Yaml } from './yaml-text.js';

/** What a draft needs to know about the flow that it becomes a part of. */
export interface DraftContext {
  readonly flow: Pick<Flow, 'type' | 'containers'>;
  /** An action as its lines, to be taken over; undefined when it cannot be. */
  taken(action: Action): Yaml | undefined;
}

const MODE_KEYS = new Map([...VALUE_MODES].reverse().map(([key, mode]) => [mode, key]));
/** Settings that are written without saying how their value is given. */
const BARE: ReadonlySet<string> = new Set(['text', 'number', 'boolean', 'flag', 'word', 'variable', 'ref', 'name']);

/** An entry of a list of actions; undefined when Archy has no words for it. */
export function actionYaml(part: BodyPart, context: DraftContext): Yaml | undefined {
  if (isTakenOver(part)) return context.taken(part);
  if (!findAction(part.kind)) return undefined;
  const rows = actionKeys(part.kind, context.flow.type);
  const target = part.target ? targetPair(part.target, rows, context) : [];
  const outputs = outputPairs(part.outputs ?? [], context);
  if (!target || !outputs) return undefined;
  const pairs: Pair[] = [
    ['name', asScalar(part.name)],
    ...target,
    ...settingPairs(part.settings ?? [], rows, context.flow.type),
    ...listPair('statements', (part.assignments ?? []).map(assignmentYaml)),
    ...listPair('attributes', (part.attributes ?? []).map(attributeYaml)),
    ...(outputs.length > 0 ? [['outputs', { pairs: outputs }] as const] : []),
  ];
  return { pairs: [[part.kind, { pairs }]] };
}

/** Undefined when one of the actions cannot be said. */
export function bodyYaml(body: readonly BodyPart[], context: DraftContext): Yaml | undefined {
  const items = body.map((part) => actionYaml(part, context));
  return items.includes(undefined) ? undefined : { items: items.filter((item) => item !== undefined) };
}

export function outputPairs(outputs: readonly OutputDraft[], context: DraftContext): readonly Pair[] | undefined {
  const pairs: Pair[] = [];
  for (const { name, body } of outputs) {
    const actions = bodyYaml(body, context);
    if (actions === undefined) return undefined;
    pairs.push([asScalarKey(name), { pairs: [['actions', actions]] }]);
  }
  return pairs;
}

/** `exp: Task.card` */
export function holderYaml(value: ValueDraft): Yaml {
  if (value.mode === 'none') return { pairs: [[MODE_KEYS.get('none')!, 'true']] };
  if (value.mode === 'fields') {
    const fields = value.fields.map(([key, text]) => [asScalarKey(key), literalScalar(text)] as const);
    return { pairs: [[MODE_KEYS.get('literal')!, { pairs: fields }]] };
  }
  const text = value.mode === 'literal' ? literalScalar(value.text) : asScalar(value.text);
  return { pairs: [[MODE_KEYS.get(value.mode)!, text]] };
}

/** Numbers and truth values stay what they are. */
function literalScalar(text: string): string {
  return /^(?:-?(?:0|[1-9]\d*)|true|false)$/.test(text) ? text : asScalar(text);
}

function asScalarKey(name: string): string {
  return /^(?:yes|no)$/.test(name) ? name : asScalar(name);
}

function settingPairs(settings: readonly SettingDraft[], rows: readonly KeyRow[], flowType: string): readonly Pair[] {
  return settings.map(({ role, value }): Pair => [asScalarKey(role), settingYaml(role, value, rows, flowType)]);
}

function settingYaml(role: string, value: SettingDraft['value'], rows: readonly KeyRow[], flowType: string): Yaml {
  const row = rows.find(({ key }) => key === role);
  // A list of settings has no mode; the compiler does not see that from `isArray` on a readonly type.
  if (!('mode' in value)) return { pairs: settingPairs(value, keysOf(row?.of ?? '', flowType), flowType) };
  const isBare = row !== undefined && BARE.has(row.form) && value.mode === 'literal';
  return isBare ? literalScalar(value.text) : holderYaml(value);
}

export function settingPair(role: string, value: ValueDraft, kind: string, flowType: string): Pair {
  return [asScalarKey(role), settingYaml(role, value, actionKeys(kind, flowType), flowType)];
}

function listPair(key: string, items: readonly Yaml[]): readonly Pair[] {
  return items.length > 0 ? [[key, { items }]] : [];
}

function assignmentYaml({ type, variable, value }: AssignmentDraft): Yaml {
  return {
    pairs: [
      [
        typeWord(type),
        {
          pairs: [
            ['variable', asScalar(variable)],
            ['value', holderYaml(value)],
          ],
        },
      ],
    ],
  };
}

function attributeYaml([name, value]: readonly [string, ValueDraft]): Yaml {
  const key = holderYaml({ mode: 'literal', text: name });
  return {
    pairs: [
      [
        'attribute',
        {
          pairs: [
            ['name', key],
            ['value', holderYaml(value)],
          ],
        },
      ],
    ],
  };
}

function targetPair(target: TargetDraft, rows: readonly KeyRow[], { flow }: DraftContext): readonly Pair[] | undefined {
  const shape = rows.map(({ key }) => TARGET_SHAPES.get(key)).find((one) => one?.kind === target.kind);
  if (!shape) return undefined;
  const name = asScalarKey(target.name);
  const bindings = bindingPairs(target);
  switch (shape.form) {
    case 'ref': {
      const root = findFlowType(flow.type)?.yaml;
      const found = flow.containers.find((one) => one.kind === target.kind && one.name === target.name);
      const id = found?.id || target.name;
      const path = root === undefined ? target.name : `/${root}/${shape.kind}s/${shape.kind}[${id}]`;
      const inputs = (target.inputs ?? []).map(([key, value]): Pair => [asScalarKey(key), holderYaml(value)]);
      return [
        [shape.key, JSON.stringify(path)],
        ...(inputs.length > 0 ? [['taskInputs', { pairs: inputs }] as const] : []),
      ];
    }
    case 'object':
      return [[shape.key, { pairs: [['name', asScalar(target.name)]] }]];
    case 'named':
      return [[shape.key, { pairs: [[name, { pairs: bindings }]] }]];
    case 'category': {
      const action: Yaml = { pairs: [[name, { pairs: bindings }]] };
      const category = asScalarKey(target.category ?? '');
      return [[shape.key, { pairs: [[category, { pairs: [['dataAction', action]] }]] }]];
    }
  }
}

function bindingPairs({ inputs = [], successOutputs = [] }: TargetDraft): readonly Pair[] {
  const given = inputs.map(([key, value]): Pair => [asScalarKey(key), holderYaml(value)]);
  const received = successOutputs.map(
    ([key, variable]): Pair => [asScalarKey(key), holderYaml({ mode: 'variable', text: variable })],
  );
  return [
    ...(given.length > 0 ? [['inputs', { pairs: given }] as const] : []),
    ...(received.length > 0 ? [['successOutputs', { pairs: received }] as const] : []),
  ];
}

/** 'String[]' -> 'stringCollection' */
export function typeWord(type: DataType): string {
  const base = type.replace(/\[\]$/, '');
  return base.charAt(0).toLowerCase() + base.slice(1) + (base === type ? '' : 'Collection');
}

export function variableYaml(variable: VariableDraft): Yaml {
  const flags = (['isSecure', 'isInput', 'isOutput'] as const).filter((flag) => variable[flag] === true);
  const pairs: Pair[] = [
    ['name', asScalar(variable.name)],
    ['initialValue', holderYaml(variable.initialValue ?? { mode: 'none' })],
    ...flags.map((flag): Pair => [flag, 'true']),
  ];
  return { pairs: [[`${typeWord(variable.type)}Variable`, { pairs }]] };
}

/** A whole flow; `languages` are the pairs that say what it speaks. */
export function flowYaml(draft: FlowDraft, languages: readonly Pair[], context: DraftContext): Yaml | undefined {
  const root = findFlowType(draft.type)?.yaml;
  const [first] = draft.tasks;
  const tasks = draft.tasks.map((task) => taskYaml(task, context));
  if (root === undefined || !first || tasks.includes(undefined)) return undefined;
  const pairs: Pair[] = [
    ['name', asScalar(draft.name)],
    ...languages,
    ['startUpRef', JSON.stringify(`/${root}/tasks/task[${first.name}]`)],
    ...listPair('variables', (draft.variables ?? []).map(variableYaml)),
    ['tasks', { items: tasks.filter((task) => task !== undefined) }],
  ];
  return { pairs: [[root, { pairs }]] };
}

function taskYaml({ name, variables = [], actions }: TaskDraft, context: DraftContext): Yaml | undefined {
  const body = bodyYaml(actions, context);
  if (!body) return undefined;
  const pairs: Pair[] = [
    ['name', asScalar(name)],
    ['refId', asScalar(name)],
    ...listPair('variables', variables.map(variableYaml)),
    ['actions', body],
  ];
  return { pairs: [['task', { pairs }]] };
}
