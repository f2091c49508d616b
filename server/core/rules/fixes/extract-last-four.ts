import { findAction } from '../../catalog/actions.js';
import { labelBit } from '../../catalog/labels.js';
import { classifyName } from '../../catalog/names.js';
import { flowTypesOf } from '../../catalog/platform.js';
import { CUT, cutOf, EXTRACT } from '../../catalog/remedies.js';
import type { ActionDraft } from '../../formats/draft.js';
import { editorOf } from '../../formats/editor.js';
import { findVariable } from '../../graph/variables.js';
import { nameBehindScope } from '../../model/expression.js';
import type { Fix } from '../../model/finding.js';
import type { Action, Slot, Variable } from '../../model/flow.js';
import { CUT_CLEANS } from '../../taint/leaks.js';
import type { TaintPath } from '../../taint/taint.js';
import type { CheckedFlow } from '../rule.js';
import { slotAt } from '../slot-at.js';
import { makeFix } from './make-fix.js';
import { onlyReference } from './show-last-four.js';

/** The same for a leak, where the value is a secure variable. */
export function extractLastFour(path: TaintPath, file: CheckedFlow): readonly Fix[] {
  const action = file.flow.actions[path.sink.action];
  const slot = action && slotAt(file.flow, path);
  return action && slot && (path.labels & ~CUT_CLEANS) === 0 ? extractBefore(action, slot, file) : [];
}

/**
 * What shows or keeps a secure variable gets its last four characters, taken out in front of it. Somebody has to accept
 * in Architect that secure data becomes readable.
 */
export function extractBefore(action: Action, slot: Slot, file: CheckedFlow): readonly Fix[] {
  const { flow } = file;
  const { value } = slot;
  const reference = value?.expression && onlyReference(value.expression);
  const variable = reference && findVariable(flow, reference.name, action.container);
  if (!value || !reference || !variable?.isSecure || variable.type !== CUT.type || !canBeCut(variable)) return [];
  if (!flowTypesOf(EXTRACT.action)?.onlyIn?.includes(flow.type) || !findAction(action.kind)?.sinks.has(slot.role))
    return [];
  const name = `${variable.name}LastFour`;
  const editor = editorOf(file);
  const { text } = value.source;
  const owner = flow.containers[variable.container];
  return makeFix(`Use ${EXTRACT.words} and show only ${CUT.words}`, false, file.uri, [
    editor.addVariable(owner, { name, type: CUT.type }),
    editor.insertActions([extraction(variable, name)], { before: action }),
    editor.replaceValue(value, text.slice(0, reference.start) + name + text.slice(reference.end)),
  ]);
}

function extraction({ name, type }: Variable, target: string): ActionDraft {
  const value = { mode: 'expression' as const, text: cutOf(name) };
  return {
    kind: EXTRACT.action,
    name: 'Take out the last four digits',
    assignments: [{ type, variable: target, value }],
  };
}

/** A part of a PIN or a code is still too much. */
function canBeCut({ name }: Variable): boolean {
  const labels = classifyName(nameBehindScope(name)).labels || labelBit('SECURE');
  return (labels & ~CUT_CLEANS) === 0;
}
