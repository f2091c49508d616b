import { afterEach, expect, test, vi } from 'vitest';
import { GITHUB } from '../../../client/browser/doors/addresses.js';
import type { WebPlace } from '../../../client/browser/doors/door.js';
import { githubDoor } from '../../../client/browser/doors/github/door.js';

const door = githubDoor(GITHUB, async () => undefined);

/** What addresses are made of, and what somebody may put into them. */
const PIECES = [
  ...['acme', 'ivr', 'blob', 'tree', 'pull', 'compare', 'commit', 'main', '12', 'a'.repeat(40), 'flows', 'card.yaml'],
  ...['..', '.', '%2e%2e', '%2E.', '..%2f', '%2f', '%5c', '\\', '%00', '%0a', '%', '%zz', '%c0%ae', '...', 'a...b', ''],
  ...['@', ':', '?', '#', '%3f', '%23', ';', '//evil.example', 'é', '%E2%80%AE', '\u{1f600}', '__proto__', ' ', '%20'],
];

/** The same numbers every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

/** Places that the pieces make, with the addresses that they were read from. */
function places(): readonly { readonly text: string; readonly place: WebPlace }[] {
  const next = numbers(7);
  const pick = () => PIECES[Math.floor(next() * PIECES.length)]!;
  return Array.from({ length: 20_000 }, () => {
    const start = next() < 0.7 ? ['acme', 'ivr', ['blob', 'tree', 'pull', 'compare'][Math.floor(next() * 4)]!] : [];
    const path = [...start, ...Array.from({ length: 1 + Math.floor(next() * 5) }, pick)].join('/');
    return `https://github.com/${path}`;
  }).flatMap((text) => {
    const place = URL.canParse(text) ? door.recognise(new URL(text)) : undefined;
    return place ? [{ text, place }] : [];
  });
}

const SHA = 'b'.repeat(40);
const NAMES = [
  '../../../secret/x.yaml',
  'ok.yaml',
  'a/%2e%2e/b.yaml',
  'a?b#c.yaml',
  '/etc/x.json',
  'a//b.xml',
  'x\\y.tf',
];

/** A service that names whatever it likes. */
function answerTo(path: string): string {
  const files = NAMES.map((filename) => ({ filename, previous_filename: `old/${filename}`, status: 'renamed' }));
  const listed = NAMES.map((name) => ({ path: name, type: 'file', size: 1 }));
  const tree = NAMES.map((name) => ({ path: name, type: 'blob', mode: '100644', size: 1 }));
  if (path.includes('/matching-refs/')) return '[]';
  if (/\/pulls\/\d+\/files$/.test(path)) return JSON.stringify(files);
  if (path.includes('/contents')) return JSON.stringify(listed);
  return JSON.stringify({
    ...{ sha: SHA, parents: [{ sha: SHA }], files, tree, default_branch: 'main/../..' },
    ...{ head: { sha: SHA }, base: { sha: SHA }, changed_files: 99 },
    ...{ merge_base_commit: { sha: SHA }, total_commits: 1, commits: [{ sha: SHA }] },
  });
}

afterEach(() => vi.unstubAllGlobals());

test('whoever reads the address of a place anew comes to the same place', () => {
  const all = places();
  expect(all.length).toBeGreaterThan(1_000);
  for (const { text, place } of all) {
    const again = new URL(place.detail.address!);
    expect(again.href, text).toBe(place.detail.address);
    expect(door.recognise(again)?.key, text).toBe(place.key);
    expect([again.origin, again.search, again.hash, again.username], text).toEqual(['https://github.com', '', '', '']);
    expect(place.origins, text).toEqual(['https://api.github.com/*', 'https://raw.githubusercontent.com/*']);
  }
});

test('no address makes the door ask outside of the repository that it names', async () => {
  const asked: string[] = [];
  let most = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response(answerTo(new URL(url).pathname));
  });
  for (const { text, place } of places()) {
    const [, owner, name] = new URL(place.detail.address!).pathname.split('/');
    asked.length = 0;
    await door.load(place, new AbortController().signal, () => {}).catch(() => {});
    // As the network sees it: a step upwards would have been taken by then.
    const outside = asked.filter((url) => {
      const { host, pathname } = new URL(url);
      const inside = host === 'api.github.com' ? `/repos/${owner}/${name}` : `/${owner}/${name}/`;
      return !(pathname === inside || pathname.startsWith(inside.endsWith('/') ? inside : `${inside}/`));
    });
    expect(outside, text).toEqual([]);
    most = Math.max(most, asked.length);
  }
  // It has come to the files, not only to the first question.
  expect(most).toBeGreaterThan(8);
});
