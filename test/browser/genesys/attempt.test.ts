import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { BrowserApi } from '../../../client/browser/api.js';
import type { Region } from '../../../client/browser/doors/genesys/regions.js';
import { askFor, attemptSignIn } from '../../../client/browser/options/sign-in-attempt.js';
import { genesysSettings, SESSION_KEY } from '../../../client/browser/sign-in.js';
import { CLIENT_ID, type GenesysStub, startGenesys } from '../../hosts/browser/stubs/genesys.mjs';
import { type FakeBrowser, fakeBrowser } from './fake-browser.js';

let stub: GenesysStub;
let region: Region;

const SETTINGS = { region: 'stub', clientId: CLIENT_ID };
const REGION: Region = {
  domain: 'mypurecloud.de',
  web: 'https://apps.mypurecloud.de',
  api: 'https://api.mypurecloud.de',
  login: 'https://login.mypurecloud.de',
};

beforeAll(async () => {
  stub = await startGenesys();
  region = { domain: 'stub', web: stub.origin, api: stub.origin, login: stub.origin };
});

afterAll(() => stub.close());
beforeEach(() => stub.reset());

const attempt = ({ api }: FakeBrowser, asked: Promise<boolean>) =>
  attemptSignIn(api, [region], SETTINGS, asked, new AbortController().signal);

test('what is allowed ends signed in', async () => {
  const browser = fakeBrowser();
  expect(await attempt(browser, Promise.resolve(true))).toBeUndefined();
  expect(browser.session.has(SESSION_KEY)).toBe(true);
});

test('what is denied sends nothing, says so, and keeps what was entered', async () => {
  const browser = fakeBrowser();
  expect(await attempt(browser, Promise.resolve(false))).toMatch(/told not to let Keytrace reach these hosts/);
  expect([browser.shown, stub.requests, browser.session.size]).toEqual([[], [], 0]);
  expect(await genesysSettings(browser.api)).toEqual(SETTINGS);
});

test('what was closed, and what nobody has thought of, are told in words', async () => {
  const closed = fakeBrowser(() => Promise.reject(new Error('User cancelled or denied access.')));
  expect(await attempt(closed, Promise.resolve(true))).toBe('The sign-in was closed.');
  const broken = await attempt(fakeBrowser(), Promise.reject(new Error('internal secret')));
  expect(broken).toBe('Signing in has failed in a way that is not known.');
});

test('three hosts of one region are asked for, and a name only where it is missing', async () => {
  const asked: unknown[] = [];
  const permissions = {
    request: async (rights: unknown) => asked.push(rights) > 0,
    has: async () => false,
  };
  const api = { permissions } as unknown as BrowserApi; // the rest of it is not used
  expect(await askFor(api, REGION, ['identity'])).toBe(true);
  const origins = ['https://api.mypurecloud.de/*', 'https://login.mypurecloud.de/*', 'https://apps.mypurecloud.de/*'];
  expect(asked).toEqual([{ origins, names: ['identity'] }]);
});

test.each([true, false])('a browser that cannot be asked is asked what it has allowed before: %s', async (before) => {
  const permissions = {
    request: () => Promise.reject(new Error('may only be called from a user input handler')),
    has: async () => before,
  };
  const api = { permissions } as unknown as BrowserApi; // the rest of it is not used
  expect(await askFor(api, REGION, [])).toBe(before);
});
