import type { ControlGraph } from '../graph/control-graph.js';

/** By node: the edges that lead to it, without jumps. */
export type Predecessors = ReadonlyArray<ReadonlyArray<{ readonly from: number; readonly output: string }>>;

const known = new WeakMap<ControlGraph, Predecessors>();

/** The reverse of a graph's edges; made on first use and kept as long as the graph. */
export function predecessorsOf(graph: ControlGraph): Predecessors {
  const cached = known.get(graph);
  if (cached) return cached;
  const result: { from: number; output: string }[][] = Array.from({ length: graph.nodeCount }, () => []);
  graph.edges.forEach((edges, from) => {
    for (const { to, output, kind } of edges) if (kind === 'next') result[to]!.push({ from, output });
  });
  known.set(graph, result);
  return result;
}
