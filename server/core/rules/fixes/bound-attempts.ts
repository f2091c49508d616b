import { ASSIGNMENT, apologyOf, BRANCH } from '../../catalog/remedies.js';
import type { ActionDraft } from '../../formats/draft.js';
import { editorOf } from '../../formats/editor.js';
import { variableKey } from '../../model/expression.js';
import type { Fix } from '../../model/finding.js';
import type { Action, Flow } from '../../model/flow.js';
import type { CheckedFlow } from '../rule.js';
import { apologyDrafts, pauseDraft } from './drafts.js';
import { makeFix } from './make-fix.js';

/** Attempts that are made before it is given up. */
const MOST_ATTEMPTS = 3;

/** Counts in front of an action, and gives up after three attempts. What is said then is for a person to decide. */
export function boundAttempts(file: CheckedFlow, action: Action): readonly Fix[] {
  const apology = apologyOf(file.flow.type);
  if (!apology) return [];
  const counter = freeName(file.flow, 'Flow.attempts');
  const count: ActionDraft = {
    kind: ASSIGNMENT,
    name: 'Count the attempts',
    assignments: [{ type: 'Integer', variable: counter, value: { mode: 'expression', text: `${counter} + 1` } }],
  };
  const enough: ActionDraft = {
    kind: BRANCH.action,
    name: 'Enough attempts?',
    settings: [{ role: BRANCH.condition, value: { mode: 'expression', text: `${counter} > ${MOST_ATTEMPTS}` } }],
    outputs: [{ name: BRANCH.yes, body: apologyDrafts(apology, 'Sorry, that did not work. Goodbye.') }],
  };
  const editor = editorOf(file);
  return makeFix(`Give up after ${MOST_ATTEMPTS} attempts`, false, file.uri, [
    editor.addVariable(undefined, { name: counter, type: 'Integer', initialValue: { mode: 'literal', text: '0' } }),
    editor.insertActions([count, enough], { before: action }),
  ]);
}

/** Waits two seconds in front of an action, the first time too: where it is tried again from is more than one place. */
export function pauseBefore(file: CheckedFlow, action: Action): readonly Fix[] {
  const apology = apologyOf(file.flow.type);
  if (!apology) return [];
  const edits = editorOf(file).insertActions([pauseDraft(apology.pause, 'Wait two seconds')], { before: action });
  return makeFix('Wait two seconds before each attempt', true, file.uri, [edits]);
}

/** A name that nothing in the flow has. */
function freeName({ variables }: Flow, wanted: string): string {
  const taken = new Set(variables.map(({ name }) => variableKey(name)));
  let name = wanted;
  for (let number = 2; taken.has(variableKey(name)); number++) name = `${wanted}${number}`;
  return name;
}
