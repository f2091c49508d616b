import type { GraphView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import type { Host } from '../host.js';
import { layoutOf } from '../layout/layout.js';
import type { PlacedItem } from '../layout/placed.js';
import type { Deeds } from '../parts/graph-context.js';
import type { Command } from '../state/commands.js';
import { detailOf } from '../state/detail.js';
import { type Lit, litAt, stepsOf } from '../state/lit.js';
import { around, canBeRead, containersToOpen, flowsInScope, flowsOf, opennessOf } from '../state/openness.js';
import { fingerprintOf } from '../state/receive.js';
import { itemOf, type Scene } from '../state/scene.js';
import { focusSentence } from '../state/sentences.js';
import type { GraphState, Scope } from '../state/state.js';
import type { Store } from '../state/store.js';
import { containerOf, flowOf, partOf } from '../state/view-index.js';

/** What the deeds need of the world around the state. */
export interface Surroundings {
  readonly store: Store<GraphState, Command>;
  readonly host: Host;
  readonly scene: () => Scene;
  readonly size: () => { readonly width: number; readonly height: number };
}

export function deedsOf(around: Surroundings): Deeds {
  const { store } = around;
  return {
    ...pathDeeds(around),
    ...itemDeeds(around),
    findAgain() {
      const { index, stale } = store.get();
      if (stale === undefined) return;
      store.dispatch({ type: 'forgetStale' });
      const again = pathLike(index.view, stale.fingerprint, stale.label);
      if (again === undefined) store.dispatch({ type: 'say', text: 'No path found.' });
      else light(around, { kind: 'path', index: again, step: 0 });
    },
  };
}

/** The path of the same finding, else one of the same label. */
function pathLike({ findings, paths }: GraphView, fingerprint: string, label: string): number | undefined {
  const same = findings.find((finding) => finding.fingerprint === fingerprint)?.path;
  const alike = paths.findIndex((path) => path.label === label);
  return same ?? (alike < 0 ? undefined : alike);
}

/** Its containers are opened when the path can then be read at once; else they stay as they are. */
function light({ store, host, size }: Surroundings, lit: Lit): void {
  const state = store.get();
  const { index } = state;
  const nodes = stepsOf(index.view, lit).map(({ node }) => node);
  const scope = scopeFor(state, nodes);
  const wanted = containersToOpen(index, nodes);
  const opens = wanted.length > 0 && isReadable({ ...state, scope, lit }, wanted, nodes, size()) ? wanted : [];
  store.dispatch({ type: 'light', lit, opens, scope });
  tellStep(store.get(), host);
}

function scopeFor(state: GraphState, nodes: readonly NodeId[]): Scope {
  const drawn = new Set(flowsInScope(state).map(({ id }) => id));
  const flows = flowsOf(state.index, nodes);
  return flows.every((flow) => drawn.has(flow)) ? state.scope : flows;
}

function isReadable(
  state: GraphState,
  opens: readonly NodeId[],
  nodes: readonly NodeId[],
  size: { readonly width: number; readonly height: number },
): boolean {
  const opened = new Set([...state.opened, ...opens]);
  const wanted = new Set(nodes);
  const placed = layoutOf(state.index.view, opennessOf({ ...state, opened }));
  const box = around(placed.items.filter(({ id }) => wanted.has(id)).map(stepBox));
  return box !== undefined && canBeRead(box, size);
}

function stepBox(item: PlacedItem) {
  return item.kind === 'container' || item.kind === 'loop' ? { ...item, height: 40 } : item;
}

/** The editor shows the same step, and marks the others. */
function tellStep({ index, lit }: GraphState, host: Host): void {
  const step = stepsOf(index.view, lit)[lit?.step ?? -1];
  const fingerprint = lit?.kind === 'path' ? fingerprintOf(index.view, lit.index) : undefined;
  host.send({ type: 'lit', ...(lit && fingerprint !== undefined && { fingerprint, step: lit.step }) });
  if (step) host.send({ type: 'reveal', place: step.place, keepsFocus: true });
}

function pathDeeds(around: Surroundings) {
  const { store, host } = around;
  const walkTo = (step: number) => {
    const { index, lit } = store.get();
    if (stepsOf(index.view, lit)[step] === undefined) return;
    store.dispatch({ type: 'walk', step });
    tellStep(store.get(), host);
  };
  return {
    light: (lit: Lit) => light(around, lit),
    lightAt(node: NodeId) {
      const [first] = litAt(store.get().index.view, node);
      if (first) light(around, { ...first, step: 0 });
      else store.dispatch({ type: 'details', node });
    },
    walkTo,
    walk: (by: 1 | -1) => walkTo((store.get().lit?.step ?? -1) + by),
    changePath(by: 1 | -1) {
      const { index, lit } = store.get();
      const count = index.view.paths.length;
      if (count === 0) return;
      const at = lit?.kind === 'path' ? lit.index + by : by > 0 ? 0 : count - 1;
      light(around, { kind: 'path', index: (at + count) % count, step: 0 });
    },
    leave() {
      store.dispatch({ type: 'leave' });
      host.send({ type: 'lit' });
    },
    pinAt(node: NodeId) {
      const { index, lit, pinned } = store.get();
      const other = litAt(index.view, node).find((one) => one.kind !== lit?.kind || one.index !== lit.index);
      if (other && !(pinned?.kind === other.kind && pinned.index === other.index)) {
        store.dispatch({ type: 'pin', lit: other });
      } else store.dispatch({ type: 'pin' });
    },
  };
}

function itemDeeds(around: Surroundings) {
  const { store, host, scene } = around;
  const focusItem = (item: string, isShown: boolean) => {
    const { index, focus, camera } = store.get();
    if (focus === item && !isShown) return;
    // A node that has the real focus is read anyway; far away there is none.
    const isFar = detailOf(camera?.zoom ?? 1) === 'blocks';
    const says = isFar && focusSentence(index, scene().ways.items.get(item), scene().onPath);
    store.dispatch({ type: 'focus', item, shows: isShown, ...(says && { says }) });
  };
  const reveal = (node: string, keepsFocus: boolean) => {
    const entry = store.get().index.entries.get(node);
    if (entry) host.send({ type: 'reveal', place: partOf(entry).place, keepsFocus });
  };
  return {
    focusItem,
    reveal,
    activate: (item: string) => activate(around, item),
    choose(id: string) {
      focusItem(id, false);
      const item = scene().ways.items.get(id);
      if (item?.kind === 'stub' || item?.kind === 'portal' || item?.kind === 'collapsed') return activate(around, id);
      const onPath = scene().onPath.get(id)?.steps[0];
      if (onPath !== undefined) return deedsOf(around).walkTo(onPath - 1);
      reveal(id, true);
      if (item?.kind === 'action' || item?.kind === 'loop') store.dispatch({ type: 'details', node: id });
    },
    goTo(node: string) {
      const { index, scope } = store.get();
      const flow = flowOf(index, node)?.id;
      const isDrawn = scope === 'all' || (flow !== undefined && scope.includes(flow));
      if (!isDrawn && flow !== undefined) store.dispatch({ type: 'scope', scope: [flow] });
      const container = containerOf(index, node)?.id;
      if (container !== undefined && container !== node && itemOf(index, scene().ways, node) !== node) {
        store.dispatch({ type: 'toggle', container, isOpen: true });
      }
      store.dispatch({ type: 'wish', wish: { kind: 'fit-nodes', nodes: [node] } });
      store.dispatch({ type: 'focus', item: node });
      reveal(node, true);
    },
  };
}

function activate(around: Surroundings, id: string): void {
  const { store, host, scene } = around;
  const item = scene().ways.items.get(id);
  switch (item?.kind) {
    case 'container':
    case 'collapsed':
      store.dispatch({ type: 'toggle', container: id, isOpen: item.kind === 'collapsed' });
      break;
    case 'stub':
      unfold(store, item);
      break;
    case 'portal':
      enter(store, host, item);
      break;
    case 'frame':
      store.dispatch({ type: 'scope', scope: [id] });
      break;
    default:
      pathDeeds(around).lightAt(id);
  }
}

/** Branches up to which a stub opens in place; cases of a large switch never become as many columns. */
const OPENS_IN_PLACE = 6;

function unfold(store: Surroundings['store'], { id, owner, outputs = [] }: PlacedItem): void {
  if (owner !== undefined && outputs.length > OPENS_IN_PLACE) store.dispatch({ type: 'cases', of: owner });
  else store.dispatch({ type: 'unfold', branch: id });
}

/** Another flow takes the place of this one, and the breadcrumb grows; one that is missing is the host's affair. */
function enter(store: Surroundings['store'], host: Host, { target, text, flow }: PlacedItem): void {
  if (target === undefined) host.send({ type: 'openFlow', ...(text !== undefined && { name: text }) });
  else store.dispatch({ type: 'scope', scope: [target], trail: [...store.get().trail, flow] });
}
