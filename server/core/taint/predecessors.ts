import type { ControlGraph } from '../graph/control-graph.js';

/** The edges that lead to each node, without jumps, in flat arrays. */
export interface Predecessors {
  /** Edges to node n stand at `first[n]` to `first[n + 1] - 1`. */
  readonly first: Int32Array;
  readonly from: Int32Array;
  readonly output: readonly string[];
}

const known = new WeakMap<ControlGraph, Predecessors>();

/** The reverse of a graph's edges; made on first use and kept as long as the graph. */
export function predecessorsOf(graph: ControlGraph): Predecessors {
  const cached = known.get(graph);
  if (cached) return cached;
  const first = new Int32Array(graph.nodeCount + 1);
  for (const edges of graph.edges) for (const { to, kind } of edges) if (kind !== 'jump') first[to + 1]!++;
  for (let node = 0; node < graph.nodeCount; node++) first[node + 1]! += first[node]!;
  const free = first.slice();
  const from = new Int32Array(first[graph.nodeCount]!);
  const output = new Array<string>(from.length).fill('');
  graph.edges.forEach((edges, node) => {
    for (const edge of edges) {
      if (edge.kind === 'jump') continue;
      const place = free[edge.to]!++;
      from[place] = node;
      output[place] = edge.output;
    }
  });
  const result = { first, from, output };
  known.set(graph, result);
  return result;
}
