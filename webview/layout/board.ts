import type { ActionView, FlowView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { type Box, boxOf, type FlowContext } from './box.js';
import { callColumns, type Earlier } from './call-columns.js';
import type { PlacedItem } from './placed.js';
import { GUTTER, LANE } from './sizes.js';
import { WaysOut } from './way-out.js';

/** A container and where it stands on the board. */
export interface Stand {
  readonly box: Box;
  readonly column: number;
  readonly x: number;
  readonly y: number;
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
  readonly columns: readonly { readonly x: number; readonly right: number }[];
  /** What stands for a node: itself, the stub it is folded into, or its closed container. */
  readonly itemOf: ReadonlyMap<NodeId, string>;
  /** The container that an item stands in. */
  readonly containerOf: ReadonlyMap<string, NodeId>;
}

/** Room for lines that run around: above all containers, and at both ends. */
export interface Margins {
  readonly top: number;
  readonly left: number;
  readonly right: number;
}

export function boardOf(context: FlowContext, earlier: Earlier, margins: (places: Places) => Margins): Board {
  const { flow } = context;
  const owners = ownersIn(flow);
  const columns = callColumns(flow, owners, earlier);
  const boxes = new Map(flow.containers.map((container) => [container.id, boxOf(context, container)]));
  const columnOf = new Map(columns.flatMap((ids, column) => ids.map((id): [NodeId, number] => [id, column])));
  const itemOf = itemsOf(flow, boxes);
  const room = margins({ columnOf, itemOf, owners });
  const stands: Stand[] = [];
  const spans: { x: number; right: number }[] = [];
  let x = room.left;
  let height = 0;
  for (const [column, ids] of columns.entries()) {
    let y = room.top;
    let width = 0;
    for (const id of ids) {
      const box = boxes.get(id)!;
      stands.push({ box, column, x, y, ways: new WaysOut(box) });
      width = Math.max(width, box.width);
      height = Math.max(height, y + box.height);
      y += box.height + GUTTER.down;
    }
    spans.push({ x, right: x + width });
    x += width + gutterBehind(columns, column, boxes, context);
  }
  const width = (spans.at(-1)?.right ?? 0) + room.right;
  const standOf = new Map(stands.map((stand) => [stand.box.id, stand]));
  return { flow, width, height, stands, standOf, columns: spans, itemOf, containerOf: containersOf(stands) };
}

/** What decides how much room lines need. */
export interface Places {
  readonly columnOf: ReadonlyMap<NodeId, number>;
  readonly itemOf: ReadonlyMap<NodeId, string>;
  /** The container of every action. */
  readonly owners: ReadonlyMap<NodeId, NodeId>;
}

/** Two open containers that a path leads through stand closer together. */
function gutterBehind(
  columns: readonly (readonly NodeId[])[],
  column: number,
  boxes: ReadonlyMap<NodeId, Box>,
  { open }: FlowContext,
): number {
  if (open.lit.size === 0) return GUTTER.across;
  const isLit = (id: NodeId) => {
    const box = boxes.get(id);
    return box?.isOpen === true && box.items.some((item) => open.lit.has(item.id));
  };
  return columns[column]!.some(isLit) && (columns[column + 1] ?? []).some(isLit) ? GUTTER.path : GUTTER.across;
}

function ownersIn(flow: FlowView): Map<NodeId, NodeId> {
  const owners = new Map<NodeId, NodeId>();
  for (const { id, body } of flow.containers) {
    eachAction(body, (action) => {
      owners.set(action.id, id);
    });
  }
  return owners;
}

/** Visits every action of a body and below. */
export function eachAction(body: readonly ActionView[], visit: (action: ActionView) => void): void {
  for (const action of body) {
    visit(action);
    for (const output of action.outputs) eachAction(output.body, visit);
  }
}

function itemsOf(flow: FlowView, boxes: ReadonlyMap<NodeId, Box>): Map<NodeId, string> {
  const found = new Map<NodeId, string>();
  for (const { id, body } of flow.containers) {
    found.set(id, id);
    const box = boxes.get(id)!;
    const drawn = new Set(box.items.map((item) => item.id));
    const stubs = stubsByOwner(box);
    const visit = (actions: readonly ActionView[], fallback: string): void => {
      for (const action of actions) {
        const item = drawn.has(action.id) ? action.id : fallback;
        found.set(action.id, item);
        for (const [index, output] of action.outputs.entries()) {
          visit(output.body, stubs.get(action.id)?.get(index) ?? item);
        }
      }
    };
    // The choices of a menu are folded as outputs of the menu itself.
    for (const [index, action] of body.entries()) visit([action], stubs.get(id)?.get(index) ?? id);
  }
  return found;
}

function stubsByOwner({ items }: Box): Map<string, Map<number, string>> {
  const stubs = new Map<string, Map<number, string>>();
  for (const { id, kind, owner, outputs = [] } of items) {
    if (kind !== 'stub' || owner === undefined) continue;
    const own = stubs.get(owner) ?? new Map<number, string>();
    stubs.set(owner, own);
    for (const output of outputs) own.set(output, id);
  }
  return stubs;
}

function containersOf(stands: readonly Stand[]): Map<string, NodeId> {
  return new Map(stands.flatMap(({ box }) => box.items.map((item: PlacedItem): [string, NodeId] => [item.id, box.id])));
}

/** Lanes for `lines` lines that run above everything; several share one when there are many. */
export function lanesHeight(lines: number): number {
  return lines === 0 ? 0 : LANE.above + Math.min(lines, LANE.most) * LANE.between;
}
