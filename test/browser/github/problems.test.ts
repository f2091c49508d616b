import { describe, expect, test } from 'vitest';
import type { World } from '../../hosts/browser/stubs/github.mjs';
import { load, MAIN, pathsOf, problemOf, pullWorld, withGithub } from './support.js';

const FILE = 'acme/ivr/blob/main/flows/card.yaml';
const world = (more: Partial<World> = {}): World => ({
  branches: { main: MAIN },
  states: { [MAIN]: { 'flows/card.yaml': 'card', 'flows/queue.yaml': 'queue' } },
  ...more,
});

describe('an answer that is no success', () => {
  test.each([
    [
      'unauthorized',
      'sign-in',
      'GitHub does not accept the token: it was revoked, or it has expired. Give another one in the options.',
    ],
    ['forbidden', 'forbidden', 'GitHub does not show this to the token. The organisation may have to approve it.'],
    ['limit', 'busy', 'GitHub answers 60 questions an hour without a token, and they are used up.'],
    ['later', 'busy', 'GitHub takes no more requests at the moment.'],
    ['broken', 'broken', 'GitHub has a failure of its own (502).'],
    ['no-json', 'broken', 'GitHub answers with something that is no JSON.'],
    ['cut', 'broken', 'The answer of 127.0.0.1'],
    ['redirect', 'broken', 'sends the request to another address, which is not followed.'],
  ] as const)('%s is %s', async (fault, kind, message) => {
    await withGithub(world({ fault }), async (stub) => {
      const problem = await problemOf(load(stub, FILE, { token: 'secret-token' }));
      expect(problem.kind).toBe(kind);
      expect(problem.message).toContain(message);
      expect(problem.message).not.toContain('secret-token');
    });
  });

  test('a limit says when it ends', async () => {
    await withGithub(world({ fault: 'limit', resets: 1_200 }), async (stub) => {
      const { retryAfter = 0 } = await problemOf(load(stub, FILE));
      expect(retryAfter).toBeGreaterThan(1_100);
      expect(retryAfter).toBeLessThanOrEqual(1_200);
    });
  });

  test('a service that asks to come later says when', async () => {
    await withGithub(world({ fault: 'later' }), async (stub) => {
      expect((await problemOf(load(stub, FILE))).retryAfter).toBe(90);
    });
  });

  test.each([
    ['without a token', {}, 'Not found, or the repository is private: then add a token in the options.'],
    ['with one', { token: 'another' }, 'Not found, or the token may not read this repository.'],
  ])('what is private is not found %s', async (_what, wish, message) => {
    await withGithub(world({ token: 'secret-token' }), async (stub) => {
      expect(await problemOf(load(stub, FILE, wish))).toMatchObject({ kind: 'not-found', message });
    });
  });

  test('a branch that is gone is not found', async () => {
    await withGithub(world({ branches: {} }), async (stub) => {
      expect((await problemOf(load(stub, FILE))).kind).toBe('not-found');
    });
  });
});

test('a machine without a network is offline', async () => {
  let stopped: Parameters<typeof load>[0] | undefined;
  await withGithub(world(), async (stub) => {
    stopped = stub;
  });
  expect((await problemOf(load(stopped!, FILE))).kind).toBe('offline');
});

test('whoever gives up is not kept waiting by a slow service', async () => {
  await withGithub(world({ fault: 'slow' }), async (stub) => {
    const end = new AbortController();
    const loading = problemOf(load(stub, FILE, { signal: end.signal }));
    setTimeout(() => end.abort(), 50);
    expect((await loading).kind).toBe('cancelled');
  });
});

test('when the limit is reached beside the file, the file is shown and the rest is listed', async () => {
  await withGithub(world({ fault: 'limit', faultOn: /contents/ }), async (stub) => {
    const { files, left } = await load(stub, FILE);
    expect(pathsOf(files)).toEqual(['flows/card.yaml']);
    expect(left).toEqual([
      {
        path: 'flows/',
        why: 'Its other files were not looked for. GitHub answers 60 questions an hour without a token, and they are used up.',
      },
    ]);
  });
});

test('a token that is revoked in the middle ends the load', async () => {
  await withGithub({ ...pullWorld(), fault: 'unauthorized', faultOn: /contents/ }, async (stub) => {
    expect((await problemOf(load(stub, 'acme/ivr/pull/12', { token: 'old' }))).kind).toBe('sign-in');
  });
});

test('one state without the other compares nothing', async () => {
  await withGithub({ ...pullWorld(), fault: 'later', faultOn: /raw.*flows\/old/ }, async (stub) => {
    expect((await problemOf(load(stub, 'acme/ivr/pull/12'))).kind).toBe('busy');
  });
});
