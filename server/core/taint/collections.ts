import { findAction } from '../catalog/actions.js';
import type { LabelSet } from '../catalog/labels.js';
import type { LocalFacts } from '../catalog/local-facts.js';
import { wordsOf } from '../catalog/names.js';
import type { DigitRange } from '../catalog/prompts.js';
import type { Expression } from '../model/expression.js';
import type { Action, Flow, Reference, Slot } from '../model/flow.js';
import { type Collection, classifyCollection, nameBehindScope } from './sources.js';

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
export function collectionsOf(flow: Flow, facts: LocalFacts): readonly CollectionStep[] {
  const byFacts = stepsByFlow.get(flow) ?? new WeakMap<LocalFacts, readonly CollectionStep[]>();
  stepsByFlow.set(flow, byFacts);
  const known = byFacts.get(facts);
  if (known) return known;
  const steps = flow.actions.flatMap((action) => action.slots.flatMap((slot) => stepOf(flow, facts, action, slot)));
  byFacts.set(facts, steps);
  return steps;
}

function stepOf(flow: Flow, facts: LocalFacts, action: Action, slot: Slot): CollectionStep[] {
  const { target } = slot;
  const source = target && findAction(action.kind)?.sources.get(slot.role)?.source;
  if (!target || (source !== 'caller-input' && source !== 'slot')) return [];
  const collection = collectionBy(flow, action, target, source);
  return [{ ...collection, action, slot, target, source, labels: classifyCollection(facts, collection) }];
}

/** How an action collects into a variable. */
export function collectionBy(
  flow: Flow,
  action: Action,
  target: Reference,
  source: CollectionStep['source'],
): Collection {
  return {
    name: nameBehindScope(target.name),
    prompt: promptText(action),
    digits: digitsOf(action),
    inSecureFlow: source === 'caller-input' && flow.type === 'securecall',
  };
}

function digitsOf(action: Action): DigitRange {
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

/** What the prompt says: spoken text, string literals of its expression, the words of a recorded prompt's name. */
function promptText(action: Action): string {
  const slot = action.slots.find(({ role }) => role === 'inputAudio' || role === 'question');
  const value = slot?.value;
  if (!value) return '';
  if (value.mode === 'prompt') return wordsOf(value.source.text).join(' ');
  return value.expression ? literalsIn(value.expression) : value.source.text;
}

function literalsIn(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'String' ? `${expression.value} ` : '';
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
