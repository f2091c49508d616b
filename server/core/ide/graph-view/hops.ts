import { type ControlGraph, containerOf, entryNode } from '../../graph/control-graph.js';
import type { StepKind } from '../../taint/trace-step.js';
import { INVOCATION } from '../../taint/witness.js';
import type { HopView, NodeId } from './graph-view.js';
import { idsOf } from './ids.js';
import type { Spot } from './spots.js';

/** One end of a hop: what the step does, and what holds the value behind it. */
export interface HopEnd {
  readonly spot: Spot;
  readonly kind: StepKind | 'input';
  readonly carrier: string;
}

/** How a value came from one step to the next. */
export function hopOf(from: HopEnd, to: HopEnd): HopView {
  if (to.kind === 'input' || to.kind === 'result') return { kind: 'call', carrier: to.carrier };
  if (from.kind === 'store' && to.kind === 'read') {
    return { kind: from.carrier === INVOCATION ? 'call' : 'stored', carrier: from.carrier };
  }
  const passes = passedBetween(from.spot, to.spot);
  return passes ? { kind: 'control', passes } : { kind: 'stored', carrier: from.carrier };
}

/** Actions on the shortest way of control inside one container; undefined when there is none. */
function passedBetween(from: Spot, to: Spot): NodeId[] | undefined {
  if (from.file !== to.file || from.container !== to.container || from.container < 0) return undefined;
  const { flow, graph } = from.file;
  const nodeOf = ({ action, container }: Spot) => (action >= 0 ? action : entryNode(flow, container));
  const way = shortestWay(graph, nodeOf(from), nodeOf(to), from.container);
  const { actions } = idsOf(flow);
  return way?.flatMap((node) => actions[node] ?? []);
}

/** Nodes between two others; none when they are the same. */
function shortestWay(graph: ControlGraph, from: number, to: number, container: number): number[] | undefined {
  if (from === to) return [];
  const cameFrom = new Map<number, number>([[from, -1]]);
  const queue = [from];
  for (let at = 0; at < queue.length; at++) {
    const node = queue[at]!;
    for (const { to: next, kind } of graph.edges[node]!) {
      if (kind === 'jump' || cameFrom.has(next) || containerOf(graph.flow, next) !== container) continue;
      cameFrom.set(next, node);
      if (next === to) return wayBack(cameFrom, node, from);
      queue.push(next);
    }
  }
  return undefined;
}

function wayBack(cameFrom: ReadonlyMap<number, number>, last: number, from: number): number[] {
  const way: number[] = [];
  for (let node = last; node !== from; node = cameFrom.get(node)!) way.push(node);
  return way.reverse();
}
