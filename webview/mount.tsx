import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import type { Host } from './host.js';
import type { Places } from './parts/graph-context.js';
import type { Command } from './state/commands.js';
import { reduce } from './state/reduce.js';
import { savedOf } from './state/saved.js';
import { type GraphState, INITIAL } from './state/state.js';
import { createStore, type Store } from './state/store.js';

export interface Mounted {
  /** Takes the graph out of the page again. */
  readonly unmount: () => void;
}

/** Puts the graph into an element; everything it knows comes from the host. */
export function mount(element: HTMLElement, host: Host, places: Places = {}): Mounted {
  const store = createStore(reduce, INITIAL);
  const root = createRoot(element);
  root.render(<App store={store} host={host} places={places} />);
  const endListening = host.listen((message) => store.dispatch({ type: 'host', message }));
  const endSaving = saveChanges(store, host);
  host.send({ type: 'ready' });
  return {
    unmount() {
      endListening();
      endSaving();
      root.unmount();
    },
  };
}

/** Milliseconds of rest before the state is given to the host. */
const REST = 300;

/** The parts that are saved; a new one of any of them is a change. */
const SAVED = ['scope', 'opened', 'closed', 'branches', 'camera', 'switches'] as const;

function saveChanges(store: Store<GraphState, Command>, host: Host): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = store.get();
  const end = store.subscribe(() => {
    const now = store.get();
    if (!now.hasView || SAVED.every((name) => now[name] === last[name])) return;
    last = now;
    clearTimeout(timer);
    timer = setTimeout(() => host.send({ type: 'stateChanged', state: savedOf(store.get()) }), REST);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}
