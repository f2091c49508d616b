import type { GraphView, NodeId, StepView, StopView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';

/** What is lit: the path of a finding, or the way to a barrier. */
export type Lit =
  | { readonly kind: 'path'; readonly index: number; readonly step: number }
  | { readonly kind: 'stop'; readonly index: number; readonly step: number };

export function stepsOf(view: GraphView, lit: Lit | undefined): readonly StepView[] {
  if (lit === undefined) return [];
  return (lit.kind === 'path' ? view.paths[lit.index]?.steps : view.stops[lit.index]?.steps) ?? [];
}

export function stopOf(view: GraphView, lit: Lit | undefined): StopView | undefined {
  return lit?.kind === 'stop' ? view.stops[lit.index] : undefined;
}

/** What a lit path makes of one node. */
export interface NodeOnPath {
  /** Numbers of the steps at this node, from 1. A node that is only passed has none. */
  readonly steps: readonly number[];
  readonly isFirst: boolean;
  /** The last step: of a path the sink, of a stop the barrier. */
  readonly isLast: boolean;
}

/** A hop between two nodes, in the ids of the view. */
export interface HopOnPath {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: 'control' | 'call' | 'stored';
  readonly carrier?: string;
  /** Number of the step that the hop leads to. */
  readonly step: number;
}

export interface PathOnGraph {
  readonly nodes: ReadonlyMap<NodeId, NodeOnPath>;
  readonly hops: readonly HopOnPath[];
  readonly severity?: Severity;
}

const NOTHING: PathOnGraph = { nodes: new Map(), hops: [] };

/** Steps are numbered in the order of the trace; nodes between two of them are passed. */
export function pathOnGraph(view: GraphView, lit: Lit | undefined): PathOnGraph {
  const steps = stepsOf(view, lit);
  if (lit === undefined || steps.length === 0) return NOTHING;
  const nodes = new Map<NodeId, NodeOnPath>();
  const hops: HopOnPath[] = [];
  steps.forEach(({ node, hop }, at) => {
    const before = steps[at - 1]?.node;
    if (hop !== undefined && before !== undefined) hops.push(...hopsOf(before, node, hop, at + 1));
    if (hop?.kind === 'control') for (const passed of hop.passes) if (!nodes.has(passed)) nodes.set(passed, PASSED);
    const known = nodes.get(node);
    nodes.set(node, {
      steps: [...(known?.steps ?? []), at + 1],
      isFirst: at === 0 || known?.isFirst === true,
      isLast: at === steps.length - 1,
    });
  });
  const finding = lit.kind === 'path' ? view.findings[view.paths[lit.index]?.finding ?? -1] : undefined;
  return { nodes, hops, ...(finding && { severity: finding.severity }) };
}

const PASSED: NodeOnPath = { steps: [], isFirst: false, isLast: false };

function hopsOf(from: NodeId, to: NodeId, hop: NonNullable<StepView['hop']>, step: number): HopOnPath[] {
  if (from === to) return [];
  if (hop.kind !== 'control') return [{ from, to, kind: hop.kind, carrier: hop.carrier, step }];
  const way = [from, ...hop.passes, to];
  return way.slice(1).map((next, at) => ({ from: way[at]!, to: next, kind: 'control' as const, step }));
}

/** '4-5' for steps in a row, '2, 4' for others; a collapsed container carries the steps beneath it. */
export function stepRange(steps: readonly number[]): string {
  const sorted = [...new Set(steps)].sort((a, b) => a - b);
  const first = sorted[0];
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first === last) return String(first);
  return last - first === sorted.length - 1 ? `${first}–${last}` : sorted.join(', ');
}

/** Steps that only hand the value on are folded away in the middle of a long list. */
export interface StepRow {
  /** Index of the step, or of the first folded one. */
  readonly at: number;
  readonly folded: number;
}

const LONGEST_LIST = 12;
const SHOWN_AT_ENDS = 4;

/** Above 12 steps the middle folds, but for the step that is walked. */
export function stepRows(count: number, current: number, isUnfolded: boolean): readonly StepRow[] {
  const all = Array.from({ length: count }, (_, at) => ({ at, folded: 0 }));
  const from = SHOWN_AT_ENDS;
  const to = count - SHOWN_AT_ENDS;
  if (count <= LONGEST_LIST || isUnfolded || (current >= from && current < to)) return all;
  return [...all.slice(0, from), { at: from, folded: to - from }, ...all.slice(to)];
}

function lastAt(steps: readonly StepView[], node: NodeId): number {
  return steps.map((step) => step.node).lastIndexOf(node);
}

/** Paths that begin, end or pass at a node, then ways to a barrier. Those whose finding stands there come first. */
export function litAt(view: GraphView, node: NodeId): readonly Lit[] {
  const paths = view.paths.flatMap(({ steps, finding }, index) => {
    const step = lastAt(steps, node);
    const rank = view.findings[finding]?.node === node ? 0 : step === 0 ? 1 : 2;
    return step < 0 ? [] : [{ lit: { kind: 'path', index, step } as const, rank }];
  });
  const stops = view.stops.flatMap(({ steps }, index) => {
    const step = lastAt(steps, node);
    return step < 0 ? [] : [{ kind: 'stop', index, step } as const];
  });
  return [...paths.sort((a, b) => a.rank - b.rank).map(({ lit }) => lit), ...stops];
}
