import { findAction } from '../../catalog/actions.js';
import { editorOf } from '../../formats/editor.js';
import type { Fix } from '../../model/finding.js';
import type { TaintPath } from '../../taint/taint.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** Digits that are read back by a setting are no longer read back when the setting says so. */
export function switchOffReadBack({ sink }: TaintPath, file: CheckedFlow): readonly Fix[] {
  const action = file.flow.actions[sink.action];
  const row = action && findAction(action.kind)?.sinks.get(sink.role);
  const off = row?.reads === undefined ? undefined : row.unless?.[0];
  if (!action || off === undefined) return [];
  return makeFix('Switch the read-back off', true, file.uri, [editorOf(file).setSetting(action, sink.role, off)]);
}
