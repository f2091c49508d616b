import { flowTypesOfTarget } from '../catalog/platform.js';
import { resolveContainer } from '../graph/control-graph.js';
import { filledFlow, filledTarget } from '../graph/filled-flow.js';
import type { Target, TargetKind } from '../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import { flowOf } from './occurrences.js';

/** A flow, or with `container` >= 0 a task, menu, state or bot in it. */
export interface Callee {
  readonly file: CheckedFlow;
  readonly container: number;
}

const INSIDE: ReadonlySet<TargetKind> = new Set<TargetKind>(['task', 'menu', 'state', 'bot']);

/** Where a target leads in the workspace; undefined when that is not there, or is no flow and no part of one. */
export function calleeOf(file: CheckedFlow, target: Target, workspace: CheckedWorkspace): Callee | undefined {
  if (INSIDE.has(target.kind)) {
    const container = resolveContainer(file.flow, target);
    return container && { file, container: container.index };
  }
  const called = flowOf(target, workspace) ?? deployedFlowOf(file, target, workspace);
  return called && { file: called, container: -1 };
}

/** The flow that is meant once placeholders are filled in, in the name that is called or in its own. */
function deployedFlowOf({ uri }: CheckedFlow, target: Target, { flows, resources }: CheckedWorkspace) {
  if (resources.fillings.length === 0) return undefined;
  const { kind, name, isTemplated } = filledTarget(target, uri, resources);
  if (isTemplated) return undefined;
  const types = flowTypesOfTarget(kind);
  return flows.find(
    ({ flow }) => (types?.includes(flow.type) ?? kind === 'flow') && filledFlow(flow, resources).name === name,
  );
}

/** A place that leads somewhere, and the container of its action; -1 for the flow's start and error handling. */
export interface Pointer {
  readonly caller: number;
  readonly target: Target;
}

export function* targetsOf({ flow }: CheckedFlow): Generator<Pointer> {
  if (flow.start) yield { caller: -1, target: flow.start };
  if (flow.errorHandling?.target) yield { caller: -1, target: flow.errorHandling.target };
  for (const { container, target } of flow.actions) if (target) yield { caller: container, target };
}
