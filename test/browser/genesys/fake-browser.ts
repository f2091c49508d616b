import type { BrowserApi, Kept } from '../../../client/browser/api.js';

/** What a test needs of a browser to sign in: two stores, and a page that sends back. */
export interface FakeBrowser {
  readonly api: BrowserApi;
  readonly local: Map<string, unknown>;
  readonly session: Map<string, unknown>;
  /** Addresses that were shown to sign in on. */
  readonly shown: string[];
}

export const REDIRECT = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

/** `visit`: what the browser does with the page's address; resolves to where it was sent back. */
export function fakeBrowser(visit: (address: string) => Promise<string> = followed): FakeBrowser {
  const local = new Map<string, unknown>();
  const session = new Map<string, unknown>();
  const shown: string[] = [];
  const signIn = {
    redirect: () => REDIRECT,
    ask: (address: string) => {
      shown.push(address);
      return visit(address);
    },
  };
  const storage = { local: keptIn(local), session: keptIn(session) };
  // The rest of a browser is not used here; to use it fails.
  return { api: { storage, signIn } as BrowserApi, local, session, shown };
}

/** Goes to the page and stops where it sends back to. */
export async function followed(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' }).catch(() => undefined);
  const back = response?.headers.get('location');
  if (!back) throw new Error('Authorization page could not be loaded.');
  return back;
}

function keptIn(map: Map<string, unknown>): Kept {
  return {
    get: async (key) => map.get(key),
    set: async (key, value) => void map.set(key, structuredClone(value)),
    remove: async (key) => void map.delete(key),
    keys: async () => [...map.keys()],
    onChange: () => () => {},
  };
}
