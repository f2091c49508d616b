import { findAction } from '../catalog/actions.js';
import type { Flow } from '../model/flow.js';
import { type ControlGraph, entryNode } from './control-graph.js';

/** A flow with its graph. */
export interface FollowedFlow {
  readonly flow: Flow;
  readonly graph: ControlGraph;
}

/** A node of one of several flows. */
export interface Point {
  readonly unit: FollowedFlow;
  readonly node: number;
}

/**
 * Visits what can run behind a point, nearest first: on in its flow, into called tasks, and into other flows of the
 * workspace. `visit` says whether to go on behind a node.
 */
export function followControl(units: readonly FollowedFlow[], from: Point, visit: (point: Point) => boolean): void {
  const seen = new Map<FollowedFlow, Set<number>>();
  let queue: Point[] = behind(units, from);
  while (queue.length > 0) {
    const later: Point[] = [];
    for (const point of queue) {
      const nodes = seen.get(point.unit) ?? new Set<number>();
      if (nodes.has(point.node)) continue;
      seen.set(point.unit, nodes.add(point.node));
      if (visit(point)) later.push(...behind(units, point));
    }
    queue = later;
  }
}

function behind(units: readonly FollowedFlow[], { unit, node }: Point): Point[] {
  const { flow, graph } = unit;
  const points: Point[] = graph.edges[node]!.map(({ to }) => ({ unit, node: to }));
  const callee = node < flow.actions.length ? graph.callee[node]! : -1;
  if (callee >= 0) points.push({ unit, node: entryNode(flow, callee) });
  for (const other of flowsEntered(units, flow, node)) {
    for (const root of other.graph.roots) points.push({ unit: other, node: entryNode(other.flow, root) });
  }
  return points;
}

function flowsEntered(units: readonly FollowedFlow[], flow: Flow, node: number): readonly FollowedFlow[] {
  const action = flow.actions[node];
  const control = action && findAction(action.kind)?.control;
  if (!action?.target || (control !== 'transfer-flow' && control !== 'call-flow')) return [];
  const { name } = action.target;
  return units.filter((unit) => unit.flow.name === name && unit.flow !== flow);
}
