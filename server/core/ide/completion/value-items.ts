import { wordsFor } from '../../catalog/enums.js';
import { findFlowTypeByYaml } from '../../catalog/flow-types.js';
import { CONTAINER_LISTS, TARGET_SHAPES } from '../../catalog/yaml-shapes.js';
import type { Container } from '../../model/flow.js';
import { flowTypeName } from '../../rules/describe.js';
import { convertsTo } from '../../syntax/expression/types.js';
import type { Completing } from './completing.js';
import type { Draft } from './completion-list.js';
import type { HolderFacts } from './expected.js';
import { expressionDrafts, variableDetail } from './expression-items.js';
import type { NamesByFlow } from './known-names.js';
import type { ScalarPlace } from './position.js';
import { scalarText } from './scalar-text.js';

/** What the scalar at the cursor can be. */
export function valueDrafts(completing: Completing, scalar: ScalarPlace): Draft[] {
  const { expected, action, role } = completing.situation;
  switch (expected.kind) {
    case 'mode':
      return modeDrafts(completing, expected, scalar);
    case 'variable-name':
      return variableDrafts(completing);
    case 'boolean':
      return wordDrafts(completing, ['true', 'false']);
    case 'flag':
      return wordDrafts(completing, ['true']);
    case 'words':
      return settingWords(completing, action === '' ? 'flow' : action, expected.key);
    case 'ref':
      return referenceDrafts(completing, role);
    case 'name':
      return objectDrafts(completing, expected.of);
    case 'unknown':
    case 'text':
      return [];
    default:
      return [];
  }
}

function modeDrafts(
  completing: Completing,
  expected: HolderFacts & { readonly mode: string },
  scalar: ScalarPlace,
): Draft[] {
  const { type } = completing.situation;
  switch (expected.mode) {
    case 'expression':
      return expected.isBinding ? variableDrafts(completing) : expressionDrafts(completing, scalar);
    case 'variable':
      return variableDrafts(completing);
    case 'prompt':
      return seenDrafts(completing, completing.names.prompts);
    case 'none':
      return wordDrafts(completing, ['true']);
    case 'literal':
      if (expected.words) return wordDrafts(completing, expected.words);
      if (expected.isAttribute) return seenDrafts(completing, completing.names.attributes, 'attribute');
      return type === 'Boolean' ? wordDrafts(completing, ['true', 'false']) : [];
    default:
      return [];
  }
}

/** Variables that can stand alone: those of the wanted type first. */
function variableDrafts(completing: Completing): Draft[] {
  const { type } = completing.situation;
  return completing.variables.map((variable) => ({
    label: variable.name,
    kind: 'variable',
    detail: variableDetail(variable),
    insert: completing.lead() + scalarText(variable.name, completing.place),
    rank: type === '' || type === 'Any' || variable.type === type ? 0 : convertsTo(type, variable.type) ? 1 : 2,
  }));
}

function wordDrafts(completing: Completing, words: readonly string[]): Draft[] {
  return words.map((word) => ({ label: word, kind: 'word', insert: bareWord(completing, word), rank: 0 }));
}

/** Words such as true stay bare: quotes would make them another value. */
function bareWord(completing: Completing, word: string): string {
  const isPlain = /^(true|false)$/.test(word);
  return completing.lead() + (isPlain ? word : scalarText(word, completing.place));
}

function settingWords(completing: Completing, action: string, key: string): Draft[] {
  const row = wordsFor(action, key);
  return (row?.words ?? []).map((word) => {
    const isSeen = row!.seen.includes(word);
    return {
      label: word,
      kind: 'word',
      insert: bareWord(completing, word),
      rank: isSeen ? 0 : 1,
      resolve: completing.resolveData('text', word, { evidence: isSeen ? 'observed' : 'vendor-sdk' }),
    };
  });
}

/** `/inboundCall/tasks/task[Main_10]`: the tasks, menus, states or bots that a reference can name. */
function referenceDrafts(completing: Completing, role: string): Draft[] {
  const { flow, text } = completing;
  const wanted = TARGET_SHAPES.get(role)?.kind;
  const root = text.slice(flow.typeSpan.start, flow.typeSpan.end);
  if (!findFlowTypeByYaml(root)) return [];
  return flow.containers.flatMap((container): Draft[] => {
    const { kind, name, index } = container;
    if (kind === 'startup' || (wanted !== undefined && kind !== wanted)) return [];
    const reference = referenceText(root, container);
    if (reference === undefined) return [];
    const isOwn = index === completing.container;
    return [
      {
        label: name === '' ? container.id : name,
        kind: 'container',
        detail: reference,
        insert: completing.lead() + scalarText(reference, completing.place),
        rank: isOwn ? 1 : 0,
        filter: `${name} ${reference}`,
      },
    ];
  });
}

export function referenceText(root: string, { kind, id, name }: Container): string | undefined {
  const list = [...CONTAINER_LISTS].find(([, of]) => of === kind)?.[0];
  const bracket = id === '' ? name : id;
  return list === undefined || bracket === '' ? undefined : `/${root}/${list}/${kind}[${bracket}]`;
}

/** Names of flows, slots, queues, ... */
function objectDrafts(completing: Completing, of: string): Draft[] {
  const [what, type] = of.split(' ');
  if (what === 'flow') return flowDrafts(completing, type);
  if (what === 'slot') return seenDrafts(completing, completing.names.slots);
  return seenDrafts(completing, completing.names.objects.get(of) ?? new Map());
}

function flowDrafts(completing: Completing, type: string | undefined): Draft[] {
  const { flow: own, context } = completing;
  return context.workspace.flows.flatMap(({ flow }): Draft[] => {
    if (flow.name === '' || flow === own || (type !== undefined && flow.type !== type)) return [];
    return [
      {
        label: flow.name,
        kind: 'flow',
        detail: flowTypeName(flow.type),
        insert: completing.lead() + scalarText(flow.name, completing.place),
        rank: flow.type === own.type ? 0 : 1,
      },
    ];
  });
}

function seenDrafts(completing: Completing, names: NamesByFlow, kind: Draft['kind'] = 'name'): Draft[] {
  return [...names].map(([name, flow]) => ({
    label: name,
    kind,
    detail: flow === '' ? 'used in the workspace' : `used in ${flow}`,
    insert: completing.lead() + scalarText(name, completing.place),
    rank: 0,
  }));
}
