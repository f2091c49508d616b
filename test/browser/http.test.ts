import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { DoorProblem } from '../../client/browser/doors/door.js';
import { fetchText, type HttpRequest, problemOf, retryAfterOf } from '../../client/browser/doors/http.js';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** The address of a service on loopback that answers so. */
async function served(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // an address, as it listens on a port
  return `http://127.0.0.1:${port}/`;
}

const never = () => new AbortController().signal;
const ask = (url: string, more: Omit<HttpRequest, 'url'> = {}) => fetchText({ url, ...more }, never());

async function problem(promise: Promise<unknown>): Promise<DoorProblem> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DoorProblem)) throw new Error(`no problem of a door: ${error}`);
  return error;
}

const headers = (values: Record<string, string>) => new Headers(values);

describe('a request', () => {
  test('brings status, headers and text', async () => {
    const url = await served((_, response) => response.writeHead(418, { 'x-one': 'yes' }).end('tëxt \u{1f511}'));
    const answer = await ask(url);
    expect([answer.status, answer.headers.get('x-one'), answer.text]).toEqual([418, 'yes', 'tëxt \u{1f511}']);
  });

  test('sends method, headers and body, and neither cookie nor referrer', async () => {
    const url = await served((request, response) => {
      const { authorization, cookie, referer } = request.headers;
      let body = '';
      request.on('data', (part) => {
        body += part;
      });
      request.on('end', () => response.end(JSON.stringify([request.method, authorization, cookie, referer, body])));
    });
    const answer = await ask(url, { method: 'POST', headers: { authorization: 'Bearer t' }, body: '{}' });
    expect(JSON.parse(answer.text)).toEqual(['POST', 'Bearer t', null, null, '{}']);
  });

  test('keeps a character that is cut between two parts, and a mark at the beginning', async () => {
    const bytes = Buffer.from('\uFEFFa\u{1f511}b');
    const url = await served(async (_, response) => {
      for (const byte of bytes) {
        response.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect((await ask(url)).text).toBe('\uFEFFa\u{1f511}b');
  });

  test.each(['http://example.com/', 'ftp://127.0.0.1/', 'https://me:secret@example.com/', 'not an address'])(
    'is not made to %s',
    async (url) => {
      const { kind, message } = await problem(ask(url));
      expect(kind).toBe('broken');
      expect(message).not.toContain('secret');
    },
  );
});

describe('an answer that is none', () => {
  test('a redirect is not followed, and the token goes nowhere', async () => {
    const seen: (string | undefined)[] = [];
    const other = await served(({ headers: { authorization } }, response) => {
      seen.push(authorization);
      response.end('here');
    });
    const url = await served((_, response) => response.writeHead(302, { location: other }).end());
    expect((await problem(ask(url, { headers: { authorization: 'Bearer t' } }))).kind).toBe('broken');
    expect(seen).toEqual([]);
  });

  test('nobody listens: offline, without the address of the page', async () => {
    const url = await served((_, response) => response.end());
    await new Promise((resolve) => servers.pop()!.close(resolve));
    const { kind, message } = await problem(ask(`${url}secret/path?query`));
    expect(kind).toBe('offline');
    expect(message).not.toMatch(/secret|query/);
  });

  test('slow headers, and a slow body', async () => {
    const silent = await served(() => undefined);
    const stuck = await served((_, response) => response.write('{'));
    for (const url of [silent, stuck]) {
      const { kind, message } = await problem(ask(url, { timeout: 100 }));
      expect([kind, message]).toEqual(['broken', expect.stringMatching(/has not answered within 1 seconds/)]);
    }
  });

  test('too long, whether it says so or not', async () => {
    const honest = await served((_, response) => response.end('x'.repeat(1_001)));
    const endless = await served(flood);
    for (const url of [honest, endless]) {
      const { kind, message } = await problem(ask(url, { limit: 1_000 }));
      expect([kind, message]).toEqual(['broken', expect.stringMatching(/longer than 1000 bytes/)]);
    }
    const exact = await served((_, response) => response.end('x'.repeat(1_000)));
    expect((await ask(exact, { limit: 1_000 })).text).toHaveLength(1_000);
  });

  test('a connection that breaks in the middle', async () => {
    const url = await served((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"half":', () => response.destroy());
    });
    expect((await problem(ask(url))).kind).toBe('broken');
  });
});

/** Writes until nobody listens any more. */
function flood(_: IncomingMessage, response: ServerResponse): void {
  const more = () => {
    if (!response.destroyed && response.write('x'.repeat(500))) setImmediate(more);
  };
  response.on('drain', more);
  more();
}

describe('stopping', () => {
  test('before the request nothing is sent', async () => {
    let asked = 0;
    const url = await served((_, response) => {
      asked += 1;
      response.end();
    });
    expect((await problem(fetchText({ url }, AbortSignal.abort()))).kind).toBe('cancelled');
    expect(asked).toBe(0);
  });

  test('in the middle of an answer, and while waiting to ask again', async () => {
    const stuck: RequestListener = (_, response) => response.write('{');
    const busy: RequestListener = (_, response) => response.writeHead(429, { 'retry-after': '9' }).end();
    for (const listener of [stuck, busy]) {
      const stopping = new AbortController();
      const url = await served((request, response) => {
        listener(request, response);
        setTimeout(() => stopping.abort(), 50);
      });
      expect((await problem(fetchText({ url }, stopping.signal))).kind).toBe('cancelled');
    }
  });
});

describe('asking again', () => {
  /** Answers so at first, then with 'done'; counts. */
  async function refusing(status: number, headersThen: Record<string, string>, times = 1) {
    const counted = { asked: 0, url: '' };
    counted.url = await served((_, response) => {
      counted.asked += 1;
      if (counted.asked > times) response.end('done');
      else response.writeHead(status, headersThen).end();
    });
    return counted;
  }

  test.each([403, 429, 503])('happens once after %i that says when', async (status) => {
    const service = await refusing(status, { 'retry-after': '0' });
    expect((await ask(service.url)).text).toBe('done');
    expect(service.asked).toBe(2);
  });

  test('does not happen a second time', async () => {
    const service = await refusing(429, { 'retry-after': '0' }, 5);
    expect((await ask(service.url)).status).toBe(429);
    expect(service.asked).toBe(2);
  });

  test.each<[string, number, Record<string, string>]>([
    ['when nobody says when', 429, {}],
    ['when it is too long', 429, { 'retry-after': '11' }],
    ['when it is said in nonsense', 429, { 'retry-after': 'soon' }],
    ['after a failure', 500, { 'retry-after': '0' }],
    ['after a refusal', 401, { 'retry-after': '0' }],
  ])('does not happen %s', async (_, status, headersThen) => {
    const service = await refusing(status, headersThen);
    expect((await ask(service.url)).status).toBe(status);
    expect(service.asked).toBe(1);
  });

  test('a time to come again is a number of seconds or a date', () => {
    const now = Date.parse('Sat, 21 Nov 2026 10:00:00 GMT');
    const seconds = (said: string) => retryAfterOf(headers({ 'retry-after': said }), now);
    expect(['0', ' 17 ', 'Sat, 21 Nov 2026 10:00:30 GMT', 'Sat, 21 Nov 2026 09:00:00 GMT'].map(seconds)).toEqual([
      0, 17, 30, 0,
    ]);
    expect(['-5', '1.5', 'soon', '', '99999999999'].map(seconds)).toEqual(Array(5).fill(undefined));
    expect(retryAfterOf(headers({}))).toBeUndefined();
  });
});

describe('what a status means', () => {
  const words = { service: 'The service', what: 'such file' };
  const of = (status: number, values: Record<string, string> = {}, now = 0) =>
    problemOf({ status, headers: headers(values), text: 'body with a token' }, words, now);

  test.each<[number, Record<string, string>, DoorProblem['kind'], number | undefined]>([
    [401, {}, 'sign-in', undefined],
    [403, {}, 'forbidden', undefined],
    [403, { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '90' }, 'forbidden', undefined],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '90' }, 'busy', 80],
    [403, { 'retry-after': '60' }, 'busy', 60],
    [404, {}, 'not-found', undefined],
    [429, {}, 'busy', undefined],
    [429, { 'retry-after': '7' }, 'busy', 7],
    [500, {}, 'broken', undefined],
    [503, { 'retry-after': '7' }, 'broken', 7],
    [400, {}, 'broken', undefined],
    [204, {}, 'broken', undefined],
  ])('%i with %o is %s', (status, values, kind, retryAfter) => {
    const found = of(status, values, 10_000);
    expect([found.kind, found.retryAfter]).toEqual([kind, retryAfter]);
    expect(found.message).toMatch(/^The service .*\.$/);
    expect(found.message).not.toContain('token');
  });

  test('a door may say more', () => {
    const answer = { status: 401, headers: headers({}), text: '' };
    expect(problemOf(answer, { ...words, signIn: 'Sign in again.' }).message).toBe('Sign in again.');
  });
});
