import { type ControlGraph, entryNode, errorHandler } from './control-graph.js';

const cyclesByGraph = new WeakMap<ControlGraph, Uint8Array>();

/**
 * By node: 1 where control may come by any number of times, because a way leads back to it or because it stands in a task
 * that is called from such a place. A task that is called from two places, one after the other, is no cycle.
 */
export function nodesInCycles(graph: ControlGraph): Uint8Array {
  const known = cyclesByGraph.get(graph);
  if (known) return known;
  const marks = markCycles(successorsOf(graph));
  markCalled(graph, marks);
  cyclesByGraph.set(graph, marks);
  return marks;
}

/** By node: where control may go next: on behind a call, into what it calls, and into an error handler from anywhere. */
function successorsOf(graph: ControlGraph): number[][] {
  const { flow, edges, callee } = graph;
  const successors = edges.map((out) => out.map(({ to }) => to));
  for (const { index } of flow.actions) {
    if (callee[index]! >= 0) successors[index]!.push(entryNode(flow, callee[index]!));
  }
  const handler = errorHandler(flow);
  if (handler >= 0) for (const out of successors) out.push(entryNode(flow, handler));
  return successors;
}

/** Marks what runs on behalf of calls that are marked. A jump out of a called task does not come back to the call. */
function markCalled({ flow, edges, callee }: ControlGraph, marks: Uint8Array): void {
  const work: number[] = [];
  const enter = (node: number) => {
    const entry = node < flow.actions.length && callee[node]! >= 0 ? entryNode(flow, callee[node]!) : -1;
    if (entry >= 0 && !isCalled[entry]) {
      isCalled[entry] = 1;
      work.push(entry);
    }
  };
  const isCalled = new Uint8Array(marks.length);
  for (const { index } of flow.actions) if (marks[index]) enter(index);
  for (let node = work.pop(); node !== undefined; node = work.pop()) {
    marks[node] = 1;
    enter(node);
    for (const { to, kind } of edges[node]!) {
      if (kind === 'jump' || isCalled[to]) continue;
      isCalled[to] = 1;
      work.push(to);
    }
  }
}

/** Tarjan's strongly connected components, without recursion: flows may be long. */
function markCycles(successors: readonly (readonly number[])[]): Uint8Array {
  const count = successors.length;
  const marks = new Uint8Array(count);
  /** When a node was come to, from 1 on; the earliest one that it leads back to. */
  const order = new Int32Array(count);
  const low = new Int32Array(count);
  const isOpen = new Uint8Array(count);
  const nextEdge = new Int32Array(count);
  const open: number[] = [];
  const path: number[] = [];
  let time = 0;
  const enter = (node: number) => {
    time++;
    order[node] = time;
    low[node] = time;
    isOpen[node] = 1;
    open.push(node);
    path.push(node);
  };
  const close = (node: number) => {
    const isAlone = open.at(-1) === node && !successors[node]!.includes(node);
    for (let member = -1; member !== node; ) {
      member = open.pop()!; // a component ends with the node that it was come to by
      isOpen[member] = 0;
      if (!isAlone) marks[member] = 1;
    }
  };
  for (let start = 0; start < count; start++) {
    if (order[start] === 0) enter(start);
    while (path.length > 0) {
      const node = path.at(-1)!;
      const to = successors[node]![nextEdge[node]!++];
      if (to === undefined) {
        path.pop();
        if (low[node] === order[node]) close(node);
        const from = path.at(-1);
        if (from !== undefined) low[from] = Math.min(low[from]!, low[node]!);
      } else if (order[to] === 0) enter(to);
      else if (isOpen[to]) low[node] = Math.min(low[node]!, order[to]!);
    }
  }
  return marks;
}
