import { findAction, type SourceRow } from '../catalog/actions.js';
import { type LabelSet, NO_LABELS } from '../catalog/labels.js';
import type { LocalFacts } from '../catalog/local-facts.js';
import { wordsOf } from '../catalog/names.js';
import type { DigitRange } from '../catalog/prompts.js';
import type { ControlGraph } from '../graph/control-graph.js';
import { type Expression, nameBehindScope } from '../model/expression.js';
import type { Action, Flow, Reference, Slot, Value } from '../model/flow.js';
import type { FlowUnit } from './context.js';
import { predecessorsOf } from './predecessors.js';
import { type Collection, classifyCollection } from './sources.js';

/** A step that takes in what a person keys or says. */
export interface CollectionStep extends Collection {
  readonly action: Action;
  readonly slot: Slot;
  readonly target: Reference;
  readonly source: 'caller-input' | 'slot';
  /** What the value is, as the taint engine sees it. */
  readonly labels: LabelSet;
}

const stepsByFlow = new WeakMap<Flow, WeakMap<LocalFacts, readonly CollectionStep[]>>();

/** Every collection of a flow, whether or not it is sensitive. */
export function collectionsOf(unit: FlowUnit, facts: LocalFacts): readonly CollectionStep[] {
  const { flow } = unit;
  const byFacts = stepsByFlow.get(flow) ?? new WeakMap<LocalFacts, readonly CollectionStep[]>();
  stepsByFlow.set(flow, byFacts);
  const known = byFacts.get(facts);
  if (known) return known;
  const steps = flow.actions.flatMap((action) => stepsOf(unit, facts, action));
  byFacts.set(facts, steps);
  return steps;
}

/** What an action takes in from the caller, by the name of the variable, the question and the number of digits. */
export function collectedLabels(unit: FlowUnit, facts: LocalFacts, action: Action): LabelSet {
  return stepsOf(unit, facts, action).reduce((all, { labels }) => all | labels, NO_LABELS);
}

function stepsOf(unit: FlowUnit, facts: LocalFacts, action: Action): CollectionStep[] {
  const sources = findAction(action.kind)?.sources;
  return action.slots.flatMap((slot) => {
    const { target } = slot;
    const row = target && sources?.get(slot.role);
    if (!row || (row.source !== 'caller-input' && row.source !== 'slot')) return [];
    const collection = collectionBy(unit, action, target, row);
    return [{ ...collection, action, slot, target, source: row.source, labels: classifyCollection(facts, collection) }];
  });
}

/** How an action collects into a variable. */
export function collectionBy({ flow, graph }: FlowUnit, action: Action, target: Reference, row: SourceRow): Collection {
  return {
    name: nameBehindScope(target.name),
    prompt: row.promptBefore ? promptBefore(flow, graph, action.index) : promptText(action),
    digits: digitsOf(action),
    inSecureFlow: row.source === 'caller-input' && flow.type === 'securecall',
  };
}

/** Bounds on the number of digits, where they are written as numbers. */
export function digitsOf(action: Action): DigitRange {
  return {
    min: numberIn(action, 'min') ?? numberIn(action, 'exact'),
    max: numberIn(action, 'max') ?? numberIn(action, 'exact'),
  };
}

function numberIn(action: Action, role: string): number | undefined {
  const text = action.slots.find((slot) => slot.role === role)?.value?.source.text;
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

function promptText({ slots }: Action): string {
  const slot = slots.find(({ role }) => role === 'inputAudio' || role === 'question');
  return slot?.value ? spokenText(slot.value) : '';
}

/** What is said right before an action, on any way to it. */
function promptBefore(flow: Flow, graph: ControlGraph, action: number): string {
  const { first, from } = predecessorsOf(graph);
  let words = '';
  for (let at = first[action]!; at < first[action + 1]!; at++) {
    const before = flow.actions[from[at]!];
    const sinks = before && findAction(before.kind)?.sinks;
    for (const { role, value } of before?.slots ?? []) {
      if (value && sinks?.get(role)?.sink === 'speech') words += `${spokenText(value)}\n`;
    }
  }
  return words;
}

/** What a prompt says: spoken text, string literals of its expression, the words of a recorded prompt's name. */
function spokenText(value: Value): string {
  if (value.mode === 'prompt') return wordsOf(value.source.text).join(' ');
  return value.expression ? literalsIn(value.expression) : value.source.text;
}

function literalsIn(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'String' || expression.type === 'Text' ? `${expression.value} ` : '';
    case 'call':
      return expression.operands.map(literalsIn).join('');
    case 'binary':
      return literalsIn(expression.left) + literalsIn(expression.right);
    case 'conditional':
      return literalsIn(expression.whenTrue) + literalsIn(expression.whenFalse);
    case 'reference':
      return /^prompt\./i.test(expression.name) ? `${wordsOf(expression.name.slice(7)).join(' ')} ` : '';
    default:
      return '';
  }
}
