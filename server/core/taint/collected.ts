import { findAction } from '../catalog/actions.js';
import { type LabelSet, NO_LABELS } from '../catalog/labels.js';
import { wordsOf } from '../catalog/names.js';
import type { ControlGraph } from '../graph/control-graph.js';
import type { Expression } from '../model/expression.js';
import type { Action, Flow, Value } from '../model/flow.js';
import { predecessorsOf } from './predecessors.js';
import { classifyCollection, nameBehindScope } from './sources.js';

/** What an action takes in from the caller, by the name of the variable, the question and the number of digits. */
export function collectedLabels(flow: Flow, graph: ControlGraph, action: Action): LabelSet {
  const sources = findAction(action.kind)?.sources;
  let labels = NO_LABELS;
  for (const { role, target } of action.slots) {
    const row = sources?.get(role);
    if (row?.source !== 'caller-input' || !target) continue;
    labels |= classifyCollection({
      name: nameBehindScope(target.name),
      prompt: row.promptBefore ? promptBefore(flow, graph, action.index) : promptOf(action),
      digits: { min: digitsOf(action, 'min'), max: digitsOf(action, 'max') },
      inSecureFlow: flow.type === 'securecall',
    });
  }
  return labels;
}

/** What is said right before an action, on any way to it. */
export function promptBefore(flow: Flow, graph: ControlGraph, action: number): string {
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

function promptOf({ slots }: Action): string {
  const slot = slots.find(({ role }) => role === 'inputAudio' || role === 'question');
  return slot?.value ? spokenText(slot.value) : '';
}

/** A bound on the number of digits, where it is written as a number. */
export function digitsOf({ slots }: Action, role: string): number | undefined {
  const text = (slots.find((slot) => slot.role === role) ?? slots.find((slot) => slot.role === 'exact'))?.value?.source
    .text;
  const value = text === undefined || text === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** What a prompt says: spoken text, string literals of its expression, the words of a recorded prompt's name. */
export function spokenText(value: Value): string {
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
