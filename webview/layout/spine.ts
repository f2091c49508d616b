import type { ActionView, NodeId, OutputView } from '../../server/core/ide/graph-view/graph-view.js';
import { below, beside, type Contour, endAt, extended, NO_CONTOUR, reach, segment } from './contour.js';
import { type Column, type Draft, type DraftEdge, type DraftLabel, type DraftPoint, NO_POINTS } from './draft.js';
import { type Branch, branchesOf, type Loud } from './folding.js';
import type { Openness, PlacedEdge, PlacedItem } from './placed.js';
import { type Portal, placePortals } from './portals.js';
import { COLUMN_GAP, DROP, GAP, JOIN, LOOP, labelWidth, NODE, STUB } from './sizes.js';

/** What the layout of one container has to know besides its actions. */
export interface SpineContext extends Loud {
  readonly draft: Draft;
  readonly open: Openness;
  readonly flow: NodeId;
  readonly container: NodeId;
  /** Nodes with a tag below that the action itself does not tell of. */
  readonly tagged: ReadonlySet<NodeId>;
  readonly portals: ReadonlyMap<NodeId, readonly Portal[]>;
}

/** Control that goes on behind something; the line so far, down to where nothing stands in its way. */
export interface OpenEnd {
  readonly from: string;
  readonly kind: PlacedEdge['kind'];
  /** Points of the line before its end. */
  readonly before: readonly DraftPoint[];
  readonly column: Column;
  readonly dx: number;
  readonly y: number;
  readonly label: DraftLabel | undefined;
  readonly isDisabled: boolean;
  readonly id: string;
}

/** A list of actions that was placed in a column. */
export interface PlacedBody {
  readonly bottom: number;
  /** Rows from where the body began. */
  readonly contour: Contour;
  /** Furthest x, from the column's. */
  readonly right: number;
  readonly ends: readonly OpenEnd[];
  /** The items that can be come back to from below: the first and the last on the spine. */
  readonly first: PlacedItem | undefined;
  readonly last: PlacedItem | undefined;
  /** Only stubs that end hang beside the spine: the next node may stand in their row. */
  readonly row: number | undefined;
}

/** Places actions one below the other; `ends` are closed by the first one that stands. */
export function placeBody(
  context: SpineContext,
  body: readonly ActionView[],
  column: Column,
  top: number,
  ends: readonly OpenEnd[],
): PlacedBody {
  let state: PlacedBody = {
    bottom: top,
    contour: NO_CONTOUR,
    right: 0,
    ends,
    first: undefined,
    last: undefined,
    row: undefined,
  };
  for (let at = 0; at < body.length; at++) {
    const action = body[at]!;
    const y = at === 0 ? top : nextTop(state, body[at - 1]!, action, column, context);
    closeEnds(context, state, column, action.id, y);
    if (isPlain(action, context)) state = placePlain(context, state, action, column, y);
    else {
      const placed = action.isLoop ? placeLoop(context, action, column, y) : placeAction(context, action, column, y);
      const contour = below(state.contour, placed.contour);
      const right = Math.max(state.right, placed.right);
      state = { ...placed, contour, right, first: state.first ?? placed.first };
    }
  }
  return state;
}

/** Nothing hangs from it: nearly all actions of a real flow. */
function isPlain({ id, outputs, isLoop }: ActionView, { portals }: SpineContext): boolean {
  return outputs.length === 0 && !isLoop && !(portals.size > 0 && portals.has(id));
}

function placePlain(
  context: SpineContext,
  before: PlacedBody,
  action: ActionView,
  column: Column,
  y: number,
): PlacedBody {
  const item = addNode(context, action, column, y);
  const bottom = y + NODE.height;
  return {
    bottom,
    contour: extended(before.contour, bottom, NODE.width),
    right: Math.max(before.right, NODE.width),
    ends: action.ends ? NO_ENDS : [plainEnd(action.id, bottom, action.isEnabled, column)],
    first: before.first ?? item,
    last: item,
    row: undefined,
  };
}

const NO_ENDS: readonly OpenEnd[] = [];

function addNode({ draft, flow, container }: SpineContext, { id }: ActionView, column: Column, y: number): PlacedItem {
  const item = { id, kind: 'action' as const, x: 0, y, width: NODE.width, height: NODE.height, flow, container };
  draft.item(item, column);
  return item;
}

/** Straight on below, or below the line in which several ways meet. */
function nextTop(
  { ends, bottom, row }: PlacedBody,
  before: ActionView,
  action: ActionView,
  column: Column,
  context: SpineContext,
): number {
  if (row !== undefined && !action.isLoop && !context.portals.has(action.id)) return row;
  const isStraight = ends.every((end) => isOnSpine(end, column));
  if (!isStraight) return bottom + JOIN.next;
  return bottom + (before.outputs.length === 0 && hasTag(before, context) ? GAP.tagged : GAP.plain);
}

const STRAIGHT: readonly DraftPoint[] = [];

function isOnSpine({ column, dx }: OpenEnd, spine: Column): boolean {
  return column === spine && dx === NODE.portX;
}

function pointsOf({ before, column, dx, y }: OpenEnd): DraftPoint[] {
  return [...before, { column, dx, y }];
}

function closeEnds({ draft }: SpineContext, { ends, bottom }: PlacedBody, column: Column, to: string, y: number): void {
  for (const end of ends) {
    const edge = lineFrom(end, to, `${end.id}>${to}`);
    if (!isOnSpine(end, column)) {
      const line = bottom + JOIN.line;
      const join = [
        { column: end.column, dx: end.dx, y: line },
        { column, dx: NODE.portX, y: line },
      ];
      draft.edge(edge, [...pointsOf(end), ...join, { column, dx: NODE.portX, y }], end.column);
    } else if (end.before.length > 0) {
      draft.edge(edge, [...pointsOf(end), { column, dx: NODE.portX, y }], column);
    } else {
      edge.points = [
        { x: NODE.portX, y: end.y },
        { x: NODE.portX, y },
      ];
      draft.straight(edge, column);
    }
  }
}

function lineFrom({ from, kind, isDisabled, label }: OpenEnd, to: string, id: string): DraftEdge {
  const edge: DraftEdge = { id, kind, from, to, points: NO_POINTS, isDisabled };
  if (label) edge.label = label;
  return edge;
}

function hasTag(
  { id, sink, findings, isEnabled, isReachable, isUnderstood }: ActionView,
  context: SpineContext,
): boolean {
  const isSink = sink !== undefined && findings.length > 0;
  return isSink || !isEnabled || !isReachable || !isUnderstood || context.tagged.has(id);
}

function placeAction(context: SpineContext, action: ActionView, column: Column, y: number): PlacedBody {
  const item = addNode(context, action, column, y);
  const { bottom, right } = placePortals(context, action, column, y);
  const { id, isEnabled, outputs, ends } = action;
  const own = { bottom, contour: segment(bottom, right), right, first: item, last: item };
  const start = y + NODE.height;
  if (outputs.length > 0) return withBranches(context, own, { id, y: start, isEnabled }, outputs, column);
  return { ...own, ends: ends ? NO_ENDS : [plainEnd(id, start, isEnabled, column)], row: undefined };
}

/** What branches hang from: an action, a loop, or the entry of a menu. */
interface Owner {
  readonly id: string;
  /** Where its lines begin. */
  readonly y: number;
  readonly isEnabled: boolean;
}

function plainEnd(id: string, y: number, isEnabled: boolean, column: Column): OpenEnd {
  return {
    id,
    from: id,
    kind: 'control',
    before: STRAIGHT,
    column,
    dx: NODE.portX,
    y,
    label: undefined,
    isDisabled: !isEnabled,
  };
}

/** A ground with a header, its rounds inside, and what leads away when they are done below. */
function placeLoop(context: SpineContext, action: ActionView, column: Column, y: number): PlacedBody {
  const { draft, flow, container } = context;
  const inner = draft.column(column);
  inner.x = LOOP.left;
  const start: OpenEnd = {
    id: `${action.id}.in`,
    from: action.id,
    kind: 'entry',
    before: STRAIGHT,
    column: inner,
    dx: NODE.portX,
    y: y + LOOP.header,
    label: undefined,
    isDisabled: !action.isEnabled,
  };
  const rounds = action.outputs[0]?.body ?? [];
  const ground = draft.keepLoop(column);
  const body = placeBody(context, rounds, inner, y + LOOP.first, [start]);
  const bottom = rounds.length === 0 ? y + LOOP.empty : body.bottom + LOOP.below;
  const width = LOOP.left + Math.max(body.right, NODE.width) + LOOP.right;
  const item = { id: action.id, kind: 'loop' as const, x: 0, y, width, height: bottom - y, flow, container };
  draft.loop(ground, item);
  if (rounds.length > 0) goRound(context, body, inner, action);
  const own = { bottom, contour: segment(bottom, width), right: width, first: item, last: item };
  const { id, isEnabled, outputs } = action;
  const others = outputs.slice(1);
  if (others.length > 0) return withBranches(context, own, { id, y: bottom, isEnabled }, others, column, 1);
  return { ...own, ends: [plainEnd(id, bottom, isEnabled, column)], row: undefined };
}

/** Where lines from the left arrive. */
function levelOf({ kind, y, height }: PlacedItem): number {
  return y + (kind === 'loop' ? LOOP.header : height) / 2;
}

/** The way back runs up inside, left of everything. */
function goRound({ draft }: SpineContext, body: PlacedBody, inner: Column, loop: ActionView): void {
  const { ends, first, last, bottom } = body;
  if (!first || !last) return;
  const back = (y: number): DraftPoint => ({ column: inner, dx: LOOP.back - LOOP.left, y });
  const arrival = levelOf(first);
  const target = [back(arrival), { column: inner, dx: 0, y: arrival }];
  for (const [index, end] of ends.entries()) {
    const isPlain = end.from === last.id && ends.length === 1 && isOnSpine(end, inner) && !end.label && first !== last;
    const level = levelOf(last);
    const line = bottom + LOOP.below / 2;
    const lead = isPlain
      ? [{ column: inner, dx: 0, y: level }, back(level)]
      : [...pointsOf(end), { column: end.column, dx: end.dx, y: line }, back(line)];
    const edge: DraftEdge = {
      id: `${end.id}>again`,
      kind: 'again',
      from: end.from,
      to: first.id,
      points: NO_POINTS,
      isDisabled: !loop.isEnabled,
    };
    if (index === 0) edge.label = { text: 'again', at: { x: LOOP.back + 1 - LOOP.left, y: arrival + 35 } };
    else if (end.label) edge.label = end.label;
    draft.edge(edge, [...lead, ...target], index === 0 ? inner : end.column);
  }
}

type OwnRows = Omit<PlacedBody, 'ends' | 'row'>;

/** Adds the branches below what owns them: the first stays on the spine, the others open columns to the right. */
export function withBranches(
  context: SpineContext,
  own: OwnRows,
  owner: Owner,
  outputs: readonly OutputView[],
  column: Column,
  skipped = 0,
  rows?: { readonly top: number; readonly bus: number },
): PlacedBody {
  const { top, bus } = rows ?? { top: own.bottom + DROP.all, bus: own.bottom + DROP.bus };
  let group = NO_CONTOUR;
  let { bottom, right } = { bottom: own.bottom, right: own.right };
  const ends: OpenEnd[] = [];
  const branches = branchesOf(owner.id, outputs, context.open, context, skipped);
  for (const [at, branch] of branches.entries()) {
    const target = at === 0 ? column : context.draft.column(column);
    const placed = placeBranch(context, { branch, owner, outputs, skipped }, column, target, { top, bus }, at === 0);
    const isOpen = placed.ends.length > 0;
    const taken = isOpen ? below(placed.contour, segment(Number.POSITIVE_INFINITY, placed.right)) : placed.contour;
    // What goes on owns its column down to the join; else its line would cross what stands below.
    const x = at === 0 ? 0 : reach(group, isOpen ? Number.POSITIVE_INFINITY : placed.bottom) + COLUMN_GAP;
    if (at > 0) target.x = x;
    group = beside(group, taken, x);
    bottom = Math.max(bottom, placed.bottom);
    right = Math.max(right, x + placed.right);
    ends.push(...placed.ends);
  }
  endAt(group, bottom);
  const isBesideStubs = branches[0]?.kind === 'bypass' && ends.length === 1 && bottom <= top + STUB.height;
  const row = isBesideStubs && branches.every(({ kind }, at) => at === 0 || kind === 'stub') ? top : undefined;
  return { bottom, right, contour: below(own.contour, group), ends, first: own.first, last: own.last, row };
}

/** One branch in its column, counted from the column's x. */
interface PlacedBranch {
  readonly bottom: number;
  readonly contour: Contour;
  readonly right: number;
  readonly ends: readonly OpenEnd[];
}

interface BranchToPlace {
  readonly branch: Branch;
  readonly owner: Owner;
  readonly outputs: readonly OutputView[];
  /** Outputs of the action that stand before these. */
  readonly skipped: number;
}

/** One branch in its column, counted from the column's x; its rows begin at the bus, with the label. */
function placeBranch(
  context: SpineContext,
  { branch, owner, outputs, skipped }: BranchToPlace,
  from: Column,
  column: Column,
  { top, bus }: { readonly top: number; readonly bus: number },
  isFirst: boolean,
): PlacedBranch {
  const isStub = branch.kind === 'stub';
  const stubWidth = isStub && branch.outputs.length > 1 ? STUB.wide : STUB.width;
  const portX = isStub ? stubWidth / 2 : NODE.portX;
  const one = isStub ? (branch.outputs.length === 1 ? outputs[branch.outputs[0]!] : undefined) : branch.output;
  const label = one?.name ?? '';
  const name = `${owner.id}:${isStub ? `s${branch.outputs[0]}` : branch.index}`;
  const port = { column: from, dx: NODE.portX, y: owner.y };
  const start: OpenEnd = {
    id: name,
    from: owner.id,
    kind: 'control',
    before: isFirst ? STRAIGHT : [port, { column: from, dx: NODE.portX, y: bus }],
    column,
    dx: portX,
    y: isFirst ? owner.y : bus,
    isDisabled: !owner.isEnabled || (one ? !one.isEnabled : false),
    label: label === '' ? undefined : { text: label, at: { x: portX + 6, y: top - DROP.label } },
  };
  // The next column's drop must not run through the label.
  const labelEnd = label === '' ? 0 : portX + 6 + labelWidth(label);
  const labelRow = segment(top, Math.max(0, labelEnd - NODE.portX));
  if (branch.kind === 'stub') {
    return placeStub(context, branch, outputs, { start, column, top, width: stubWidth, labelEnd, skipped }, labelRow);
  }
  if (branch.kind === 'bypass') {
    const right = isFirst ? NODE.width : NODE.portX * 2;
    const through = isFirst ? start : { ...start, before: pointsOf(start), y: top };
    const ends = branch.output.continues ? [through] : [];
    return { bottom: top, contour: below(labelRow, segment(top + 1, right)), right: Math.max(right, labelEnd), ends };
  }
  const body = placeBody(context, branch.output.body, column, top, [start]);
  const ends = branch.output.continues ? body.ends : [];
  const right = Math.max(body.right, labelEnd);
  return { bottom: body.bottom, right, contour: below(labelRow, body.contour), ends };
}

interface StubPlace {
  readonly start: OpenEnd;
  readonly column: Column;
  readonly top: number;
  readonly width: number;
  readonly labelEnd: number;
  readonly skipped: number;
}

function placeStub(
  { draft, flow, container }: SpineContext,
  stub: Extract<Branch, { kind: 'stub' }>,
  outputs: readonly OutputView[],
  { start, column, top, width, labelEnd, skipped }: StubPlace,
  labelRow: Contour,
): PlacedBranch {
  const bottom = top + STUB.height;
  const owner = start.from;
  const folded = stub.outputs.map((index) => index + skipped);
  const box = { x: 0, y: top, width, height: STUB.height };
  draft.item({ id: stub.id, kind: 'stub', ...box, flow, container, text: stub.text, owner, outputs: folded }, column);
  const port = (y: number): DraftPoint => ({ column, dx: width / 2, y });
  draft.edge(lineFrom(start, stub.id, `${start.id}>${stub.id}`), [...pointsOf(start), port(top)], column);
  const continues = stub.outputs.some((index) => outputs[index]!.continues);
  const place = { before: STRAIGHT, column, dx: width / 2, y: bottom };
  const { id, isDisabled } = start;
  const end: OpenEnd = { id: `${id}<`, from: stub.id, kind: 'control', ...place, label: undefined, isDisabled };
  const contour = below(labelRow, segment(bottom, width));
  return { bottom, contour, right: Math.max(width, labelEnd), ends: continues ? [end] : [] };
}
