import type { FlowView, GraphView, LinkView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { boardOf, eachAction } from './board.js';
import type { FlowContext } from './box.js';
import type { Earlier } from './call-columns.js';
import { callLines, callMargins } from './call-lines.js';
import { type Frame, framesOf, linkLines } from './flow-lines.js';
import type { Openness, Placed, PlacedEdge, PlacedItem } from './placed.js';
import { PORTAL_LETTERS } from './sizes.js';
import type { Portal } from './spine.js';

/**
 * Where everything of a view stands. Pure: the same view and openness give the same answer; `before`, what was drawn
 * before an edit, keeps containers in their places.
 */
export function layoutOf(view: GraphView, open: Openness, before?: Placed): Placed {
  const drawn = view.flows.filter(({ id }) => open.flows.includes(id));
  const flowOf = flowsByNode(view.flows);
  const earlier = earlierPlaces(before);
  const shared = sharedContext(view, open, flowOf);
  const boards = drawn.map((flow) =>
    boardOf({ ...shared, flow, open }, earlier, (places) => callMargins(flow, places)),
  );
  const { frames, top } = framesOf(boards, view.links, flowOf);
  const items: PlacedItem[] = frames.length > 1 ? frames.map(frameItem) : [];
  const edges: PlacedEdge[] = [];
  for (const frame of frames) addBoard(frame, items, edges);
  edges.push(...linkLines(frames, view.links, flowOf));
  const width = Math.max(0, ...frames.map(({ x, width: own }) => x + own));
  const height = Math.max(0, ...frames.map(({ height: own }) => top + own));
  return { width, height, items: inDrawingOrder(items), edges };
}

function addBoard({ board, left, top }: Frame, items: PlacedItem[], edges: PlacedEdge[]): void {
  for (const { box, x, y } of board.stands) {
    for (const item of box.items) items.push({ ...item, x: item.x + x + left, y: item.y + y + top });
    for (const edge of box.edges) edges.push(moved(edge, x + left, y + top));
  }
  for (const edge of callLines(board)) edges.push(moved(edge, left, top));
}

function moved(edge: PlacedEdge, dx: number, dy: number): PlacedEdge {
  const points = edge.points.map(({ x, y }) => ({ x: x + dx, y: y + dy }));
  if (!edge.label) return { ...edge, points };
  const { text, at } = edge.label;
  return { ...edge, points, label: { text, at: { x: at.x + dx, y: at.y + dy } } };
}

function frameItem({ board, x, y, width, height }: Frame): PlacedItem {
  return { id: board.flow.id, kind: 'frame', x, y, width, height, flow: board.flow.id };
}

const ORDER: Readonly<Record<PlacedItem['kind'], number>> = {
  frame: 0,
  container: 1,
  loop: 2,
  collapsed: 3,
  action: 3,
  stub: 3,
  portal: 3,
};

/** Grounds before what stands on them; the order is stable, so that outer loops stay before inner ones. */
function inDrawingOrder(items: readonly PlacedItem[]): PlacedItem[] {
  return [...items].sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
}

/** The flow of every action and container. */
function flowsByNode(flows: readonly FlowView[]): Map<NodeId, NodeId> {
  const found = new Map<NodeId, NodeId>();
  for (const { id, containers } of flows) {
    for (const container of containers) {
      found.set(container.id, id);
      eachAction(container.body, (action) => {
        found.set(action.id, id);
      });
    }
  }
  return found;
}

function sharedContext(
  { flows, links, stops }: GraphView,
  open: Openness,
  flowOf: ReadonlyMap<NodeId, NodeId>,
): Pick<FlowContext, 'leaving' | 'tagged' | 'portals'> {
  const names = new Map(flows.map(({ id, name }) => [id, name]));
  const leaving = new Set<NodeId>();
  const portals = new Map<NodeId, Portal[]>();
  for (const { calls } of flows) for (const { from } of calls) leaving.add(from);
  for (const link of links) {
    leaving.add(link.from);
    const portal = portalOf(link, open, flowOf, names);
    if (!portal) continue;
    const known = portals.get(link.from) ?? [];
    if (!known.some(({ id }) => id === portal.id)) portals.set(link.from, [...known, portal]);
  }
  return { leaving, portals, tagged: new Set(stops.map(({ node }) => node)) };
}

/** A link to a flow that is not drawn; undefined for one that is. */
function portalOf(
  { kind, from, to, name }: LinkView,
  open: Openness,
  flowOf: ReadonlyMap<NodeId, NodeId>,
  names: ReadonlyMap<NodeId, string>,
): Portal | undefined {
  const target = to === undefined ? undefined : (flowOf.get(to) ?? to);
  if (target !== undefined && open.flows.includes(target)) return undefined;
  const text = cut((target === undefined ? undefined : names.get(target)) ?? name);
  const id = `${from}@${target ?? name}`;
  const edge = kind === 'stored-value' ? 'stored' : kind;
  return { id, name: text, kind: edge, ...(target === undefined ? {} : { target }) };
}

function cut(name: string): string {
  const letters = [...name];
  return letters.length <= PORTAL_LETTERS ? name : `${letters.slice(0, PORTAL_LETTERS - 1).join('')}\u2026`;
}

/** Columns and rows of containers as they were drawn, from where they stood. */
function earlierPlaces(before: Placed | undefined): Earlier {
  const places = new Map<NodeId, { column: number; row: number }>();
  const byFlow = new Map<NodeId, PlacedItem[]>();
  for (const item of before?.items ?? []) {
    if (item.kind !== 'container' && item.kind !== 'collapsed') continue;
    const own = byFlow.get(item.flow);
    if (own) own.push(item);
    else byFlow.set(item.flow, [item]);
  }
  for (const items of byFlow.values()) {
    const columns = [...new Set(items.map(({ x }) => x))].sort((a, b) => a - b);
    const column = new Map(columns.map((x, index) => [x, index]));
    for (const { id, x, y } of items) places.set(id, { column: column.get(x)!, row: y });
  }
  return places;
}
