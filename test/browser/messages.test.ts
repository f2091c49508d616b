import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BrowserApi, Line } from '../../client/browser/api.js';
import { DoorProblem, type Fetched, type WebPlace } from '../../client/browser/doors/door.js';
import { answer, load } from '../../client/browser/messages.js';

const PLACE: WebPlace = { door: 'genesys', kind: 'flow', title: 'Flow', key: 'k', origins: [], detail: {} };
const FETCHED: Fetched = { title: 'Flow', files: [], before: undefined, left: [] };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface End extends Line {
  other: End | undefined;
  readonly listeners: ((message: unknown) => void)[];
  readonly ends: (() => void)[];
}

/** Two ends of one line; what crosses is copied, as between scripts. */
function line(): { readonly page: End; readonly background: End } {
  const end = (): End => {
    const one: End = {
      other: undefined,
      listeners: [],
      ends: [],
      send(message) {
        for (const listener of one.other?.listeners ?? []) listener(JSON.parse(JSON.stringify(message)));
      },
      onMessage: (listener) => void one.listeners.push(listener),
      onEnd: (listener) => void one.ends.push(listener),
      end() {
        for (const listener of one.other?.ends ?? []) listener();
      },
    };
    return one;
  };
  const [page, background] = [end(), end()];
  page.other = background;
  background.other = page;
  return { page, background };
}

type Fetching = Parameters<typeof answer>[1];

/** Asks for the place; `fetching` is what the background does about it. */
function asked(fetching: Fetching, signal = new AbortController().signal) {
  const { page, background } = line();
  answer(background, fetching);
  const api = { runtime: { connect: () => page } } as unknown as BrowserApi; // the rest of it is not used
  const progress: string[] = [];
  const answered = load(api, PLACE, signal, (done, total) => progress.push(`${done}/${total}`));
  return { answered, progress, background };
}

test('what was fetched comes back, with how far it has come on the way', async () => {
  const { answered, progress } = asked(async (place, _signal, say) => {
    say(1, 2);
    return { ...FETCHED, title: place.title };
  });
  expect(await answered).toMatchObject({ title: 'Flow' });
  expect(progress).toEqual(['1/2']);
});

test('a problem of a door comes back as one, with everything that it says', async () => {
  const busy = new DoorProblem('busy', 'Too many.', 7);
  await expect(asked(() => Promise.reject(busy)).answered).rejects.toMatchObject({
    name: 'DoorProblem',
    kind: 'busy',
    message: 'Too many.',
    retryAfter: 7,
  });
});

test('any other error is a problem that does not tell what it said', async () => {
  const { answered } = asked(() => Promise.reject(new Error('Bearer very-secret')));
  const problem = await answered.catch((error: unknown) => error);
  expect(problem).toMatchObject({ kind: 'broken' });
  expect(String(problem)).not.toContain('secret');
});

test('whoever does not wait any more ends the fetching', async () => {
  const stopping = new AbortController();
  let isStopped = false;
  const { answered } = asked((_place, signal) => {
    signal.addEventListener('abort', () => {
      isStopped = true;
    });
    return new Promise(() => {});
  }, stopping.signal);
  stopping.abort();
  await expect(answered).rejects.toMatchObject({ kind: 'cancelled' });
  expect(isStopped).toBe(true);
});

test('a background that waits says so, or the browser would end it; and says nothing afterwards', async () => {
  let bring: (fetched: Fetched) => void = () => {};
  const { answered, progress } = asked((_place, _signal, say) => {
    say(1, 3);
    return new Promise((resolve) => {
      bring = resolve;
    });
  });
  await vi.advanceTimersByTimeAsync(25_000);
  expect(progress).toEqual(['1/3', '1/3', '1/3']);
  bring(FETCHED);
  await answered;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(progress).toHaveLength(3);
  expect(vi.getTimerCount()).toBe(0);
});
