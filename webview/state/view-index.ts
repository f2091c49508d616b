import type {
  ActionView,
  BrokenView,
  ContainerView,
  FlowView,
  GraphView,
  NodeId,
} from '../../server/core/ide/graph-view/graph-view.js';

/** Where a node stands in the nesting; everything that is asked of a view goes through it. */
export type Entry =
  | { readonly kind: 'flow'; readonly flow: FlowView }
  | { readonly kind: 'container'; readonly flow: FlowView; readonly container: ContainerView }
  | ActionEntry;

export interface ActionEntry {
  readonly kind: 'action';
  readonly flow: FlowView;
  readonly container: ContainerView;
  readonly action: ActionView;
  /** The action whose output holds it, and which output; the container's own sequence has neither. */
  readonly parent?: ActionEntry;
  readonly output: number;
  /** The sequence in which it stands, and where. */
  readonly siblings: readonly ActionView[];
  readonly at: number;
}

export interface ViewIndex {
  readonly view: GraphView;
  readonly entries: ReadonlyMap<NodeId, Entry>;
  /** Actions and containers of one flow in the order of the file. */
  readonly order: readonly NodeId[];
  readonly actions: number;
  /** Nodes in which a place could not be read. */
  readonly broken: ReadonlyMap<NodeId, BrokenView>;
}

/** Everything of a view by its id; ids are data, so it is a Map. */
export function indexOf(view: GraphView): ViewIndex {
  const entries = new Map<NodeId, Entry>();
  const order: NodeId[] = [];
  const add = (id: NodeId, entry: Entry) => {
    entries.set(id, entry);
    order.push(id);
  };
  for (const flow of view.flows) {
    add(flow.id, { kind: 'flow', flow });
    for (const container of flow.containers) {
      add(container.id, { kind: 'container', flow, container });
      addActions(container.body, { flow, container, output: 0 }, add);
    }
  }
  const actions = view.flows.reduce((sum, { counts }) => sum + counts.actions, 0);
  return { view, entries, order, actions, broken: brokenNodes(view, entries) };
}

/** Marked places per flow; a text that is no flow at all has one on every line. */
const MOST_BROKEN = 50;

function brokenNodes({ flows }: GraphView, entries: ReadonlyMap<NodeId, Entry>): ReadonlyMap<NodeId, BrokenView> {
  const found = new Map<NodeId, BrokenView>();
  for (const { broken } of flows) {
    for (const one of broken.slice(0, MOST_BROKEN)) {
      const node = nodeAt({ entries }, one.place.uri, one.place.start);
      if (node !== undefined && !found.has(node)) found.set(node, one);
    }
  }
  return found;
}

interface Around {
  readonly flow: FlowView;
  readonly container: ContainerView;
  readonly parent?: ActionEntry;
  readonly output: number;
}

/** Nesting of hostile files is deep, so the outputs wait on a list and not on the stack. */
function addActions(body: readonly ActionView[], around: Around, add: (id: NodeId, entry: Entry) => void): void {
  const waiting: { readonly siblings: readonly ActionView[]; readonly at: number; readonly around: Around }[] = [];
  const wait = (siblings: readonly ActionView[], where: Around) => {
    for (let at = siblings.length - 1; at >= 0; at--) waiting.push({ siblings, at, around: where });
  };
  wait(body, around);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const action = next.siblings[next.at]!;
    const entry: ActionEntry = { kind: 'action', action, siblings: next.siblings, at: next.at, ...next.around };
    add(action.id, entry);
    for (let output = action.outputs.length - 1; output >= 0; output--) {
      wait(action.outputs[output]!.body, { flow: entry.flow, container: entry.container, parent: entry, output });
    }
  }
}

export function actionEntry(index: ViewIndex, id: NodeId): ActionEntry | undefined {
  const entry = index.entries.get(id);
  return entry?.kind === 'action' ? entry : undefined;
}

/** The container of a node, itself when it is one; a flow has none. */
export function containerOf(index: ViewIndex, id: NodeId): ContainerView | undefined {
  const entry = index.entries.get(id);
  return entry === undefined || entry.kind === 'flow' ? undefined : entry.container;
}

export function flowOf(index: ViewIndex, id: NodeId): FlowView | undefined {
  return index.entries.get(id)?.flow;
}

/** The innermost node that holds a place of a file. */
export function nodeAt(index: Pick<ViewIndex, 'entries'>, uri: string, offset: number): NodeId | undefined {
  let best: { readonly id: NodeId; readonly length: number } | undefined;
  for (const [id, entry] of index.entries) {
    const { place } = partOf(entry);
    const length = place.end - place.start;
    if (place.uri !== uri || offset < place.start || offset > place.end) continue;
    if (entry.kind !== 'flow' && (best === undefined || length <= best.length)) best = { id, length };
  }
  return best?.id;
}

/** What is drawn of an entry. */
export function partOf(entry: Entry): FlowView | ContainerView | ActionView {
  if (entry.kind === 'flow') return entry.flow;
  return entry.kind === 'container' ? entry.container : entry.action;
}

export function titleOf(entry: Entry): string {
  if (entry.kind === 'action') return entry.action.title;
  return entry.kind === 'container' ? entry.container.name : entry.flow.name;
}
