import { findAction } from '../catalog/actions.js';
import { findDataAction, type KnownDataAction } from '../graph/data-actions.js';
import { inputUses } from '../graph/resource-texts.js';
import type { Action } from '../model/flow.js';
import { sinkVerb } from '../taint/sink-words.js';
import type { TaintPath } from '../taint/taint.js';
import type { CheckedWorkspace } from './rule.js';

/**
 * A path in the light of what files say about the data action that it ends in; undefined when the value may go there.
 * A data action that is known to be secure may get secure data, unless it puts it into the address of its request.
 * Taint policy, section 5.
 */
export function judgePath(path: TaintPath, { flows, resources }: CheckedWorkspace): TaintPath | undefined {
  const { sink } = path;
  if (sink.kind !== 'data-action' && sink.kind !== 'url') return path;
  const file = flows[sink.flow];
  const action = file?.flow.actions[sink.action];
  if (!file || !action) return path;
  const found = action.target && findDataAction(resources, file.uri, action.target);
  if (isOnlyInAddress(action, sink.role)) return found && isInAddress(found, sink.name) ? path : undefined;
  if (sink.kind !== 'data-action' || found?.secrecy !== 'secure') return path;
  return isInAddress(found, sink.name) ? intoAddress(path, file.flow) : undefined;
}

/** Whether a data action puts one of its inputs into the path or query of its request. */
export function isInAddress({ declarations }: KnownDataAction, input: string): boolean {
  return declarations
    .flatMap(inputUses)
    .some((use) => use.input === input && use.goesTo !== 'body' && use.goesTo !== 'header');
}

function isOnlyInAddress(action: Action, role: string): boolean {
  return findAction(action.kind)?.sinks.get(role)?.when === 'request';
}

function intoAddress(path: TaintPath, flow: CheckedWorkspace['flows'][number]['flow']): TaintPath {
  const sink = { ...path.sink, kind: 'url' as const };
  const last = path.steps.at(-1);
  const steps = last ? [...path.steps.slice(0, -1), { ...last, message: sinkVerb(sink, flow) }] : path.steps;
  return { ...path, sink, steps };
}
