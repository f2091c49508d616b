import type { ActionView, FlowView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { type Box, boxOf, type FlowContext } from './box.js';
import { callColumns, type Earlier } from './call-columns.js';
import { holds } from './folding.js';
import { GUTTER, LANE } from './sizes.js';
import { WaysOut } from './way-out.js';

/** A container and where it stands on the canvas. */
export interface Stand {
  readonly box: Box;
  readonly column: number;
  x: number;
  y: number;
  readonly ways: WaysOut;
}

/** The containers of one flow in their columns, without the lines between them. */
export interface Board {
  readonly flow: FlowView;
  readonly width: number;
  readonly height: number;
  readonly stands: readonly Stand[];
  readonly standOf: ReadonlyMap<NodeId, Stand>;
  /** By column. */
  readonly columns: readonly { x: number; right: number }[];
  /** Where the board's corner is on the canvas. */
  top: number;
  readonly nodes: FlowNodes;
}

/** What is known of the actions of a flow without placing them. */
export interface FlowNodes {
  /** The container of every action. */
  readonly owners: ReadonlyMap<NodeId, NodeId>;
  readonly disabled: ReadonlySet<NodeId>;
  readonly columnOf: ReadonlyMap<NodeId, number>;
  /** What stands for a node: itself, the stub it is folded into, or its closed container; undefined for other flows. */
  itemOf(node: NodeId): string | undefined;
}

/** Room for lines that run around: above all containers, and at both ends. */
export interface Margins {
  readonly top: number;
  readonly left: number;
  readonly right: number;
}

export function boardOf(context: FlowContext, earlier: Earlier, margins: (nodes: FlowNodes) => Margins): Board {
  const { flow } = context;
  const { owners, disabled } = actionsOf(flow);
  const columns = callColumns(flow, owners, earlier);
  const boxes = new Map(flow.containers.map((container) => [container.id, boxOf(context, container)]));
  const columnOf = new Map(columns.flatMap((ids, column) => ids.map((id): [NodeId, number] => [id, column])));
  const nodes = { owners, disabled, columnOf, itemOf: itemFinder(flow, boxes, owners) };
  const room = margins(nodes);
  const stands: Stand[] = [];
  const spans: { x: number; right: number }[] = [];
  const lit = litContainers(context);
  let x = room.left;
  let height = 0;
  for (const [column, ids] of columns.entries()) {
    let y = room.top;
    let width = 0;
    for (const id of ids) {
      const box = boxes.get(id)!;
      stands.push(standAt(box, column, x, y));
      width = Math.max(width, box.width);
      height = Math.max(height, y + box.height);
      y += box.height + GUTTER.down;
    }
    spans.push({ x, right: x + width });
    // Two open containers that a path leads through stand closer together.
    const isOnPath = ids.some((id) => lit.has(id)) && (columns[column + 1] ?? []).some((id) => lit.has(id));
    x += width + (isOnPath ? GUTTER.path : GUTTER.across);
  }
  const standOf = new Map(stands.map((stand) => [stand.box.id, stand]));
  return {
    flow,
    width: (spans.at(-1)?.right ?? 0) + room.right,
    height,
    stands,
    standOf,
    columns: spans,
    top: 0,
    nodes,
  };
}

function standAt(box: Box, column: number, x: number, y: number): Stand {
  // A stand and its ways know each other.
  const stand: Omit<Stand, 'ways'> & { ways?: WaysOut } = { box, column, x, y };
  stand.ways = new WaysOut(stand as Stand);
  return stand as Stand;
}

/** Moves a board to its place on the canvas; from here on everything in it has its final place. */
export function settleBoard(board: Board, left: number, top: number): void {
  board.top = top;
  for (const span of board.columns) {
    span.x += left;
    span.right += left;
  }
  for (const stand of board.stands) {
    stand.x += left;
    stand.y += top;
    stand.box.draft?.settle(stand.x, stand.y);
  }
}

/** Open containers with a node of a lit path. */
function litContainers({ flow, open }: FlowContext): ReadonlySet<NodeId> {
  if (open.lit.size === 0) return new Set();
  const isLit = ({ id, body }: FlowView['containers'][number]) =>
    open.containers.has(id) && (open.lit.has(id) || holds(body, (action) => open.lit.has(action.id)));
  return new Set(flow.containers.filter(isLit).map(({ id }) => id));
}

type FlowActions = Pick<FlowNodes, 'owners' | 'disabled'>;

/** A view is laid out anew whenever something is opened or closed; its actions stay the same. */
const actionsByFlow = new WeakMap<FlowView, FlowActions>();

function actionsOf(flow: FlowView): FlowActions {
  const known = actionsByFlow.get(flow);
  if (known) return known;
  const owners = new Map<NodeId, NodeId>();
  const disabled = new Set<NodeId>();
  for (const { id, body } of flow.containers) {
    eachAction(body, (action) => {
      owners.set(action.id, id);
      if (!action.isEnabled) disabled.add(action.id);
    });
  }
  const actions = { owners, disabled };
  actionsByFlow.set(flow, actions);
  return actions;
}

/** Visits every action of a body and below. */
export function eachAction(body: readonly ActionView[], visit: (action: ActionView) => void): void {
  for (const action of body) {
    visit(action);
    for (const output of action.outputs) eachAction(output.body, visit);
  }
}

/** Only what is folded has to be looked for. */
function itemFinder(
  flow: FlowView,
  boxes: ReadonlyMap<NodeId, Box>,
  owners: ReadonlyMap<NodeId, NodeId>,
): FlowNodes['itemOf'] {
  let folded: Map<NodeId, string> | undefined;
  return (node) => {
    if (boxes.has(node)) return node;
    const owner = owners.get(node);
    if (owner === undefined) return undefined;
    if (!boxes.get(owner)!.draft) return owner;
    folded ??= foldedIn(flow, boxes);
    return folded.get(node) ?? node;
  };
}

function foldedIn(flow: FlowView, boxes: ReadonlyMap<NodeId, Box>): Map<NodeId, string> {
  const folded = new Map<NodeId, string>();
  for (const { id, body } of flow.containers) {
    const draft = boxes.get(id)?.draft;
    if (!draft?.hasStubs) continue;
    const { items } = draft;
    const stubs = new Map(items.flatMap((item) => (item.outputs ?? []).map((at) => [`${item.owner} ${at}`, item.id])));
    const fold = (actions: readonly ActionView[], stub: string | undefined) => {
      if (stub !== undefined) eachAction(actions, (action) => folded.set(action.id, stub));
    };
    // The choices of a menu are folded as outputs of the menu itself.
    for (const [index, action] of body.entries()) fold([action], stubs.get(`${id} ${index}`));
    eachAction(body, (action) => {
      for (const [index, output] of action.outputs.entries()) fold(output.body, stubs.get(`${action.id} ${index}`));
    });
  }
  return folded;
}

/** Lanes for `lines` lines that run above everything; several share one when there are many. */
export function lanesHeight(lines: number): number {
  return lines === 0 ? 0 : LANE.above + Math.min(lines, LANE.most) * LANE.between;
}
