import type {
  ActionView,
  ContainerView,
  FlowView,
  NodeId,
  OutputView,
} from '../../server/core/ide/graph-view/graph-view.js';
import { NO_CONTOUR } from './contour.js';
import { Draft } from './draft.js';
import type { Openness, PlacedEdge, PlacedItem } from './placed.js';
import { COLLAPSED, CONTAINER } from './sizes.js';
import { type OpenEnd, type PlacedBody, type Portal, placeBody, type SpineContext, withBranches } from './spine.js';

/** A container with everything in it; x and y count from its upper left corner. */
export interface Box {
  readonly id: NodeId;
  readonly isOpen: boolean;
  readonly width: number;
  readonly height: number;
  /** The container itself first. */
  readonly items: readonly PlacedItem[];
  readonly edges: readonly PlacedEdge[];
}

/** What the boxes of one flow share. */
export interface FlowContext {
  readonly flow: FlowView;
  readonly open: Openness;
  /** Actions from which a call or a value leaves. */
  readonly leaving: ReadonlySet<NodeId>;
  readonly tagged: ReadonlySet<NodeId>;
  readonly portals: ReadonlyMap<NodeId, readonly Portal[]>;
}

export function boxOf(context: FlowContext, container: ContainerView): Box {
  const { flow, open } = context;
  const { id } = container;
  if (!open.containers.has(id)) {
    const item: PlacedItem = { id, kind: 'collapsed', x: 0, y: 0, ...COLLAPSED, flow: flow.id };
    return { id, isOpen: false, ...COLLAPSED, items: [item], edges: [] };
  }
  const draft = new Draft();
  draft.root.x = CONTAINER.side;
  const body = placeAll({ ...context, draft, flow: flow.id, container: id }, container);
  const { items, edges } = draft.finish();
  const width = Math.max(CONTAINER.least, CONTAINER.side * 2 + body.right);
  const height = container.body.length === 0 ? CONTAINER.empty : body.bottom + CONTAINER.below;
  const own: PlacedItem = { id, kind: 'container', x: 0, y: 0, width, height, flow: flow.id };
  return { id, isOpen: true, width, height, items: [own, ...items], edges };
}

function placeAll(context: SpineContext, container: ContainerView): PlacedBody {
  const { draft } = context;
  const entry = { column: draft.root, dx: CONTAINER.entryX - CONTAINER.side, y: CONTAINER.entryY };
  const start: OpenEnd = {
    id: `${container.id}.in`,
    from: container.id,
    kind: 'entry',
    points: [entry],
    isDisabled: false,
  };
  if (container.kind !== 'menu') return placeBody(context, container.body, draft.root, CONTAINER.first, [start]);
  return placeChoices(context, container);
}

/** Choices are alternatives: they hang from the entry like the cases of a switch. */
function placeChoices(context: SpineContext, { id, body }: ContainerView): PlacedBody {
  const own = { bottom: CONTAINER.entryY, contour: NO_CONTOUR, right: 0 };
  const owner = { id, y: CONTAINER.entryY, isEnabled: true, name: id };
  const rows = { top: CONTAINER.first, bus: CONTAINER.menuBus };
  return withBranches(context, own, owner, body.map(choice), context.draft.root, 0, rows);
}

/** Behind a choice that comes back the caller hears the menu again: nothing goes on below it. */
function choice(action: ActionView): OutputView {
  return { name: '', place: action.place, isEnabled: action.isEnabled, body: [action], continues: false };
}
