import { useMemo, useRef, useSyncExternalStore } from 'react';
import { layoutOf } from '../layout/layout.js';
import type { Placed } from '../layout/placed.js';
import type { Command } from '../state/commands.js';
import type { Lit } from '../state/lit.js';
import { opennessOf } from '../state/openness.js';
import { type Scene, sceneOf } from '../state/scene.js';
import { onlySecureData } from '../state/secure-only.js';
import type { GraphState } from '../state/state.js';
import type { Store } from '../state/store.js';

/** The layout and what the path makes of it, worked out again only when one of its reasons has changed. */
export function useSceneOf(store: Store<GraphState, Command>): Scene {
  const state = useSyncExternalStore(store.subscribe, store.get);
  const { index, lit, pinned, filters } = state;
  const query = state.over === 'search' ? state.query : '';
  const placed = usePlaced(state);
  const kind = lit?.kind;
  const at = lit?.index;
  return useMemo(() => {
    // The step that is walked changes nothing of the scene.
    const same: Lit | undefined = kind === undefined || at === undefined ? undefined : { kind, index: at, step: 0 };
    return sceneOf(index, placed, { lit: same, pinned, filters, query });
  }, [index, placed, kind, at, pinned, filters, query]);
}

function usePlaced(state: GraphState): Placed {
  const { index, scope, opened, closed, branches, opensAll, switches, lit, pinned } = state;
  const { onlySecure, quietBranches } = switches;
  const before = useRef<Placed>(undefined);
  const view = useMemo(() => (onlySecure ? onlySecureData(index.view).view : index.view), [index, onlySecure]);
  const reasons = [view, scope, opened, closed, branches, opensAll, quietBranches, lit?.kind, lit?.index, pinned];
  // biome-ignore lint/correctness/useExhaustiveDependencies: opennessOf reads exactly the parts of the state that are listed
  const placed = useMemo(() => layoutOf(view, opennessOf(state), before.current), reasons);
  before.current = placed;
  return placed;
}
