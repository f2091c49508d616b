import type { NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import type { Command } from './commands.js';
import { stepsOf } from './lit.js';
import { received } from './receive.js';
import { litSentence, stopSentence, walkSentence } from './sentences.js';
import type { CameraWish, GraphState } from './state.js';

/** The only place where the state changes. */
export function reduce(state: GraphState, command: Command): GraphState {
  switch (command.type) {
    case 'host':
      return received(state, command.message);
    case 'light':
      return light(state, command);
    case 'walk':
      return walk(state, command.step);
    case 'leave':
      return leave(state);
    case 'pin':
      return pin(state, command);
    case 'focus':
      return focus(state, command);
    case 'details':
      return details(state, command.node);
    case 'toggle':
      return toggle(state, command.container, command.isOpen);
    case 'unfold':
      return { ...state, branches: toggled(state.branches, command.branch) };
    case 'openAll':
      return { ...state, opensAll: true, closed: new Set() };
    case 'cases':
      return { ...state, over: 'cases', cases: command.of, query: '' };
    case 'scope':
      return wish({ ...without(state, 'focus'), scope: command.scope, trail: command.trail ?? [] }, { kind: 'start' });
    default:
      return reduceChrome(state, command);
  }
}

function reduceChrome(state: GraphState, command: Command): GraphState {
  switch (command.type) {
    case 'filter':
      return { ...state, filters: command.filters };
    case 'switch':
      return { ...state, switches: { ...state.switches, [command.name]: !state.switches[command.name] } };
    case 'side':
      return { ...state, side: command.side };
    case 'over':
      return { ...state, over: command.over, query: command.query ?? (command.over === 'search' ? state.query : '') };
    case 'wish':
      return wish(state, command.wish);
    case 'camera':
      return { ...state, camera: command.camera };
    case 'answered':
      return without(state, 'asked');
    case 'forgetStale':
      return without(state, 'stale');
    case 'hush':
      return { ...state, quiet: true };
    case 'say':
      return { ...state, said: command.text };
    default:
      return state;
  }
}

function light(state: GraphState, { lit, opens, scope }: Extract<Command, { type: 'light' }>): GraphState {
  const { view } = state.index;
  const steps = stepsOf(view, lit);
  if (steps.length === 0) return state;
  const { camera, opened, closed } = state;
  const path = lit.kind === 'path' ? view.paths[lit.index] : undefined;
  const stop = lit.kind === 'stop' ? view.stops[lit.index] : undefined;
  const next: GraphState = {
    ...without(state, 'stale'),
    lit,
    scope,
    before: state.before ?? { camera, scope: state.scope, opened, closed },
    opened: new Set([...opened, ...opens]),
    closed: new Set([...closed].filter((id) => !opens.includes(id))),
    drawn: state.drawn + 1,
    side: 'steps',
    said: path ? litSentence(view, path, lit.step) : stop ? stopSentence(stop) : '',
    ...(steps[lit.step] && { focus: steps[lit.step]!.node }),
  };
  return wish(next, { kind: 'fit-nodes', nodes: steps.map(({ node }) => node) });
}

function walk(state: GraphState, to: number): GraphState {
  const { lit, index } = state;
  const steps = stepsOf(index.view, lit);
  const step = steps[to];
  if (lit === undefined || step === undefined) return state;
  const path = lit.kind === 'path' ? index.view.paths[lit.index] : undefined;
  const sink = path && index.view.findings[path.finding]?.sink;
  const said = walkSentence(steps, to, sink);
  return wish({ ...state, lit: { ...lit, step: to }, focus: step.node, said }, { kind: 'show', node: step.node });
}

/** Zoom, centre and open containers are those of before; the second value goes with the first. */
function leave(state: GraphState): GraphState {
  if (state.lit === undefined && state.pinned === undefined) return state;
  const { before } = state;
  const left: GraphState = {
    ...without(without(without(state, 'lit'), 'before'), 'pinned'),
    side: state.side === 'steps' ? 'none' : state.side,
    said: 'Path left.',
  };
  if (before === undefined) return left;
  const { camera, scope, opened, closed } = before;
  const restored = { ...left, scope, opened, closed };
  return camera ? wish(restored, { kind: 'go', camera }) : restored;
}

function pin(state: GraphState, { lit }: Extract<Command, { type: 'pin' }>): GraphState {
  if (lit === undefined) return { ...without(state, 'pinned'), said: 'Value unpinned.' };
  const label =
    lit.kind === 'path' ? state.index.view.paths[lit.index]?.label : state.index.view.stops[lit.index]?.label;
  return { ...state, pinned: lit, said: `${label ?? 'Value'} pinned.` };
}

function focus(state: GraphState, { item, says, shows }: Extract<Command, { type: 'focus' }>): GraphState {
  const said = says ?? state.said;
  if (item === undefined) return { ...without(state, 'focus'), said };
  const focused: GraphState = { ...state, focus: item, said };
  const followed = state.side === 'details' && state.index.entries.has(item) ? { ...focused, details: item } : focused;
  return shows ? wish(followed, { kind: 'show', node: item }) : followed;
}

function details(state: GraphState, node: NodeId | undefined): GraphState {
  if (node !== undefined) return { ...state, details: node, side: 'details' };
  return { ...without(state, 'details'), side: state.lit === undefined ? 'none' : 'steps' };
}

function toggle(state: GraphState, container: NodeId, isOpen: boolean): GraphState {
  const opened = new Set(state.opened);
  const closed = new Set(state.closed);
  (isOpen ? closed : opened).delete(container);
  (isOpen ? opened : closed).add(container);
  return { ...state, opened, closed, said: isOpen ? 'Opened.' : 'Closed.', focus: container };
}

function toggled(set: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(key)) next.add(key);
  return next;
}

type Wish = Extract<Command, { type: 'wish' }>['wish'];

export function wish(state: GraphState, wanted: Wish): GraphState {
  // The spread of a union loses which member it is; `wanted` is one of them without its number.
  return { ...state, wish: { ...wanted, serial: (state.wish?.serial ?? 0) + 1 } as CameraWish };
}

/** The state without one of the parts that may be missing. */
export function without<Key extends keyof GraphState>(state: GraphState, key: Key): GraphState {
  if (state[key] === undefined) return state;
  const { [key]: _, ...rest } = state;
  // Only optional parts are left out, see the callers.
  return rest as GraphState;
}
