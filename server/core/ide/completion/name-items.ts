import { bindingModes, modesFor, wordsFor } from '../../catalog/enums.js';
import { flowTypesOfTarget } from '../../catalog/platform.js';
import { keysOf, standardNamesOf } from '../../catalog/yaml-keys.js';
import { resolveContainer } from '../../graph/control-graph.js';
import type { DataType } from '../../model/expression.js';
import type { Flow, TargetKind, Variable } from '../../model/flow.js';
import type { ContractField, Secrecy } from '../../model/resource.js';
import { fileName } from '../../rules/data-action-words.js';
import { flowTypeName } from '../../rules/describe.js';
import type { Completing } from './completing.js';
import type { Draft } from './completion-list.js';
import type { NameKind } from './expected.js';
import type { KnownTarget } from './known-names.js';
import { keyText } from './scalar-text.js';
import { type Branch, escapeSnippet } from './snippets.js';

/** Keys that are names: of what is called, of its inputs and outputs, of languages. */
export function nameDrafts(completing: Completing, of: NameKind, present: ReadonlySet<string>): Draft[] {
  if (of !== 'input' && of !== 'binding' && of !== 'language' && present.size > 0) return [];
  switch (of) {
    case 'target':
      return targetDrafts(completing);
    case 'data-action':
      return dataActionDrafts(completing);
    case 'language':
      return languageDrafts(completing, present);
    case 'input':
    case 'binding':
      return parameterDrafts(completing, of === 'binding', present);
  }
}

function targetDrafts(completing: Completing): Draft[] {
  const kind = completing.situation.target as TargetKind; // the shapes' own words
  const known = completing.names.targets.get(kind) ?? [];
  if (kind === 'data-action') return [...wholeDataActions(completing, known), ...categories(completing, known)];
  const types = flowTypesOfTarget(kind);
  const flows = types ? completing.context.workspace.flows.filter(({ flow }) => types.includes(flow.type)) : [];
  const declared = flows.map(
    ({ flow }): Draft => ({
      label: flow.name,
      kind: 'flow',
      detail: flowTypeName(flow.type),
      rank: 0,
      ...completing.branchText(calledFlow(completing, flow, kind), false),
    }),
  );
  return [...declared, ...known.map((target) => knownDraft(completing, target))];
}

/** A flow with every input and output that it declares. */
function calledFlow(completing: Completing, flow: Flow, kind: TargetKind): Branch {
  const stops = { count: 0 };
  const rows = keysOf(`groups ${kind}`, completing.situation.flowType);
  const groups = rows.flatMap((row): Branch[] => {
    if (row.form !== 'inputs' && row.form !== 'bindings') return [];
    const isBinding = row.form === 'bindings';
    const names = parametersOf(flow.variables, -1, isBinding).map(({ name }) => name);
    return names.length === 0 ? [] : [{ key: row.key, below: parameters(completing, names, isBinding, stops) }];
  });
  return namedBranch(completing, flow.name, kind, groups);
}

function namedBranch(completing: Completing, name: string, kind: TargetKind, groups: readonly Branch[]): Branch {
  const [version] = keysOf(`target ${kind}`, completing.situation.flowType);
  const inner: readonly Branch[] = groups.length > 0 ? groups : [{ key: '', value: '$1' }];
  const key = escapeSnippet(keyText(name, completing.place.isFlow));
  return { key, below: version ? [{ key: version.key, below: inner }] : inner };
}

function parameters(
  completing: Completing,
  names: readonly string[],
  isBinding: boolean,
  stops: { count: number },
): Branch[] {
  const mode = isBinding ? bindingModes()[0]!.mode : modesFor('Communication')[0]!.mode;
  return names.map((name) => ({
    key: escapeSnippet(keyText(name, completing.place.isFlow)),
    below: [{ key: mode, value: `$${++stops.count}` }],
  }));
}

function knownDraft(completing: Completing, target: KnownTarget): Draft {
  return {
    label: target.name,
    kind: 'name',
    detail: seenIn(target.flow),
    rank: 1,
    ...completing.branchText(
      namedBranch(completing, target.name, completing.situation.target as TargetKind, knownGroups(completing, target)),
      false,
    ),
  };
}

/** The inputs and outputs that other places give a target. */
function knownGroups(completing: Completing, target: KnownTarget): Branch[] {
  const stops = { count: 0 };
  const rows = keysOf(`groups ${completing.situation.target}`, completing.situation.flowType);
  return rows.flatMap((row): Branch[] => {
    const names = [...(target.groups.get(row.key)?.keys() ?? [])];
    if (names.length === 0 || row.form === 'flag') return [];
    return [{ key: row.key, below: parameters(completing, names, row.form === 'bindings', stops) }];
  });
}

function seenIn(flow: string): string {
  return flow === '' ? 'used in the workspace' : `used in ${flow}`;
}

const SECRECY: Readonly<Record<Secrecy, string>> = {
  secure: 'secure',
  plain: 'not secure',
  unknown: 'not known whether secure',
};

/** What is declared says more than where it is used. */
function detailOf({ declared, flow }: KnownTarget): string {
  return declared ? `${SECRECY[declared.secrecy]}, declared in ${fileName(declared.uri)}` : seenIn(flow);
}

/** A data action of which no file says the category may belong to any. */
function isOfCategory({ category, declared }: KnownTarget, wanted: string | undefined): boolean {
  return category === wanted || (category === '' && declared !== undefined);
}

/** Category and data action in one go. */
function wholeDataActions(completing: Completing, known: readonly KnownTarget[]): Draft[] {
  const [row] = keysOf('target data-action', completing.situation.flowType);
  return known.filter(hasCategory).map((target) => {
    const action = namedAction(completing, target);
    const branch: Branch = {
      key: escapeSnippet(keyText(target.category, completing.place.isFlow)),
      below: [{ key: row!.key, below: [action] }],
    };
    return {
      label: `${target.category} / ${target.name}`,
      kind: 'data-action',
      detail: detailOf(target),
      rank: 0,
      ...completing.branchText(branch, false),
    };
  });
}

function hasCategory({ category, declared }: KnownTarget): boolean {
  return category !== '' || declared === undefined;
}

function namedAction(completing: Completing, target: KnownTarget): Branch {
  const groups = knownGroups(completing, target);
  const below: readonly Branch[] = groups.length > 0 ? groups : [{ key: '', value: '$1' }];
  return { key: escapeSnippet(keyText(target.name, completing.place.isFlow)), below };
}

function categories(completing: Completing, known: readonly KnownTarget[]): Draft[] {
  const [row] = keysOf('target data-action', completing.situation.flowType);
  const first = new Map([...known.filter(hasCategory)].reverse().map((target) => [target.category, target]));
  return [...first].map(([category, target]) => ({
    label: category,
    kind: 'name',
    detail: target.declared ? `declared in ${fileName(target.declared.uri)}` : seenIn(target.flow),
    rank: 1,
    ...completing.branchText(
      {
        key: escapeSnippet(keyText(category, completing.place.isFlow)),
        below: [{ key: row!.key, below: [{ key: '', value: '$1' }] }],
      },
      false,
    ),
  }));
}

function dataActionDrafts(completing: Completing): Draft[] {
  const [category] = completing.situation.names;
  const known = completing.names.targets.get('data-action') ?? [];
  return known
    .filter((target) => isOfCategory(target, category))
    .map((target) => ({
      label: target.name,
      kind: 'data-action',
      detail: detailOf(target),
      rank: 0,
      ...completing.branchText(namedAction(completing, target), false),
    }));
}

function languageDrafts(completing: Completing, present: ReadonlySet<string>): Draft[] {
  const words = wordsFor('flow', 'defaultLanguage')?.words ?? [];
  return words
    .filter((word) => !present.has(word))
    .map((word) => ({
      label: word,
      kind: 'word',
      rank: 1,
      ...completing.branchText({ key: word, below: [{ key: '', value: '$1' }] }, false),
    }));
}

/** Inputs or outputs of what is called: what it declares, else what other places give it. */
function parameterDrafts(completing: Completing, isBinding: boolean, present: ReadonlySet<string>): Draft[] {
  const declared = declaredParameters(completing, isBinding);
  const own: Draft[] = declared.map(({ name, type, isSecure }) => ({
    label: name,
    kind: 'variable',
    detail: isSecure ? `${type}, secure` : type,
    rank: 0,
  }));
  const names = declared.length > 0 ? [] : knownParameters(completing);
  const known: Draft[] = names.map(([label, detail]) => ({ label, kind: 'name', detail, rank: 1 }));
  const { target, role } = completing.situation;
  const standard = standardNamesOf(target, role).map(
    (name): Draft => ({
      label: name,
      kind: 'name',
      detail: 'given by the platform',
      rank: 2,
    }),
  );
  return [...own, ...known, ...standard]
    .filter(({ label }) => !present.has(label))
    .map((draft) => {
      const [branch] = parameters(completing, [draft.label], isBinding, { count: 0 });
      return { ...draft, ...completing.branchText(branch!, false) };
    });
}

function declaredParameters(completing: Completing, isBinding: boolean): readonly Variable[] {
  const { situation, flow, action } = completing;
  const types = flowTypesOfTarget(situation.target as TargetKind);
  if (types) {
    const callee = completing.context.workspace.flows.find(
      (file) => file.flow.name === situation.names[0] && types.includes(file.flow.type),
    );
    return callee ? parametersOf(callee.flow.variables, -1, isBinding) : [];
  }
  const container = action?.target ? resolveContainer(flow, action.target) : undefined;
  return container ? parametersOf(flow.variables, container.index, isBinding) : [];
}

/** The type that the called flow or task declares for the input around the cursor; '' when nobody does. */
export function parameterType(completing: Completing): DataType {
  const { names, target } = completing.situation;
  const name = names.at(-1);
  if (name === undefined || (target !== '' && names.length < 2)) return '';
  return declaredParameters(completing, false).find((variable) => variable.name === name)?.type ?? '';
}

function parametersOf(variables: readonly Variable[], container: number, isOutput: boolean): Variable[] {
  return variables.filter(
    (variable) => variable.container === container && (isOutput ? variable.isOutput : variable.isInput),
  );
}

function knownParameters(completing: Completing): [string, string][] {
  const { target, names, role } = completing.situation;
  const known = completing.names.targets.get(target as TargetKind) ?? [];
  const category = target === 'data-action' ? names[0] : '';
  const wanted = target === 'data-action' ? names[1] : names[0];
  return known
    .filter((one) => one.name === wanted && isOfCategory(one, category))
    .flatMap(({ groups, declared }) =>
      [...(groups.get(role) ?? [])].map(([name, flow]): [string, string] => {
        const field = [...(declared?.inputs ?? []), ...(declared?.outputs ?? [])].find((one) => one.name === name);
        return [name, field ? fieldDetail(field) : seenIn(flow)];
      }),
    );
}

function fieldDetail({ type, isRequired, uri }: ContractField): string {
  const words = [type, isRequired ? 'required' : '', `declared in ${fileName(uri)}`];
  return words.filter((word) => word !== '').join(', ');
}
