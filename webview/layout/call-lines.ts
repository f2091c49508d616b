import type { CallView, FlowView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { type Board, type FlowNodes, lanesHeight, type Margins, type Stand } from './board.js';
import type { PlacedEdge, Point } from './placed.js';
import { COLLAPSED, CONTAINER, LANE } from './sizes.js';

/** Calls of one container above which they are drawn as one arrow. */
const MOST_CALLS = 12;
/** The arrow that stands for many calls. */
const SHORT = 44;
/** Room at the ends for lines that come around. */
const AROUND = 60;

/** Calls between two drawn items; what is folded or closed is left once however many calls are in it. */
interface Line {
  readonly call: CallView;
  readonly from: string;
  readonly to: NodeId;
  readonly isDisabled: boolean;
}

interface Lines {
  readonly single: readonly Line[];
  /** By container: how many items call it, when they are too many to be drawn. */
  readonly many: ReadonlyMap<NodeId, { readonly line: Line; readonly count: number }>;
}

const known = new WeakMap<FlowNodes, Lines>();

/** Asked for when room is made for them, and again when they are drawn. */
function linesOf(flow: FlowView, nodes: FlowNodes): Lines {
  const made = known.get(nodes) ?? findLines(flow, nodes);
  known.set(nodes, made);
  return made;
}

function findLines(flow: FlowView, { itemOf, disabled }: FlowNodes): Lines {
  const lines = new Map<string, Line>();
  const places = new Map<NodeId, Set<NodeId>>();
  for (const call of flow.calls) {
    const from = itemOf(call.from);
    // A call inside a closed container stays inside.
    if (from === undefined || from === call.to) continue;
    const key = `${from} ${call.kind} ${call.to}`;
    if (!lines.has(key)) lines.set(key, { call, from, to: call.to, isDisabled: disabled.has(call.from) });
    const callers = places.get(call.to) ?? new Set();
    places.set(call.to, callers.add(call.from));
  }
  const isMany = (to: NodeId) => (places.get(to)?.size ?? 0) > MOST_CALLS;
  const many = new Map<NodeId, { line: Line; count: number }>();
  for (const line of lines.values()) {
    if (isMany(line.to) && !many.has(line.to)) many.set(line.to, { line, count: places.get(line.to)!.size });
  }
  return { single: [...lines.values()].filter(({ to }) => !isMany(to)), many };
}

/** Room that the lines of one flow need around its containers. */
export function callMargins(flow: FlowView, nodes: FlowNodes): Margins {
  const { columnOf, owners } = nodes;
  const { single, many } = linesOf(flow, nodes);
  const columnFrom = ({ call }: Line) => columnOf.get(owners.get(call.from) ?? '') ?? 0;
  const around = single.filter((line) => columnOf.get(line.to) !== columnFrom(line) + 1);
  const last = Math.max(0, ...columnOf.values());
  const toFirst = [...around.map(({ to }) => to), ...many.keys()].some((to) => columnOf.get(to) === 0);
  return {
    top: lanesHeight(around.length),
    left: toFirst ? AROUND : 0,
    right: around.some((line) => columnFrom(line) === last) ? AROUND : 0,
  };
}

/** The calls and jumps of one flow, from a node to the header of what is called. */
export function callLines(board: Board): PlacedEdge[] {
  const { single, many } = linesOf(board.flow, board.nodes);
  let around = 0;
  const edges = single.flatMap((line): PlacedEdge[] => {
    const from = board.standOf.get(board.nodes.owners.get(line.call.from) ?? '');
    const to = board.standOf.get(line.to);
    if (!from || !to) return [];
    const start = from.ways.from(line.from);
    if (to.column === from.column + 1) return [forward(board, line, start, from, to)];
    return [backward(board, line, start, from, to, around++)];
  });
  for (const [id, { line, count }] of many) {
    const to = board.standOf.get(id);
    if (!to) continue;
    const end = headerOf(to);
    const points = [{ x: end.x - SHORT, y: end.y }, end];
    const label = { text: `from ${count} places`, at: { x: end.x - SHORT, y: end.y - 18 } };
    edges.push({ ...factsOf(line), id: `${id}<many`, points, label, count });
  }
  return edges;
}

/** Where calls arrive: the header's left end, at half height. */
export function headerOf({ box, x, y }: Stand): Point {
  return { x, y: y + (box.draft ? CONTAINER.header : COLLAPSED.height) / 2 };
}

function factsOf({ call, from, to, isDisabled }: Line): Omit<PlacedEdge, 'points'> {
  return { id: `${from}>>${to}${call.kind === 'jump' ? ' jump' : ''}`, kind: call.kind, from, to, isDisabled };
}

/** Straight to the end of the column, then one curve through the gutter. */
function forward({ columns }: Board, line: Line, start: readonly Point[], from: Stand, to: Stand): PlacedEdge {
  const last = start.at(-1)!;
  const edge = { x: columns[from.column]!.right, y: last.y };
  const points = [...start.slice(0, start.length > 1 ? -1 : 1), ...(edge.x > start[0]!.x ? [edge] : [])];
  return { ...factsOf(line), points: [...points, headerOf(to)], curve: points.length - 1 };
}

/** To the same or an earlier column: over the top of everything, and down in the gutter in front of the target. */
function backward(
  { columns, top: above }: Board,
  line: Line,
  start: readonly Point[],
  from: Stand,
  to: Stand,
  number: number,
): PlacedEdge {
  const lane = (number % LANE.most) * LANE.between;
  const top = above + LANE.above / 2 + lane;
  const right = columns[from.column]!.right + LANE.beside + lane;
  const end = headerOf(to);
  const left = end.x - LANE.beside * 2 - lane;
  const last = start.at(-1)!;
  const lead = start.length > 1 ? start.slice(0, -1) : start;
  const round = [
    { x: right, y: last.y },
    { x: right, y: top },
    { x: left, y: top },
    { x: left, y: end.y },
  ];
  return { ...factsOf(line), points: [...lead, ...round, end] };
}
