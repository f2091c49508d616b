import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fetched, WebPlace } from '../../../client/browser/doors/door.js';
import { DoorProblem } from '../../../client/browser/doors/door.js';
import { genesysDoor, type Sessions } from '../../../client/browser/doors/genesys/genesys.js';
import { readingClient, type Session } from '../../../client/browser/doors/genesys/reading-client.js';
import type { Region } from '../../../client/browser/doors/genesys/regions.js';
import { analyse } from '../../../server/core/workspace.js';
import { editorAddress, type Fault, type GenesysStub, startGenesys } from '../../hosts/browser/stubs/genesys.mjs';

const TOKEN = 'stub-0123456789';

let stub: GenesysStub;
let region: Region;
let session: Session | undefined;
let forgotten = 0;

const sessions: Sessions = {
  current: async () => session,
  forget: async () => {
    forgotten += 1;
    session = undefined;
  },
};

beforeAll(async () => {
  stub = await startGenesys();
  region = { domain: 'stub', web: stub.origin, api: stub.origin, login: stub.origin };
});

afterAll(() => stub.close());

beforeEach(() => {
  stub.reset();
  stub.tokens.add(TOKEN);
  session = { region: 'stub', token: TOKEN, expires: Number.MAX_SAFE_INTEGER };
  forgotten = 0;
});

const door = () => genesysDoor([region], sessions, 500);
const place = (address = editorAddress(stub)): WebPlace => door().recognise(new URL(address))!;
const loaded = (signal = new AbortController().signal): Promise<Fetched> => door().load(place(), signal, () => {});

async function problem(promise: Promise<unknown>): Promise<DoorProblem> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DoorProblem)) throw new Error(`no problem of a door: ${error}`);
  return error;
}

/** Rules by data action, and how many of them are known to be secure or not. */
function analysed({ files }: Fetched) {
  const analysis = analyse(files.map(({ path, text }) => ({ uri: path, text })));
  const rules = analysis.findings.map(({ rule, message }) => `${rule}: ${message}`);
  return {
    rules,
    calls: analysis.dataActionCalls,
    ignored: analysis.files.filter(({ status }) => status !== 'analysed'),
  };
}

describe('a flow that is read', () => {
  test('comes with its data actions, as files that the analysis knows', async () => {
    const fetched = await loaded();
    expect(fetched.title).toBe('Card payment (stub, latest version)');
    expect(fetched.files.map(({ path }) => path)).toEqual([
      'Card payment.json',
      'data-actions/Charge card.json',
      'data-actions/Score card.json',
      'data-actions/Look up customer.json',
    ]);
    expect(analysed(fetched)).toMatchObject({ calls: { called: 3, unknown: 0 }, ignored: [] });
  });

  test('leads back to the page that it was read from', async () => {
    const { files } = await loaded();
    expect(files.map(({ page }) => page)).toEqual([editorAddress(stub), undefined, undefined, undefined]);
  });

  test('shows what the secure flags change', async () => {
    const { rules } = analysed(await loaded());
    const known = rules.filter((rule) => /^secure-call-of-plain-data-action: /.test(rule));
    expect(known).toEqual([expect.stringMatching(/"Score card" calls a data action that is not secure/)]);
    stub.fault('/integrations/', 'forbidden');
    expect(analysed(await loaded()).rules.join('\n')).not.toContain('secure-call-of-plain-data-action');
  });

  test('says what was not read: the published version, and flows that are called', async () => {
    const { left } = await loaded();
    expect(left).toEqual([
      { path: 'Card payment.json', why: 'Version 5.0 was read. Version 4.0 is published; it was not analysed.' },
      { path: 'Main menu', why: 'A flow that this one calls. Open it in Architect to have it analysed, too.' },
    ]);
  });

  test('may be another version, when the address shows one', async () => {
    const version = place(editorAddress(stub).replace('latest', '4.0'));
    const fetched = await door().load(version, new AbortController().signal, () => {});
    expect(fetched.title).toBe('Card payment (stub, version 4.0)');
    expect(fetched.left.map(({ path }) => path)).toEqual(['Main menu']);
  });

  test('says how far it has come', async () => {
    const steps: string[] = [];
    await door().load(place(), new AbortController().signal, (done, total) => steps.push(`${done}/${total}`));
    expect(steps).toEqual(['0/2', '1/2', '2/5', '3/5', '4/5', '5/5']);
  });
});

describe('requests', () => {
  test('only read, and carry the token in a header and nowhere else', async () => {
    const fetched = await loaded();
    expect(stub.requests.map(({ method }) => method)).toEqual(Array(5).fill('GET'));
    expect(stub.requests.map(({ headers }) => headers.authorization)).toEqual(Array(5).fill(`Bearer ${TOKEN}`));
    expect(JSON.stringify([stub.requests.map(({ path, body }) => [path, body]), fetched])).not.toContain(TOKEN);
    expect(stub.requests.filter(({ headers }) => headers.cookie || headers.referer)).toEqual([]);
  });

  test.each([
    '/api/v2/flows',
    '/api/v2/flows/jobs',
    '/api/v2/flows/jobs/1',
    '/api/v2/oauth/clients',
    '/api/v2/flows/export/jobs/1',
    '/api/v2/users/me',
    '/api/v2/flows/x/../../oauth/clients',
    '/api/v2/flows/%2e%2e',
    '/api/v2/flows/aaaaaaaa-0000-4000-8000-000000000001?expand=all',
    '/api/v2/integrations/actions/1/test',
    '/api/v2/integrations/actions/../../oauth/clients?includeConfig=true',
    '@example.com/api/v2/flows/1',
    '',
  ])('are not made for %s', async (path) => {
    const client = readingClient(region, session!);
    const words = { what: 'such thing', permission: 'none' };
    expect((await problem(client.read(path, words, new AbortController().signal))).kind).toBe('broken');
    expect(stub.requests).toEqual([]);
  });

  test('are all that a client can do', () => {
    expect(Object.keys(readingClient(region, session!))).toEqual(['read']);
  });

  test('are not made at all without a session, or with one of another region', async () => {
    session = undefined;
    expect((await problem(loaded())).kind).toBe('sign-in');
    session = { region: 'mypurecloud.de', token: TOKEN, expires: Number.MAX_SAFE_INTEGER };
    const { kind, message } = await problem(loaded());
    expect([kind, message]).toEqual([
      'sign-in',
      'The flow is in the region stub, and you are signed in to mypurecloud.de.',
    ]);
    expect(stub.requests).toEqual([]);
  });
});

describe('a refusal', () => {
  test.each<[Fault, string, DoorProblem['kind']]>([
    ['unauthorized', 'latestconfiguration', 'sign-in'],
    ['forbidden', '/flows/', 'forbidden'],
    ['missing', '/flows/', 'not-found'],
    ['busy', 'latestconfiguration', 'busy'],
    ['failing', 'latestconfiguration', 'broken'],
    ['slow', 'latestconfiguration', 'broken'],
    ['unreachable', 'latestconfiguration', 'offline'],
    ['nonsense', 'latestconfiguration', 'broken'],
    ['other json', 'latestconfiguration', 'broken'],
    ['cut', 'latestconfiguration', 'broken'],
    ['redirect', 'latestconfiguration', 'broken'],
  ])('%s of %s is %s', async (fault, path, kind) => {
    stub.fault(path, fault);
    const found = await problem(loaded());
    expect(found.kind).toBe(kind);
    expect(found.message).not.toContain(TOKEN);
    expect(found.retryAfter).toBe(kind === 'busy' ? 120 : undefined);
  });

  test('says which permission is missing', async () => {
    stub.fault('/flows/', 'forbidden');
    expect((await problem(loaded())).message).toMatch(/the role needs architect:flow:view/);
  });

  test('of the token in the middle ends the session, as it does at the beginning', async () => {
    stub.fault('/integrations/', 'unauthorized');
    expect((await problem(loaded())).kind).toBe('sign-in');
    expect([forgotten, session]).toEqual([1, undefined]);
  });

  test('for a moment is waited for', async () => {
    stub.fault('latestconfiguration', 'busy for a moment', 1);
    expect((await loaded()).files).toHaveLength(4);
  });

  test('of nobody there is offline', async () => {
    const gone = await startGenesys();
    const nowhere = { ...region, api: gone.origin };
    await gone.close();
    const offline = genesysDoor([nowhere], sessions);
    expect((await problem(offline.load(place(), new AbortController().signal, () => {}))).kind).toBe('offline');
  });
});

describe('data actions that are not shown', () => {
  const why = async (fault: Fault, path = '/integrations/') => {
    stub.fault(path, fault);
    const { files, left } = await loaded();
    return { files: files.length, left: left.filter(({ path: name }) => name.startsWith('Data action')) };
  };

  test('for want of a permission: the flow is analysed, and of the others it is said that nothing is known', async () => {
    const { files, left } = await why('forbidden');
    expect(files).toBe(1);
    expect(left.map(({ path }) => path)).toEqual([
      'Data action Charge card',
      'Data action Score card',
      'Data action Look up customer',
    ]);
    expect(new Set(left.map(({ why: words }) => words))).toEqual(
      new Set([
        'Genesys Cloud does not show it to you: the role needs integrations:action:view, and the OAuth client its scope. Whether it is secure is not known.',
      ]),
    );
    stub.fault('/integrations/', 'forbidden');
    expect(analysed(await loaded()).calls).toEqual({ called: 3, unknown: 3 });
  });

  test.each<[Fault, RegExp]>([
    ['missing', /has no such data action\. Whether/],
    ['failing', /has a failure of its own \(500\)\. Whether/],
    ['nonsense', /no JSON\. Whether/],
    ['slow', /not answered within 1 seconds\. Whether/],
    ['cut', /broke off\. Whether/],
  ])('one that is %s costs only itself', async (fault, words) => {
    expect(await why(fault, 'custom_-_2')).toEqual({
      files: 3,
      left: [{ path: 'Data action Score card', why: expect.stringMatching(words) }],
    });
  });

  test('because the network is gone in the middle: what was read stays', async () => {
    const { files, left } = await why('unreachable');
    expect([files, left.length]).toEqual([1, 3]);
    expect(left[0]!.why).toMatch(/cannot be reached\. Whether it is secure is not known\./);
  });

  test('because the platform takes no more: nobody insists', async () => {
    const { files, left } = await why('busy');
    expect([files, left.length]).toEqual([1, 3]);
    expect(left[0]!.why).toMatch(/no more requests at the moment\. Try again in 120 seconds\./);
    expect(stub.requests.length).toBeLessThanOrEqual(2 + 4);
  });
});

describe('stopping', () => {
  test.each(['latestconfiguration', '/integrations/'])('while %s is slow', async (path) => {
    stub.fault(path, 'slow');
    const stopping = new AbortController();
    const found = problem(loaded(stopping.signal));
    setTimeout(() => stopping.abort(), 100);
    expect((await found).kind).toBe('cancelled');
    expect(forgotten).toBe(0);
  });
});
