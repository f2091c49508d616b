import { type ControlGraph, type Edge, entryNode, errorHandler, returnNode } from './control-graph.js';

/** A node that a way leaves, and the edge that it takes; without one where it enters a called task. */
export interface Leg {
  readonly node: number;
  readonly edge: Edge | undefined;
}

/**
 * A shortest way from the start of a flow to a node over open nodes and edges. It may step over a called task or go into
 * it; undefined when there is none.
 */
export function shortestWay(
  graph: ControlGraph,
  to: number,
  isOpen: (node: number) => boolean,
  isTaken: (node: number, edge: Edge) => boolean,
): readonly Leg[] | undefined {
  const { flow, roots } = graph;
  const handler = errorHandler(flow);
  const starts = [...roots, ...(handler < 0 ? [] : [handler])].map((container) => entryNode(flow, container));
  return searchWay(graph, starts, to, isOpen, isTaken);
}

/** The same from given nodes. */
export function searchWay(
  { flow, edges, callee, reachable }: ControlGraph,
  starts: readonly number[],
  to: number,
  isOpen: (node: number) => boolean,
  isTaken: (node: number, edge: Edge) => boolean,
): readonly Leg[] | undefined {
  const before = new Map<number, Leg | undefined>();
  const queue: number[] = [];
  const visit = (node: number, leg: Leg | undefined) => {
    if (before.has(node) || !isOpen(node)) return;
    before.set(node, leg);
    queue.push(node);
  };
  for (const start of starts) visit(start, undefined);
  for (let head = 0; head < queue.length && !before.has(to); head++) {
    const node = queue[head]!;
    const called = node < flow.actions.length ? callee[node]! : -1;
    const comesBack = called < 0 || reachable[returnNode(flow, called)] === 1;
    if (comesBack) for (const edge of edges[node]!) if (isTaken(node, edge)) visit(edge.to, { node, edge });
    if (called >= 0) visit(entryNode(flow, called), { node, edge: undefined });
  }
  if (!before.has(to)) return undefined;
  const legs: Leg[] = [];
  for (let leg = before.get(to); leg; leg = before.get(leg.node)) legs.push(leg);
  return legs.reverse();
}
