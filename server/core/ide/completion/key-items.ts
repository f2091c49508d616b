import { type ActionFacts, allActions, findAction } from '../../catalog/actions.js';
import { findScope } from '../../catalog/builtins.js';
import { bindingModes, modesFor, typeWords } from '../../catalog/enums.js';
import { flowTypesOf } from '../../catalog/platform.js';
import { type KeyRow, keysOf, literalKeys, offerOf, TYPE_KEY } from '../../catalog/yaml-keys.js';
import { resolveContainer } from '../../graph/control-graph.js';
import { flowTypeName } from '../../rules/describe.js';
import type { Completing } from './completing.js';
import type { Draft } from './completion-list.js';
import { flowTypeDrafts } from './flow-type-items.js';
import { nameDrafts } from './name-items.js';
import { actionBranch, type Branch, keyBranch } from './snippets.js';

/** Keys that the map at the cursor can take; undefined when a value stands there. */
export function keyDrafts(completing: Completing): Draft[] | undefined {
  const { expected, type, flowType, action } = completing.situation;
  const present = completing.place.kind === 'key' ? completing.place.present : new Set<string>();
  switch (expected.kind) {
    case 'root':
      return flowTypeDrafts(completing.text, completing.place);
    case 'keys':
      return rowDrafts(completing, expected.rows, present, false);
    case 'list':
      return rowDrafts(completing, expected.rows, present, true);
    case 'actions':
    case 'choices':
      if (expected.isEntry && present.size > 0) return [];
      return actionDrafts(completing, expected.kind === 'choices', !expected.isEntry);
    case 'variables':
      if (expected.isEntry && present.size > 0) return [];
      return variableTypeDrafts(completing, !expected.isEntry);
    case 'outputs':
      return outputDrafts(completing, expected.action, present);
    case 'holder':
      return present.size > 0 ? [] : modeDrafts(completing, expected.isBinding);
    case 'mode': {
      const rows = expected.mode === 'literal' ? literalKeys(type, flowType) : [];
      return rows.length > 0 ? rowDrafts(completing, rows, present, false) : undefined;
    }
    case 'names':
      return nameDrafts(completing, expected.of, present);
    case 'unknown':
      return action === '' ? [] : undefined;
    default:
      return undefined;
  }
}

function rankOf({ required, evidence }: Pick<KeyRow, 'required' | 'evidence'>): number {
  if (required) return 0;
  if (evidence === 'inferred' || evidence === 'notes') return 4;
  return /sdk/.test(evidence) ? 3 : 1;
}

function rowDrafts(
  completing: Completing,
  rows: readonly KeyRow[],
  present: ReadonlySet<string>,
  isEntry: boolean,
): Draft[] {
  const { type, flowType, action } = completing.situation;
  return rows.flatMap((row): Draft[] => {
    if (row.key === TYPE_KEY) return present.size > 0 ? [] : typeDrafts(completing, row, isEntry);
    if (present.has(row.key)) return [];
    const input = findAction(action)?.inputs.get(row.key);
    return [
      {
        label: row.key,
        kind: 'key',
        detail: detailOf(row, type),
        rank: rankOf(row),
        ...completing.branchText(keyBranch(row, type, flowType, action), isEntry),
        resolve: completing.resolveData('setting', input ? action : '', {
          role: row.key,
          evidence: row.evidence,
          doc: row.doc,
        }),
      },
    ];
  });
}

/** 'Audio, required' */
function detailOf(row: KeyRow, type: string): string {
  const form = FORM_WORDS[row.form] ?? (row.of !== '' ? row.of : type);
  const words = row.form === 'binding' ? `receives ${row.of === '' ? 'a value' : row.of}` : form;
  return [words, ...(row.required ? ['required'] : [])].filter((word) => word !== '').join(', ');
}

const FORM_WORDS: Partial<Record<KeyRow['form'], string>> = {
  text: 'text',
  number: 'number',
  boolean: 'true or false',
  flag: 'true',
  word: 'word',
  variable: 'variable',
  attribute: 'attribute name',
  map: 'settings',
  list: 'list',
  texts: 'list of texts',
  actions: 'list of actions',
  choices: 'list of choices',
  variables: 'list of variables',
  outputs: 'ways out',
  ref: 'reference',
  object: 'name',
  name: 'name',
  target: 'name',
  dataActions: 'name',
  groups: 'inputs and outputs',
  inputs: 'inputs',
  bindings: 'outputs',
  languages: 'languages',
};

/** A statement or a match: the key is the type of its value. */
function typeDrafts(completing: Completing, row: KeyRow, isEntry: boolean): Draft[] {
  const { flowType, action } = completing.situation;
  return typeWords().map(({ word, type, evidence }) => {
    const branch = keyBranch({ ...row, key: word }, type, flowType, action);
    return {
      label: word,
      kind: 'type',
      detail: type,
      rank: evidence === 'observed' ? 1 : 3,
      ...completing.branchText(branch, isEntry),
      resolve: completing.resolveData('text', word, { evidence }),
    };
  });
}

function variableTypeDrafts(completing: Completing, isEntry: boolean): Draft[] {
  const { flowType } = completing.situation;
  const scope = scopeWord(completing);
  const [name, initial] = keysOf('variable', flowType);
  return typeWords().map(({ word, type, evidence }) => {
    const below = [
      { key: name!.key, value: `${scope}$1` },
      { key: initial!.key, below: [{ key: modesFor('').find(({ value }) => value)!.mode, value: 'true' }] },
    ];
    return {
      label: `${word}Variable`,
      kind: 'type',
      detail: type,
      rank: evidence === 'observed' ? 1 : 3,
      ...completing.branchText({ key: `${word}Variable`, below }, isEntry),
      resolve: completing.resolveData('text', word, { evidence }),
    };
  });
}

/** 'Task' for variables of a task; what the variables beside it have where that is not certain. */
function scopeWord({ flow, container }: Completing): string {
  const beside = flow.variables.find((variable) => variable.container === container && variable.name.includes('.'));
  if (beside) return beside.name.slice(0, beside.name.indexOf('.') + 1);
  const scope = container < 0 ? undefined : findScope(flow.containers[container]!.kind);
  return scope ? `${scope.name}.` : '';
}

/** Every action of the catalogue, those of this type of flow first; only what is certain is left out. */
function actionDrafts(completing: Completing, isChoice: boolean, isEntry: boolean): Draft[] {
  const { flowType, isInLoop } = completing.situation;
  const drafts: Draft[] = [];
  for (const facts of allActions()) {
    if (facts.isMenuChoice !== isChoice || isExcluded(facts, flowType)) continue;
    const rank = actionRank(facts, flowType, isInLoop);
    drafts.push({
      label: facts.key,
      kind: 'action',
      detail: rank === 5 ? `${facts.name}, not known in ${flowTypeName(flowType)} flows` : facts.name,
      rank,
      filter: `${facts.key} ${facts.name}`,
      ...completing.branchText(actionBranch(facts.key, flowType), isEntry),
      resolve: completing.resolveData('action', facts.key, { evidence: facts.evidence }),
    });
  }
  return drafts;
}

function isExcluded(facts: ActionFacts, flowType: string): boolean {
  const limit = flowTypesOf(facts.key);
  if (!limit || limit.silentIn.includes(flowType)) return false;
  return limit.onlyIn ? !limit.onlyIn.includes(flowType) : (limit.notIn?.includes(flowType) ?? false);
}

function actionRank(facts: ActionFacts, flowType: string, isInLoop: boolean): number {
  if (facts.isMenuChoice) return facts.evidence === 'inferred' ? 4 : 1;
  if (facts.control === 'loop-exit' || facts.control === 'loop-next') return isInLoop ? 0 : 6;
  const offer = offerOf(facts.key);
  if (/deprecated/i.test(`${facts.name} ${facts.notes}`)) return 7;
  if (offer?.observed.includes(flowType)) return 1;
  if (!offer?.flowTypes.includes(flowType)) return 5;
  return facts.evidence === 'inferred' ? 4 : 2;
}

function outputDrafts(completing: Completing, facts: ActionFacts, present: ReadonlySet<string>): Draft[] {
  const { flowType } = completing.situation;
  const below = keysOf('path', flowType).filter(({ required }) => required);
  const path = (name: string): Branch => ({
    key: name,
    below: below.map((row) => keyBranch(row, '', flowType)),
  });
  const fixed = [...facts.outputs, ...namedPaths(completing)].filter((name) => !present.has(name));
  return [...new Set(fixed)]
    .map(
      (name): Draft => ({
        label: name,
        kind: 'output',
        detail: `way out of ${facts.name}`,
        rank: 0,
        ...completing.branchText(path(name), false),
      }),
    )
    .concat(rowDrafts(completing, keysOf(`outputs ${facts.key}`, flowType), present, false));
}

/** The names of the paths on which a called task ends. */
function namedPaths(completing: Completing): string[] {
  const { action, flow } = completing;
  const callee = action?.target ? resolveContainer(flow, action.target) : undefined;
  if (!callee || findAction(action!.kind)?.control !== 'call-task') return [];
  return flow.actions.flatMap(({ container, kind, slots }) => {
    if (container !== callee.index || findAction(kind)?.control !== 'return') return [];
    return slots.flatMap(({ value }) => value?.source.text ?? []);
  });
}

function modeDrafts(completing: Completing, isBinding: boolean): Draft[] {
  const { type, flowType } = completing.situation;
  const modes = isBinding ? bindingModes() : modesFor(type);
  return modes.map(({ mode, doc, value, evidence }, index) => {
    const literal = literalKeys(type, flowType)[0];
    const isLiteral = !isBinding && literal !== undefined && mode === modesFor('')[0]!.mode;
    const branch: Branch = isLiteral
      ? { key: mode, below: [{ key: literal.key, value: '$1' }] }
      : { key: mode, value: value ?? '$1' };
    return {
      label: mode,
      kind: 'mode',
      detail: doc,
      rank: evidence === 'inferred' ? 4 : Math.min(index, 3),
      ...completing.branchText(branch, false),
      resolve: completing.resolveData('text', mode, { evidence }),
    };
  });
}
