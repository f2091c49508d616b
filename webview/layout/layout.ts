import type { FlowView, GraphView, LinkView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { boardOf, eachAction, type Stand } from './board.js';
import type { FlowContext } from './box.js';
import type { Earlier } from './call-columns.js';
import { callLines, callMargins } from './call-lines.js';
import { type Frame, framesOf, linkLines } from './flow-lines.js';
import type { Openness, Placed, PlacedEdge, PlacedItem } from './placed.js';
import type { Portal } from './portals.js';
import { PORTAL_LETTERS } from './sizes.js';

/**
 * Where everything of a view stands. Pure: the same view and openness give the same answer; `before`, what was drawn
 * before an edit, keeps containers in their places.
 */
export function layoutOf(view: GraphView, open: Openness, before?: Placed): Placed {
  const drawn = view.flows.filter(({ id }) => open.flows.includes(id));
  const flowOf = view.links.length === 0 ? NO_FLOWS : flowsByNode(view.flows);
  const earlier = earlierPlaces(before);
  const { leaving, tagged, portals } = sharedContext(view, open, flowOf);
  const boards = drawn.map((flow) =>
    boardOf({ flow, open, leaving, tagged, portals }, earlier, (nodes) => callMargins(flow, nodes)),
  );
  const { frames, top } = framesOf(boards, view.links, flowOf);
  const width = frames.reduce((most, frame) => Math.max(most, frame.x + frame.width), 0);
  const height = frames.reduce((most, frame) => Math.max(most, top + frame.height), 0);
  const edges: PlacedEdge[] = [];
  for (const { board } of frames) {
    for (const { box } of board.stands) if (box.draft) addAll(edges, box.draft.edges);
    addAll(edges, callLines(board));
  }
  addAll(edges, linkLines(frames, view.links, flowOf));
  return { width, height, items: inDrawingOrder(frames), edges };
}

const NO_FLOWS: ReadonlyMap<NodeId, NodeId> = new Map();

function addAll<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

/** Grounds before what stands on them: frames, containers, loops, and then the rest. */
function inDrawingOrder(frames: readonly Frame[]): PlacedItem[] {
  const items: PlacedItem[] = [];
  if (frames.length > 1) for (const frame of frames) items.push(frameItem(frame));
  const stands = frames.flatMap(({ board: { flow, stands: own } }) => own.map((stand) => ({ flow: flow.id, stand })));
  for (const { flow, stand } of stands) items.push(containerItem(flow, stand));
  for (const { stand } of stands) if (stand.box.draft) addAll(items, stand.box.draft.loops);
  for (const { stand } of stands) if (stand.box.draft) addAll(items, stand.box.draft.items);
  return items;
}

function frameItem({ board, x, y, width, height }: Frame): PlacedItem {
  return { id: board.flow.id, kind: 'frame', x, y, width, height, flow: board.flow.id };
}

function containerItem(flow: NodeId, { box: { id, width, height, draft }, x, y }: Stand): PlacedItem {
  return { id, kind: draft ? 'container' : 'collapsed', x, y, width, height, flow };
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
    if (link.to !== undefined) leaving.add(link.to);
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
