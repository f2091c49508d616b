import type { DigitCollection } from '../../catalog/steps.js';
import { editorOf } from '../../formats/editor.js';
import { slotOf } from '../../graph/action-values.js';
import type { Fix } from '../../model/finding.js';
import type { Action } from '../../model/flow.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** Seconds that a caller gets to look for the message with the code. */
const SECONDS = 10;

/** The longest code that was taken becomes the only one; whether it has that length is for a person to know. */
export function setDigits(
  file: CheckedFlow,
  action: Action,
  { min }: DigitCollection,
  most: number | undefined,
): readonly Fix[] {
  if (most === undefined || !slotOf(action, min)) return [];
  const edits = editorOf(file).setValue(action, min, { mode: 'literal', text: String(most) });
  return makeFix(`Take exactly ${most} digits`, false, file.uri, [edits]);
}

export function setNoEntryTimeout(
  file: CheckedFlow,
  action: Action,
  { noEntryTimeout }: DigitCollection,
): readonly Fix[] {
  const value = { mode: 'fields', fields: [['seconds', String(SECONDS)]] } as const;
  const edits = editorOf(file).setValue(action, noEntryTimeout, value);
  return makeFix(`Give the caller ${SECONDS} seconds to begin`, true, file.uri, [edits]);
}
