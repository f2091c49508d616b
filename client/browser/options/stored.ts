import type { BrowserApi } from '../api.js';
import type { Shelf } from '../designer/shelf.js';
import { TOKEN as GITHUB_TOKEN } from '../doors/github/token.js';
import { CLICKED } from '../messages.js';
import { SESSION_KEY, SETTINGS_KEY } from '../sign-in.js';

/** Something that the extension keeps, in words. */
export interface StoredThing {
  readonly what: string;
  readonly until: string;
}

/** Where things are kept. */
export interface Stores {
  readonly storage: BrowserApi['storage'];
  readonly shelf: Pick<Shelf, 'names' | 'remove'>;
  /** `localStorage`; the pages arrange themselves with it. */
  readonly page: Pick<Storage, 'length' | 'key' | 'removeItem'>;
}

const FORGOTTEN = 'until you forget it';
const SESSION = 'in memory, until the browser is closed';

const WORDS: ReadonlyMap<string, string> = new Map([
  [SETTINGS_KEY, 'Region and client id for Genesys Cloud'],
  [SESSION_KEY, 'Token of the sign-in to Genesys Cloud'],
  [GITHUB_TOKEN, 'Token for GitHub'],
  [CLICKED, 'When the button was clicked last'],
]);

/** On the shelf whenever somebody has looked there. */
const VISIT = 'visit';

/** All that is kept at the moment; names only, never what is in them. */
export async function storedThings({ storage, shelf, page }: Stores): Promise<readonly StoredThing[]> {
  const [session, local, names] = await Promise.all([storage.session.keys(), storage.local.keys(), shelf.names()]);
  const files = names.filter((name) => name !== VISIT);
  return [
    ...session.map((key) => ({ what: wordsFor(key), until: SESSION })),
    ...local.map((key) => ({ what: wordsFor(key), until: FORGOTTEN })),
    ...(files.length > 0
      ? [{ what: 'The last workspace of the full page, with its files and drafts', until: FORGOTTEN }]
      : []),
    ...(page.length > 0 ? [{ what: 'How the pages were arranged', until: FORGOTTEN }] : []),
  ];
}

/** Removes all of it, what nobody here knows the name of too. */
export async function forgetEverything({ storage, shelf, page }: Stores): Promise<void> {
  const emptied = [storage.session, storage.local].map(async (kept) => {
    await Promise.all((await kept.keys()).map((key) => kept.remove(key)));
  });
  await Promise.all([...emptied, shelf.names().then((names) => shelf.remove(names))]);
  for (let at = page.length - 1; at >= 0; at--) page.removeItem(page.key(at) ?? '');
}

function wordsFor(key: string): string {
  return WORDS.get(key) ?? `A setting called ${key}`;
}
