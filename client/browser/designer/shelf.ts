import { createStore, delMany, getMany, keys, setMany } from 'idb-keyval';

/** Where things lie between two visits. Values are whatever the browser can copy, handles of files included. */
export interface Shelf {
  /** False: everything goes with the page. */
  readonly isLasting: boolean;
  get(names: readonly string[]): Promise<readonly unknown[]>;
  put(entries: readonly (readonly [name: string, value: unknown])[]): Promise<void>;
  remove(names: readonly string[]): Promise<void>;
  names(): Promise<readonly string[]>;
}

const DATABASE = 'keytrace';
const STORE = 'workspace';

/** The browser's own database; where that is forbidden, as in some private windows, the memory of the page. */
export async function openShelf(): Promise<Shelf> {
  try {
    const store = createStore(DATABASE, STORE);
    // Only an attempt tells whether it is allowed.
    await setMany([['visit', Date.now()]], store);
    return {
      isLasting: true,
      get: (names) => getMany([...names], store),
      put: (entries) =>
        setMany(
          entries.map(([name, value]) => [name, value]),
          store,
        ),
      remove: (names) => delMany([...names], store),
      names: async () => (await keys(store)).map(String),
    };
  } catch {
    return memoryShelf();
  }
}

/** Forgets with the page. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, unknown>();
  return {
    isLasting: false,
    get: async (names) => names.map((name) => kept.get(name)),
    put: async (entries) => {
      for (const [name, value] of entries) kept.set(name, value);
    },
    remove: async (names) => {
      for (const name of names) kept.delete(name);
    },
    names: async () => [...kept.keys()],
  };
}
