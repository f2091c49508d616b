import { editorOf } from '../../formats/editor.js';
import type { Fix } from '../../model/finding.js';
import type { CheckedCall } from '../external-call.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** Gives a call a timeout; whether the other system keeps to it is for a person to know. */
export function setTimeoutOf(file: CheckedFlow, { action, facts }: CheckedCall, seconds: number): readonly Fix[] {
  const value = { mode: 'fields', fields: [['seconds', String(seconds)]] } as const;
  const edits = editorOf(file).setValue(action, facts.timeout, value);
  return makeFix(`Set the timeout to ${seconds} seconds`, false, file.uri, [edits]);
}
