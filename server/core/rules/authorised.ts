import { findDataAction } from '../graph/data-actions.js';
import type { TaintPath } from '../taint/taint.js';
import type { CheckedWorkspace } from './rule.js';

/** A plain call of a data action that is known to be secure may get secure data. Taint policy, section 5. */
export function isAuthorised({ sink }: TaintPath, { flows, resources }: CheckedWorkspace): boolean {
  if (sink.kind !== 'data-action') return false;
  const file = flows[sink.flow];
  const target = file?.flow.actions[sink.action]?.target;
  return target !== undefined && findDataAction(resources, file!.uri, target)?.secrecy === 'secure';
}
