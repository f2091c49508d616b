import { findAction } from '../../catalog/actions.js';
import { apologyOf } from '../../catalog/remedies.js';
import { AGENT_RETURN } from '../../catalog/steps.js';
import { editorOf } from '../../formats/editor.js';
import type { Fix } from '../../model/finding.js';
import type { Container } from '../../model/flow.js';
import type { CheckedFlow } from '../rule.js';
import { makeFix } from './make-fix.js';

/** Ends a flow where it would simply stop; whether the caller goes back or is let go is for a person to see. */
export function endAtLast(file: CheckedFlow, container: Container, toAgent: boolean): readonly Fix[] {
  const kind = toAgent ? AGENT_RETURN : apologyOf(file.flow.type)?.end.action;
  const name = kind === undefined ? undefined : findAction(kind)?.name;
  if (kind === undefined || name === undefined) return [];
  const edits = editorOf(file).insertActions([{ kind, name }], { lastIn: { container } });
  return makeFix(`End with ${name}`, false, file.uri, [edits]);
}
