import { findAction, type SinkKind } from '../../catalog/actions.js';
import { labelSet } from '../../catalog/labels.js';
import { editorOf } from '../../formats/editor.js';
import type { Fix } from '../../model/finding.js';
import type { TaintPath } from '../../taint/taint.js';
import type { CheckedFlow } from '../rule.js';
import { slotAt } from '../slot-at.js';
import { makeFix } from './make-fix.js';

/** Places that take several named values, of which one can go. */
const LISTS: ReadonlyMap<SinkKind, string> = new Map([
  ['participant-data', 'participant data'],
  ['external-contact', 'the contact'],
  ['workitem', 'the workitem'],
  ['screen-pop', "the agent's screen"],
  ['bot', 'what the bot gets'],
  ['data-action', 'the request'],
]);
const TOKEN = labelSet('TOKEN');

/** A named value can be left out; whoever reads it elsewhere has to do without it, so somebody has to look. */
export function takeOut(path: TaintPath, file: CheckedFlow): readonly Fix[] {
  const { sink, labels } = path;
  const action = file.flow.actions[sink.action];
  const slot = action && slotAt(file.flow, path);
  const words = LISTS.get(sink.kind);
  if (!action || !slot || words === undefined || (slot.name === '' && !slot.key)) return [];
  const what = labels === TOKEN ? 'the token' : 'it';
  const others = action.slots.filter((other) => other !== slot && other.role === slot.role);
  const editor = editorOf(file);
  // An action that only keeps values has nothing left to do without the last one.
  const isEmpty = others.length === 0 && findAction(action.kind)?.sinks.get(slot.role)?.shared === true;
  if (isEmpty && action.outputs.length > 0) return [];
  const edits = isEmpty ? editor.removeAction(action) : editor.removeSlot(slot);
  return makeFix(`Take ${what} out of ${words}`, false, file.uri, [edits]);
}
