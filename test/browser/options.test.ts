import { expect, test } from 'vitest';
import { memoryShelf } from '../../client/browser/designer/shelf.js';
import { forgetEverything, type Stores, storedThings } from '../../client/browser/options/stored.js';
import { keepGenesysSettings, SESSION_KEY } from '../../client/browser/sign-in.js';
import { fakeBrowser } from './genesys/fake-browser.js';

function pageStore(entries: Readonly<Record<string, string>>): Stores['page'] & { readonly kept: Map<string, string> } {
  const kept = new Map(Object.entries(entries));
  return {
    kept,
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    removeItem: (key) => void kept.delete(key),
  };
}

async function used() {
  const browser = fakeBrowser();
  const shelf = memoryShelf();
  const page = pageStore({ 'keytrace.designer': '{}', 'keytrace.other': '1' });
  await keepGenesysSettings(browser.api, {
    region: 'mypurecloud.de',
    clientId: '01234567-89ab-cdef-0123-456789abcdef',
  });
  await browser.api.storage.session.set(SESSION_KEY, { region: 'mypurecloud.de', token: 'very-secret', expires: 1 });
  await browser.api.storage.session.set('later', 'another-secret');
  await shelf.put([
    ['visit', 1],
    ['draft pay.yaml', 'text'],
  ]);
  return { browser, stores: { storage: browser.api.storage, shelf, page } satisfies Stores, page, shelf };
}

test('says what is kept and for how long, and nothing of what is in it', async () => {
  const { stores } = await used();
  const things = await storedThings(stores);
  expect(things.map(({ what, until }) => `${what}: ${until}`)).toEqual([
    'Token of the sign-in to Genesys Cloud: in memory, until the browser is closed',
    'A setting called later: in memory, until the browser is closed',
    'Region and client id for Genesys Cloud: until you forget it',
    'The last workspace of the full page, with its files and drafts: until you forget it',
    'How the pages were arranged: until you forget it',
  ]);
  expect(JSON.stringify(things)).not.toMatch(/secret|01234567/);
});

test('says that nothing is kept when nobody has done anything', async () => {
  const shelf = memoryShelf();
  await shelf.put([['visit', 1]]);
  expect(await storedThings({ storage: fakeBrowser().api.storage, shelf, page: pageStore({}) })).toEqual([]);
});

test('forgets everything, whoever has put it there', async () => {
  const { stores, browser, page, shelf } = await used();
  await forgetEverything(stores);
  expect([browser.local.size, browser.session.size, page.kept.size, (await shelf.names()).length]).toEqual([
    0, 0, 0, 0,
  ]);
  expect(await storedThings(stores)).toEqual([]);
});
