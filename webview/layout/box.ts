import type {
  ActionView,
  ContainerView,
  FlowView,
  NodeId,
  OutputView,
} from '../../server/core/ide/graph-view/graph-view.js';
import { NO_CONTOUR } from './contour.js';
import { Draft } from './draft.js';
import type { Openness } from './placed.js';
import type { Portal } from './portals.js';
import { COLLAPSED, CONTAINER } from './sizes.js';
import { type OpenEnd, type PlacedBody, placeBody, type SpineContext, withBranches } from './spine.js';

/** A container with everything in it; the draft is settled when it is known where the container stands. */
export interface Box {
  readonly id: NodeId;
  readonly width: number;
  readonly height: number;
  /** Undefined for a closed container. */
  readonly draft: Draft | undefined;
}

/** What the boxes of one flow share. */
export interface FlowContext {
  readonly flow: FlowView;
  readonly open: Openness;
  /** Actions from which a call or a value leaves, or at which a value from elsewhere arrives. */
  readonly leaving: ReadonlySet<NodeId>;
  readonly tagged: ReadonlySet<NodeId>;
  readonly portals: ReadonlyMap<NodeId, readonly Portal[]>;
}

export function boxOf(context: FlowContext, container: ContainerView): Box {
  const { flow, open, leaving, tagged, portals } = context;
  const { id } = container;
  if (!open.containers.has(id)) return { id, width: COLLAPSED.width, height: COLLAPSED.height, draft: undefined };
  const draft = new Draft();
  draft.root.x = CONTAINER.side;
  const body = placeAll({ open, leaving, tagged, portals, draft, flow: flow.id, container: id }, container);
  const width = Math.max(CONTAINER.least, CONTAINER.side * 2 + body.right);
  const height = container.body.length === 0 ? CONTAINER.empty : body.bottom + CONTAINER.below;
  return { id, width, height, draft };
}

function placeAll(context: SpineContext, container: ContainerView): PlacedBody {
  if (container.kind === 'menu') return placeChoices(context, container);
  const { draft } = context;
  const { id } = container;
  const start: OpenEnd = {
    id: `${id}.in`,
    from: id,
    kind: 'entry',
    before: [],
    column: draft.root,
    dx: CONTAINER.entryX - CONTAINER.side,
    y: CONTAINER.entryY,
    label: undefined,
    isDisabled: false,
  };
  return placeBody(context, container.body, draft.root, CONTAINER.first, [start]);
}

/** Choices are alternatives: they hang from the entry like the cases of a switch. */
function placeChoices(context: SpineContext, { id, body }: ContainerView): PlacedBody {
  const own = { bottom: CONTAINER.entryY, contour: NO_CONTOUR, right: 0, first: undefined, last: undefined };
  const owner = { id, y: CONTAINER.entryY, isEnabled: true };
  const rows = { top: CONTAINER.first, bus: CONTAINER.menuBus };
  return withBranches(context, own, owner, body.map(choice), context.draft.root, 0, rows);
}

/** Behind a choice that comes back the caller hears the menu again: nothing goes on below it. */
function choice(action: ActionView): OutputView {
  return { name: '', place: action.place, isEnabled: action.isEnabled, body: [action], continues: false };
}
