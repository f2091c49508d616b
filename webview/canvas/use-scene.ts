import { useMemo, useSyncExternalStore } from 'react';
import type { Command } from '../state/commands.js';
import { opennessOf } from '../state/openness.js';
import { type Scene, sceneOf } from '../state/scene.js';
import { onlySecureData } from '../state/secure-only.js';
import { layoutOf } from '../state/simple-layout.js';
import type { GraphState } from '../state/state.js';
import type { Store } from '../state/store.js';

/** The layout and what the path makes of it, worked out again only when one of its reasons has changed. */
export function useSceneOf(store: Store<GraphState, Command>): Scene {
  const part = <Part>(select: (state: GraphState) => Part): Part =>
    // biome-ignore lint/correctness/useHookAtTopLevel: called the same number of times in the same order
    useSyncExternalStore(store.subscribe, () => select(store.get()));
  const index = part((state) => state.index);
  const scope = part((state) => state.scope);
  const opened = part((state) => state.opened);
  const closed = part((state) => state.closed);
  const branches = part((state) => state.branches);
  const opensAll = part((state) => state.opensAll);
  const onlySecure = part((state) => state.switches.onlySecure);
  const quiet = part((state) => state.switches.quietBranches);
  const litKind = part((state) => state.lit?.kind);
  const litIndex = part((state) => state.lit?.index);
  const pinned = part((state) => state.pinned);
  const filters = part((state) => state.filters);
  const query = part((state) => (state.over === 'search' ? state.query : ''));
  const view = useMemo(() => (onlySecure ? onlySecureData(index.view).view : index.view), [index, onlySecure]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: opennessOf reads exactly these parts of the state
  const placed = useMemo(
    () => layoutOf(view, opennessOf(store.get())),
    [view, scope, opened, closed, branches, opensAll, quiet, litKind, litIndex, pinned],
  );
  return useMemo(() => {
    const lit =
      litKind === undefined || litIndex === undefined
        ? undefined
        : ({ kind: litKind, index: litIndex, step: 0 } as const);
    return sceneOf(index, placed, { lit, pinned, filters, query });
  }, [index, placed, litKind, litIndex, pinned, filters, query]);
}
