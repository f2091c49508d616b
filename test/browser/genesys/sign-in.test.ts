import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DoorProblem } from '../../../client/browser/doors/door.js';
import type { Region } from '../../../client/browser/doors/genesys/regions.js';
import {
  forgetGenesys,
  genesysSessions,
  genesysSettings,
  keepGenesysSettings,
  SESSION_KEY,
  SETTINGS_KEY,
  signInToGenesys,
  signOutOfGenesys,
} from '../../../client/browser/sign-in.js';
import { CLIENT_ID, type Fault, type GenesysStub, startGenesys } from '../../hosts/browser/stubs/genesys.mjs';
import { type FakeBrowser, fakeBrowser, followed, REDIRECT } from './fake-browser.js';

let stub: GenesysStub;
let regions: readonly Region[];

const SETTINGS = { region: 'stub', clientId: CLIENT_ID };

beforeAll(async () => {
  stub = await startGenesys();
  regions = [{ domain: 'stub', web: stub.origin, api: stub.origin, login: stub.origin }];
});

afterAll(() => stub.close());
beforeEach(() => stub.reset());

const signIn = ({ api }: FakeBrowser, settings = SETTINGS) =>
  signInToGenesys(api, regions, settings, new AbortController().signal);

async function problem(promise: Promise<unknown>): Promise<DoorProblem> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DoorProblem)) throw new Error(`no problem of a door: ${error}`);
  return error;
}

/** Follows the page, and changes the address that it sends back to. */
const changed = (change: (back: URL) => unknown) => async (address: string) => {
  const back = new URL(await followed(address));
  change(back);
  return back.href;
};

describe('signing in', () => {
  test('ends with a token that is kept in the store of the session, and nowhere else', async () => {
    const browser = fakeBrowser();
    await keepGenesysSettings(browser.api, SETTINGS);
    const session = await signIn(browser);
    expect([...stub.tokens]).toContain(session.token);
    expect([...browser.session]).toEqual([[SESSION_KEY, session]]);
    expect([...browser.local]).toEqual([[SETTINGS_KEY, SETTINGS]]);
    expect(await genesysSessions(browser.api).current()).toEqual(session);
    expect(session.region).toBe('stub');
  });

  test('shows the digest of a verifier that only the exchange tells, and no secret', async () => {
    const browser = fakeBrowser();
    const { token } = await signIn(browser);
    const [address] = browser.shown;
    const query = new URL(address!).searchParams;
    const exchange = stub.requests.at(-1)!;
    const form = new URLSearchParams(exchange.body);
    expect(query.get('code_challenge')).toBe(
      createHash('sha256').update(form.get('code_verifier')!).digest('base64url'),
    );
    expect(form.get('code_verifier')).toMatch(/^[\w-]{43}$/);
    expect(Object.fromEntries(query)).toMatchObject({
      response_type: 'code',
      client_id: CLIENT_ID,
      redirect_uri: REDIRECT,
      scope: 'architect:readonly integrations:readonly',
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(address).not.toContain(form.get('code_verifier'));
    expect([exchange.method, exchange.path, form.has('client_secret')]).toEqual(['POST', '/oauth/token', false]);
    expect(JSON.stringify([stub.requests, browser.shown])).not.toContain(token);
  });

  test('never uses a state or a verifier twice', async () => {
    const browser = fakeBrowser();
    await signIn(browser);
    await signIn(browser);
    const states = browser.shown.map((address) => new URL(address).searchParams.get('state'));
    const challenges = browser.shown.map((address) => new URL(address).searchParams.get('code_challenge'));
    expect(new Set([...states, ...challenges]).size).toBe(4);
  });

  test.each<[string, (back: URL) => unknown]>([
    ['another state', (back) => back.searchParams.set('state', 'someone-elses')],
    ['no state', (back) => back.searchParams.delete('state')],
    ['no code', (back) => back.searchParams.delete('code')],
    ['another place', (back) => Object.assign(back, { hostname: 'example.com' })],
    ['another page', (back) => Object.assign(back, { pathname: '/other' })],
  ])('does not take an answer with %s', async (_, change) => {
    const browser = fakeBrowser(changed(change));
    expect((await problem(signIn(browser))).kind).toBe('sign-in');
    expect(stub.requests.filter(({ path }) => path === '/oauth/token')).toEqual([]);
    expect(browser.session.size).toBe(0);
  });

  test('does not take a code that belongs to another verifier', async () => {
    const theirs = fakeBrowser();
    await signIn(theirs);
    const stolen = new URL(await followed(theirs.shown[0]!)).searchParams.get('code')!;
    const browser = fakeBrowser(changed((back) => back.searchParams.set('code', stolen)));
    expect((await problem(signIn(browser))).kind).toBe('sign-in');
    expect(browser.session.size).toBe(0);
  });
});

describe('a sign-in that comes to nothing', () => {
  test('declined on the page', async () => {
    stub.decline = true;
    expect(await problem(signIn(fakeBrowser()))).toMatchObject({ kind: 'cancelled' });
  });

  test.each(['The user did not approve access.', 'User cancelled or denied access.'])('closed: %s', async (words) => {
    const closed = fakeBrowser(() => Promise.reject(new Error(words)));
    expect(await problem(signIn(closed))).toMatchObject({ kind: 'cancelled', message: 'The sign-in was closed.' });
  });

  test('the page does not load', async () => {
    const offline = fakeBrowser(() => Promise.reject(new Error('Authorization page could not be loaded.')));
    expect((await problem(signIn(offline))).kind).toBe('offline');
  });

  test.each<[string, RegExp]>([
    ['invalid_scope', /lacks a scope: it needs architect:readonly and integrations:readonly/],
    ['unauthorized_client', /authorization code with PKCE/],
    ['<img src=x>secret-looking', /^Genesys Cloud has refused the sign-in\. Compare/],
  ])('refused: %s', async (error, words) => {
    const refusing = changed((back) => {
      back.searchParams.delete('code');
      back.searchParams.set('error', error);
      back.searchParams.set('error_description', 'whatever they say');
    });
    const { kind, message } = await problem(signIn(fakeBrowser(refusing)));
    expect([kind, message]).toEqual(['sign-in', expect.stringMatching(words)]);
    expect(message).not.toMatch(/img|whatever/);
  });

  test.each<[Fault, DoorProblem['kind']]>([
    ['unauthorized', 'sign-in'],
    ['forbidden', 'forbidden'],
    ['busy', 'busy'],
    ['failing', 'broken'],
    ['nonsense', 'broken'],
    ['other json', 'broken'],
    ['cut', 'broken'],
    ['redirect', 'broken'],
  ])('the exchange is %s', async (fault, kind) => {
    stub.fault('/oauth/token', fault);
    const browser = fakeBrowser();
    expect((await problem(signIn(browser))).kind).toBe(kind);
    expect(browser.session.size).toBe(0);
  });

  test('nothing is shown for a region or a client that cannot be', async () => {
    const browser = fakeBrowser();
    expect((await problem(signIn(browser, { ...SETTINGS, region: 'example.com' }))).kind).toBe('sign-in');
    expect((await problem(signIn(browser, { ...SETTINGS, clientId: 'a secret?' }))).kind).toBe('sign-in');
    expect(browser.shown).toEqual([]);
  });
});

describe('a session', () => {
  test('ends a minute before the platform ends it', async () => {
    const browser = fakeBrowser();
    const { expires } = await signIn(browser);
    expect(Math.abs(expires - Date.now() - 3_600_000)).toBeLessThan(60_000);
    const at = (now: number) => genesysSessions(browser.api, () => now).current();
    expect(await at(expires - 61_000)).toBeDefined();
    expect(await at(expires - 59_000)).toBeUndefined();
    expect(browser.session.size).toBe(0);
  });

  test('is forgotten by signing out; what was settled stays', async () => {
    const browser = fakeBrowser();
    await keepGenesysSettings(browser.api, SETTINGS);
    await signIn(browser);
    await signOutOfGenesys(browser.api);
    expect(await genesysSessions(browser.api).current()).toBeUndefined();
    expect([browser.session.size, await genesysSettings(browser.api)]).toEqual([0, SETTINGS]);
  });

  test('that is refused is forgotten, and not the one that was made meanwhile', async () => {
    const browser = fakeBrowser();
    const first = await signIn(browser);
    const second = await signIn(browser);
    const sessions = genesysSessions(browser.api);
    await sessions.forget(first);
    expect(await sessions.current()).toEqual(second);
    await sessions.forget(second);
    expect(browser.session.size).toBe(0);
  });

  test('is forgotten with everything else', async () => {
    const browser = fakeBrowser();
    await keepGenesysSettings(browser.api, SETTINGS);
    await signIn(browser);
    await forgetGenesys(browser.api);
    expect([browser.session.size, browser.local.size]).toEqual([0, 0]);
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a text', 'token'],
    ['a list', ['stub', 't', 1]],
    ['half of one', { region: 'stub', token: 't' }],
  ])('is none when %s is kept', async (_, kept) => {
    const browser = fakeBrowser();
    browser.session.set(SESSION_KEY, kept);
    browser.local.set(SETTINGS_KEY, kept);
    expect(await genesysSessions(browser.api).current()).toBeUndefined();
    expect(await genesysSettings(browser.api)).toBeUndefined();
  });
});
