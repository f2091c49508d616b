import type { GraphView, PathView, StopView } from '../../server/core/ide/graph-view/graph-view.js';
import type { GraphSettings, ToView } from '../messages.js';
import type { Lit } from './lit.js';
import { restored } from './saved.js';
import type { GraphState, StalePath } from './state.js';
import { indexOf, nodeAt, type ViewIndex } from './view-index.js';

/** What a message of the host makes of the state. */
export function received(state: GraphState, message: ToView): GraphState {
  switch (message.type) {
    case 'view':
      return withView(state, message.version, message.view);
    case 'settings':
      return withSettings(state, message.settings);
    case 'theme':
      return { ...state, theme: message.kind };
    case 'restore':
      return state.hasView ? state : restored(state, message.state);
    case 'progress':
      return { ...state, progress: { done: message.done, total: message.total } };
    case 'export':
      return { ...state, over: 'export' };
    case 'cursor':
      return withCursor(state, message.uri, message.offset);
    case 'light':
      // What is opened for it depends on the layout, so it is lit outside of the reducer.
      return { ...state, asked: message.fingerprint };
  }
}

function withView(state: GraphState, version: number, view: GraphView): GraphState {
  if (version <= state.version) return state;
  const { progress: _, ...rest } = state;
  const unread = lostFlows(state, view);
  // A text in the middle of being typed may hold no flow at all; the last one that could be read stays.
  if (unread.length > 0) return { ...rest, version, unread };
  const index = indexOf(view);
  const next: GraphState = { ...rest, version, hasView: true, unread: [], index };
  return withPath(state, keepingPlaces(next, state, index));
}

function lostFlows({ index, scope }: GraphState, view: GraphView): GraphView['unread'] {
  const shown = index.view.flows.filter(({ id }) => scope === 'all' || scope.includes(id));
  const lost = new Set(shown.map(({ place }) => place.uri));
  for (const { place } of view.flows) lost.delete(place.uri);
  return view.unread.filter(({ uri }) => lost.has(uri));
}

/** Ids outlive edits; what has none any more loses the focus. */
function keepingPlaces(next: GraphState, before: GraphState, index: ViewIndex): GraphState {
  const { flows } = index.view;
  const stillThere = next.scope === 'all' ? [] : next.scope.filter((id) => index.entries.has(id));
  const first = flows.find(({ place }) => place.uri === next.caret?.uri) ?? flows[0];
  const scope = next.scope === 'all' ? 'all' : stillThere.length > 0 ? stillThere : first ? [first.id] : [];
  const { focus, details, cursor: _, ...rest } = next;
  const cursor = next.caret && nodeAt(index, next.caret.uri, next.caret.offset);
  const isFirst = !before.hasView;
  return {
    ...rest,
    scope,
    ...(focus !== undefined && (index.entries.has(focus) || !before.index.entries.has(focus)) && { focus }),
    ...(cursor !== undefined && { cursor }),
    ...(details !== undefined && index.entries.has(details) && { details }),
    ...(isFirst &&
      next.camera === undefined && { wish: { serial: (next.wish?.serial ?? 0) + 1, kind: 'start' as const } }),
  };
}

/** The lit path is looked for again in the new text; when it has changed, that is said and nothing is guessed. */
function withPath(before: GraphState, next: GraphState): GraphState {
  const { lit, pinned, ...rest } = next;
  const newPin = pinned && sameLit(before.index.view, next.index.view, pinned);
  const base: GraphState = newPin ? { ...rest, pinned: newPin } : rest;
  if (lit === undefined) return base;
  const same = sameLit(before.index.view, next.index.view, lit);
  if (same) return { ...base, lit: same };
  const stale = staleOf(before.index.view, next.index.view, lit);
  return { ...base, ...(stale && { stale }), said: 'This path has changed.' };
}

function sameLit(old: GraphView, view: GraphView, lit: Lit): Lit | undefined {
  const was = partOf(old, lit);
  const index = was === undefined ? -1 : findPart(old, view, lit);
  const now = index < 0 ? undefined : partOf(view, { ...lit, index });
  if (was === undefined || now === undefined || firstDifference(was, now) >= 0) return undefined;
  return { ...lit, index };
}

function partOf(view: GraphView, { kind, index }: Lit): PathView | StopView | undefined {
  return kind === 'path' ? view.paths[index] : view.stops[index];
}

/** A path is the same when its finding has the same fingerprint, a stop when it stands at the same node. */
function findPart(old: GraphView, view: GraphView, { kind, index }: Lit): number {
  if (kind === 'stop') {
    const was = old.stops[index];
    return view.stops.findIndex(({ node, label, barrier }) => {
      return node === was?.node && label === was.label && barrier === was.barrier;
    });
  }
  const fingerprint = fingerprintOf(old, index);
  return view.paths.findIndex((_, at) => fingerprintOf(view, at) === fingerprint);
}

export function fingerprintOf(view: GraphView, path: number): string | undefined {
  return view.findings[view.paths[path]?.finding ?? -1]?.fingerprint;
}

/** Index of the first step at another node; -1 when all are the same. */
function firstDifference(was: PathView | StopView, now: PathView | StopView): number {
  const length = Math.max(was.steps.length, now.steps.length);
  for (let at = 0; at < length; at++) if (was.steps[at]?.node !== now.steps[at]?.node) return at;
  return -1;
}

function staleOf(old: GraphView, view: GraphView, lit: Lit): StalePath | undefined {
  const was = partOf(old, lit);
  if (was === undefined) return undefined;
  const now = findPart(old, view, lit);
  const other = now < 0 ? undefined : partOf(view, { ...lit, index: now });
  const step = other ? firstDifference(was, other) : was.steps.length - 1;
  return { fingerprint: fingerprintOf(old, lit.index) ?? '', label: was.label, step: step + 1 };
}

/** The caret marks the node in which it stands, and chooses the flow while no path is lit. */
function withCursor(state: GraphState, uri: string, offset: number): GraphState {
  const { cursor: _, ...rest } = state;
  const node = nodeAt(state.index, uri, offset);
  const moved: GraphState = { ...rest, caret: { uri, offset }, ...(node !== undefined && { cursor: node }) };
  const flow = state.index.view.flows.find(({ place }) => place.uri === uri);
  if (flow === undefined) return moved;
  const serial = (state.wish?.serial ?? 0) + 1;
  const isDrawn = state.scope === 'all' || state.scope.includes(flow.id);
  if (!isDrawn) return state.lit ? moved : { ...moved, scope: [flow.id], trail: [], wish: { serial, kind: 'start' } };
  return node === undefined ? moved : { ...moved, wish: { serial, kind: 'show', node } };
}

function withSettings(state: GraphState, settings: Partial<GraphSettings>): GraphState {
  const { showsFilters = state.switches.filters } = settings;
  const switches = { ...state.switches, filters: showsFilters };
  return { ...state, settings: { ...state.settings, ...settings }, switches };
}
