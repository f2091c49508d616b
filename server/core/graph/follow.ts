import { findAction } from '../catalog/actions.js';
import type { Flow } from '../model/flow.js';
import { type ControlGraph, entryNode } from './control-graph.js';

/** A flow with its graph. */
export interface FollowedFlow {
  readonly flow: Flow;
  readonly graph: ControlGraph;
}

/** A node of one of several flows. */
export interface Point<U extends FollowedFlow = FollowedFlow> {
  readonly unit: U;
  readonly node: number;
}

/** A point that is reached, and the start that is nearest to it. */
interface Reached<U extends FollowedFlow> {
  readonly point: Point<U>;
  readonly from: Point<U>;
}

/**
 * Visits once each point that can run behind one of several, nearest first: on in its flow, into called tasks, and into
 * other flows of the workspace. `visit` says whether to go on behind it.
 */
export function followControl<U extends FollowedFlow>(
  units: readonly U[],
  starts: readonly Point<U>[],
  visit: (point: Point<U>, from: Point<U>) => boolean,
): void {
  const seen = new Map(units.map((unit) => [unit, new Uint8Array(unit.graph.nodeCount)]));
  let queue = starts.flatMap((start) => behind(units, { point: start, from: start }));
  while (queue.length > 0) {
    const later: Reached<U>[] = [];
    for (const reached of queue) {
      const { unit, node } = reached.point;
      const nodes = seen.get(unit);
      if (!nodes || nodes[node] === 1) continue;
      nodes[node] = 1;
      if (visit(reached.point, reached.from)) later.push(...behind(units, reached));
    }
    queue = later;
  }
}

function behind<U extends FollowedFlow>(units: readonly U[], { point, from }: Reached<U>): Reached<U>[] {
  const { unit, node } = point;
  const { flow, graph } = unit;
  const found: Reached<U>[] = graph.edges[node]!.map(({ to }) => ({ point: { unit, node: to }, from }));
  const callee = node < flow.actions.length ? graph.callee[node]! : -1;
  if (callee >= 0) found.push({ point: { unit, node: entryNode(flow, callee) }, from });
  for (const other of flowsEntered(units, flow, node)) {
    for (const root of other.graph.roots) {
      found.push({ point: { unit: other, node: entryNode(other.flow, root) }, from });
    }
  }
  return found;
}

function flowsEntered<U extends FollowedFlow>(units: readonly U[], flow: Flow, node: number): readonly U[] {
  const action = flow.actions[node];
  const control = action && findAction(action.kind)?.control;
  if (!action?.target || (control !== 'transfer-flow' && control !== 'call-flow')) return [];
  const { name } = action.target;
  return units.filter((unit) => unit.flow.name === name && unit.flow !== flow);
}
