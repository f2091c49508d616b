import { findAction } from '../../catalog/actions.js';
import type { LocalFacts } from '../../catalog/local-facts.js';
import { flowTypesOf } from '../../catalog/platform.js';
import { SECURE_FLOW, secureTwinOf } from '../../catalog/remedies.js';
import type { ValueDraft, VariableDraft } from '../../formats/draft.js';
import { expressionParts } from '../../graph/expression-parts.js';
import { findVariable } from '../../graph/variables.js';
import { variableKey } from '../../model/expression.js';
import type { Action, Flow, Value, Variable } from '../../model/flow.js';
import { type CollectionStep, collectionsOf } from '../../taint/collections.js';
import { isTemplated } from '../describe.js';
import type { CheckedFlow } from '../rule.js';
import { isReadWhereAllowed } from './secure-readers.js';

/** What goes from a flow into a new secure one. */
export interface SecureMove {
  /** The actions of one task from the collection on. */
  readonly roots: readonly Action[];
  /** The same with everything inside them, in document order. */
  readonly moved: readonly Action[];
  /** Actions that become their secure twins. */
  readonly twins: ReadonlySet<number>;
  readonly shared: readonly VariableDraft[];
  readonly local: readonly VariableDraft[];
}

/** The fix is worked out whenever somebody looks; beyond this it would be felt, and nobody would review it. */
const MOST_ACTIONS = 200;

/** How actions continue that need something of the flow they stand in. */
const BOUND: ReadonlySet<string> = new Set([
  'jump',
  'call-task',
  'return',
  'previous-menu',
  'repeat-menu',
  'menu-task',
  'sub-menu',
  'leave-flow',
  'end-state',
]);

/** Undefined when something of it would change its meaning, or would not be accepted, in another flow. */
export function planMove({ action }: CollectionStep, file: CheckedFlow, facts: LocalFacts): SecureMove | undefined {
  const { flow } = file;
  const container = flow.containers[action.container];
  if (!container || action.parent >= 0 || !canTransfer(file, action)) return undefined;
  const at = container.body.indexOf(action.index);
  const roots = container.body.slice(at).map((index) => flow.actions[index]!);
  const moved = flow.actions.filter(({ index }) => roots.some((root) => isInside(flow, index, root.index)));
  if (at < 0 || moved.length > MOST_ACTIONS || moved.some(isBound) || isTemplated(flow.name + action.name))
    return undefined;
  const variables = variablesOf(flow, moved);
  const secret = variables && secretsOf(collectionsOf(file, facts), flow, moved);
  const twins = secret && twinsOf(flow, moved, secret);
  if (!variables || !secret || !twins) return undefined;
  const drafts = variables.map((variable) => draftOf(variable, secret.has(variable)));
  if (drafts.includes(undefined)) return undefined;
  const named = drafts.filter((draft) => draft !== undefined);
  const isShared = (draft: VariableDraft) => findVariable(flow, draft.name, container.index)?.container === -1;
  return { roots, moved, twins, shared: named.filter(isShared), local: named.filter((draft) => !isShared(draft)) };
}

/** The caller does not come back, so nobody may wait for the task. */
function canTransfer({ flow, graph }: CheckedFlow, { container }: Action): boolean {
  if (flowTypesOf(SECURE_FLOW.transfer)?.onlyIn?.includes(flow.type) !== true) return false;
  return flow.containers[container]!.kind !== 'menu' && !graph.callee.includes(container);
}

function isInside({ actions }: Flow, index: number, root: number): boolean {
  for (let at = index; at >= 0; at = actions[at]!.parent) if (at === root) return true;
  return false;
}

/** Needs a part of its flow, or does not exist in a secure one. */
function isBound({ kind, known, enabled }: Action): boolean {
  const types = flowTypesOf(kind);
  const isRefused = types?.notIn?.includes(SECURE_FLOW.type) || types?.onlyIn?.includes(SECURE_FLOW.type) === false;
  return !known || !enabled || isRefused === true || BOUND.has(findAction(kind)?.control ?? '');
}

/** Every declared variable that is used; undefined when one of them is also set or given elsewhere. */
function variablesOf(flow: Flow, moved: readonly Action[]): readonly Variable[] | undefined {
  const inside = new Set(moved.map(({ index }) => index));
  const used = new Set<Variable>();
  const elsewhere = new Set<Variable>();
  for (const { part, place } of expressionParts(flow).references) {
    const variable = findVariable(flow, part.name, place.container);
    if (variable && inside.has(place.action)) used.add(variable);
  }
  for (const { index, container, slots } of flow.actions) {
    for (const { target } of slots) {
      const variable = target && findVariable(flow, baseName(target.name), container);
      if (variable) (inside.has(index) ? used : elsewhere).add(variable);
    }
  }
  const variables = [...used];
  const isOwn = (variable: Variable) => !variable.isInput && !variable.isOutput && !elsewhere.has(variable);
  return variables.every(isOwn) ? variables : undefined;
}

/** 'Task.answer.card' is a part of Task.answer. */
function baseName(name: string): string {
  return name.split('.').slice(0, 2).join('.');
}

/** The variables that take in what is sensitive; undefined when one of them is not declared. */
function secretsOf(
  steps: readonly CollectionStep[],
  flow: Flow,
  moved: readonly Action[],
): ReadonlySet<Variable> | undefined {
  const inside = new Set(moved.map(({ index }) => index));
  const secret = new Set<Variable>();
  for (const { action, target, labels } of steps) {
    if (!inside.has(action.index) || labels === 0) continue;
    const variable = findVariable(flow, target.name, action.container);
    if (!variable) return undefined;
    secret.add(variable);
  }
  return secret;
}

/** Plain data actions that would be given secure data; undefined when something else would be. */
function twinsOf(flow: Flow, moved: readonly Action[], secret: ReadonlySet<Variable>): ReadonlySet<number> | undefined {
  const names = new Set([...secret].map(({ name }) => variableKey(name)));
  const reading = new Set<number>();
  for (const { part, place } of expressionParts(flow).references) {
    if (names.has(variableKey(part.name))) reading.add(place.action);
  }
  const kinds = new Map<number, string>();
  for (const { index, kind } of moved) {
    const twin = reading.has(index) ? secureTwinOf(kind) : undefined;
    if (twin) kinds.set(index, twin.kind);
  }
  const kindOf = (index: number) => kinds.get(index) ?? flow.actions[index]?.kind;
  const fits = [...secret].every((variable) => isReadWhereAllowed(flow, variable, kindOf));
  return fits ? new Set(kinds.keys()) : undefined;
}

/** Undefined for an initial value that cannot be written anew. */
function draftOf({ name, type, initialValue }: Variable, isSecure: boolean): VariableDraft | undefined {
  const initial = initialValue ? valueDraft(initialValue) : { mode: 'none' as const };
  return initial && { name, type, isSecure, initialValue: initial };
}

function valueDraft({ mode, source, fields }: Value): ValueDraft | undefined {
  if (mode === 'none') return { mode };
  if (fields || (mode !== 'literal' && mode !== 'expression')) return undefined;
  return { mode, text: source.text };
}
