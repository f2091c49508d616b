import type { SavedState } from '../messages.js';
import { type Camera, type GraphState, INITIAL, type SwitchName } from './state.js';

/** What survives closing the view; plain JSON, written by this version or by an older one. */
interface Saved {
  readonly version: 1;
  readonly scope: readonly string[] | 'all';
  readonly opened: readonly string[];
  readonly closed: readonly string[];
  readonly branches: readonly string[];
  readonly camera?: Camera;
  readonly switches: Partial<Record<SwitchName, boolean>>;
}

export function savedOf(state: GraphState): SavedState {
  const saved: Saved = {
    version: 1,
    scope: state.scope,
    opened: [...state.opened],
    closed: [...state.closed],
    branches: [...state.branches],
    ...(state.camera && { camera: state.camera }),
    switches: state.switches,
  };
  return saved;
}

/** The state with what was saved put into it; what is not of our making is left out. */
export function restored(state: GraphState, saved: SavedState): GraphState {
  if (!isRecord(saved) || saved.version !== 1) return state;
  const camera = cameraOf(saved.camera);
  return {
    ...state,
    scope: saved.scope === 'all' ? 'all' : strings(saved.scope),
    opened: new Set(strings(saved.opened)),
    closed: new Set(strings(saved.closed)),
    branches: new Set(strings(saved.branches)),
    switches: switchesOf(saved.switches, state),
    ...(camera && { camera, wish: { serial: (state.wish?.serial ?? 0) + 1, kind: 'go', camera } }),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function cameraOf(value: unknown): Camera | undefined {
  if (!isRecord(value)) return undefined;
  const { x, y, zoom } = value;
  const isNumber = (one: unknown): one is number => typeof one === 'number' && Number.isFinite(one);
  return isNumber(x) && isNumber(y) && isNumber(zoom) && zoom > 0 ? { x, y, zoom } : undefined;
}

function switchesOf(value: unknown, state: GraphState): GraphState['switches'] {
  if (!isRecord(value)) return state.switches;
  const known = Object.keys(INITIAL.switches).filter((name) => typeof value[name] === 'boolean');
  return { ...state.switches, ...Object.fromEntries(known.map((name) => [name, value[name]])) };
}
