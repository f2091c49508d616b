import type { LinkView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { type Board, lanesHeight, type Stand, settleBoard } from './board.js';
import type { PlacedEdge, Point } from './placed.js';
import { FRAME, GUTTER, LANE } from './sizes.js';

/** One flow on the canvas; alone it has no frame around it, and then all sizes of the frame are 0. */
export interface Frame {
  readonly board: Board;
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Settles flows side by side; `top` is how far down they begin, below the lines that run over them. */
export function framesOf(
  boards: readonly Board[],
  links: readonly LinkView[],
  flowOf: ReadonlyMap<NodeId, NodeId>,
): { readonly frames: readonly Frame[]; readonly top: number } {
  const [only] = boards;
  if (only && boards.length === 1) {
    const { width, height } = only;
    settleBoard(only, 0, 0);
    return { frames: [{ board: only, index: 0, x: 0, y: 0, width, height }], top: 0 };
  }
  const drawn = new Map(boards.map((board, index) => [board.flow.id, index]));
  const crossing = links.filter((link) => {
    const [from, to] = endsOf(link, drawn, flowOf);
    return from !== undefined && to !== undefined && to !== from;
  });
  const top = lanesHeight(crossing.length);
  const frames: Frame[] = [];
  let x = crossing.length > 0 ? AROUND : 0;
  for (const [index, board] of boards.entries()) {
    const width = Math.max(FRAME.least, board.width + FRAME.side * 2);
    const height = FRAME.header + board.height + FRAME.side;
    settleBoard(board, x + FRAME.side, top + FRAME.header);
    frames.push({ board, index, x, y: top, width, height });
    x += width + GUTTER.across;
  }
  return { frames, top };
}

/** Room in front of the first frame for lines that come around. */
const AROUND = 56;

function endsOf(
  { from, to }: LinkView,
  drawn: ReadonlyMap<NodeId, number>,
  flowOf: ReadonlyMap<NodeId, NodeId>,
): [number | undefined, number | undefined] {
  const target = to === undefined ? undefined : (flowOf.get(to) ?? to);
  return [drawn.get(flowOf.get(from) ?? ''), target === undefined ? undefined : drawn.get(target)];
}

/** Lines from one drawn flow to another: to its header, or to the node that reads a stored value. */
export function linkLines(
  frames: readonly Frame[],
  links: readonly LinkView[],
  flowOf: ReadonlyMap<NodeId, NodeId>,
): PlacedEdge[] {
  const drawn = new Map(frames.map(({ board, index }) => [board.flow.id, index]));
  const made = new Map<string, PlacedEdge>();
  let around = 0;
  for (const link of links) {
    const [fromIndex, toIndex] = endsOf(link, drawn, flowOf);
    if (fromIndex === undefined || toIndex === undefined || fromIndex === toIndex) continue;
    const from = frames[fromIndex]!;
    const to = frames[toIndex]!;
    const source = from.board.nodes.itemOf(link.from) ?? link.from;
    const target = targetOf(to, link);
    const kind = link.kind === 'stored-value' ? 'stored' : link.kind;
    const id = `${source}=>${target.id}${kind === 'stored' ? ` ${link.name}` : ''}`;
    if (made.has(id)) continue;
    const number = around++;
    const lead = leadOut(from, link.from, source, number);
    const isNext = toIndex === fromIndex + 1 && lead.at(-1)!.y >= from.y;
    const facts = { id, kind, from: source, to: target.id, isDisabled: false } as const;
    const way = isNext ? nextTo(lead, target.at) : overTop(lead, target.at, from, to, number);
    made.set(id, { ...facts, ...way, ...(kind === 'stored' ? { label: pill(link.name, way.points) } : {}) });
  }
  return [...made.values()];
}

/** From the item to the right edge of its frame; above everything else when other containers stand in the row. */
function leadOut({ board, x, width }: Frame, node: NodeId, item: string, number: number): Point[] {
  const stand = board.standOf.get(board.nodes.owners.get(node) ?? node);
  if (!stand) return [{ x: x + width, y: board.top }];
  const points = stand.ways.from(item);
  const last = points.at(-1)!;
  const isFree = !board.stands.some((other) => other.column > stand.column && isInRow(other, last.y));
  const lead = points.length > 1 ? points.slice(0, -1) : points;
  if (isFree) return [...lead, { x: x + width, y: last.y }];
  const side = board.columns[stand.column]!.right + LANE.beside + (number % LANE.most) * LANE.between;
  const lane = board.top - FRAME.side / 2;
  return [...lead, { x: side, y: last.y }, { x: side, y: lane }, { x: x + width, y: lane }];
}

function isInRow({ y, box }: Stand, row: number): boolean {
  return y - GUTTER.down / 2 < row && row < y + box.height + GUTTER.down / 2;
}

/** A stored value goes to the node that reads it, when the way from the left is free; everything else to the header. */
function targetOf(frame: Frame, { kind, to }: LinkView): { readonly id: string; readonly at: Point } {
  const { board, x, y } = frame;
  const header = { id: board.flow.id, at: { x, y: y + FRAME.header / 2 } };
  if (kind !== 'stored-value' || to === undefined) return header;
  const id = board.nodes.itemOf(to) ?? to;
  const stand = board.standOf.get(board.nodes.owners.get(to) ?? to);
  if (!stand) return header;
  const item = stand.ways.item(id);
  const at = item ? { x: item.x, y: item.y + item.height / 2 } : { x: stand.x, y: stand.y + stand.box.height / 2 };
  const isOpen = stand.column === 0 && (item === undefined || stand.ways.isFreeFromLeft(item));
  return { id, at: isOpen ? at : header.at };
}

function nextTo(lead: readonly Point[], end: Point): Pick<PlacedEdge, 'points' | 'curve'> {
  return { points: [...lead, end], curve: lead.length - 1 };
}

function overTop(
  lead: readonly Point[],
  end: Point,
  from: Frame,
  to: Frame,
  number: number,
): Pick<PlacedEdge, 'points'> {
  const lane = (number % LANE.most) * LANE.between;
  const y = LANE.above / 2 + lane;
  const right = from.x + from.width + LANE.beside + lane;
  const left = to.x - LANE.beside * 2 - lane;
  const last = lead.at(-1)!;
  const round = [
    { x: right, y: last.y },
    { x: right, y },
    { x: left, y },
    { x: left, y: end.y },
  ];
  return { points: [...lead.slice(0, -1), ...round, end] };
}

/** The attribute's name stands in the middle of the part between the frames. */
function pill(text: string, points: readonly Point[]): NonNullable<PlacedEdge['label']> {
  const end = points.at(-1)!;
  const before = points.at(-2)!;
  return { text, at: { x: (end.x + before.x) / 2, y: (end.y + before.y) / 2 } };
}
