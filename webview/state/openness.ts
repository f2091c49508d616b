import type { FlowView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import type { Openness } from '../layout/placed.js';
import { pathOnGraph } from './lit.js';
import type { GraphState } from './state.js';
import { containerOf, flowOf, type ViewIndex } from './view-index.js';

/** Actions up to which everything is open. */
const OPEN_UP_TO = 120;

/** Nodes of a path up to which its containers are opened. */
const LONGEST_OPENED_PATH = 24;

/** The zoom at which a path has to fit for its containers to be opened. */
const READABLE = 0.6;

export function flowsInScope({ index, scope }: Pick<GraphState, 'index' | 'scope'>): readonly FlowView[] {
  const { flows } = index.view;
  return scope === 'all' ? flows : flows.filter(({ id }) => scope.includes(id));
}

/** Whether what is drawn is too large to be open all at once. */
export function isLarge(state: Pick<GraphState, 'index' | 'scope'>): boolean {
  return flowsInScope(state).reduce((sum, { counts }) => sum + counts.actions, 0) > OPEN_UP_TO;
}

export function opennessOf(state: GraphState): Openness {
  const flows = flowsInScope(state);
  const isOpenByRule = state.opensAll || !isLarge(state);
  const containers = new Set<NodeId>();
  for (const { containers: own } of flows) {
    for (const { id } of own) if (state.opened.has(id) || (isOpenByRule && !state.closed.has(id))) containers.add(id);
  }
  return {
    flows: flows.map(({ id }) => id),
    containers,
    branches: state.branches,
    lit: litNodes(state),
    showsQuiet: state.switches.quietBranches,
  };
}

function litNodes(state: GraphState): ReadonlySet<NodeId> {
  const { view } = state.index;
  const first = pathOnGraph(view, state.lit).nodes;
  const second = pathOnGraph(view, state.pinned).nodes;
  return new Set([...first.keys(), ...second.keys()]);
}

/** Containers of a path, when it is short enough for them to be opened; else none. */
export function containersToOpen(index: ViewIndex, nodes: readonly NodeId[]): readonly NodeId[] {
  if (nodes.length > LONGEST_OPENED_PATH) return [];
  return [...new Set(nodes.flatMap((node) => containerOf(index, node)?.id ?? []))];
}

/** Flows through which a path goes, in the order of the path. */
export function flowsOf(index: ViewIndex, nodes: readonly NodeId[]): readonly NodeId[] {
  return [...new Set(nodes.flatMap((node) => flowOf(index, node)?.id ?? []))];
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What is around all boxes; undefined when there is none. */
export function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Space kept free around what is fitted, in px of the screen. */
const MARGIN = 64;

export function zoomToFit(box: Box, size: Size, margin = MARGIN): number {
  const zoom = Math.min((size.width - 2 * margin) / box.width, (size.height - 2 * margin) / box.height);
  return Math.max(zoom, 0.02);
}

export function canBeRead(box: Box, size: Size): boolean {
  return zoomToFit(box, size) >= READABLE;
}
