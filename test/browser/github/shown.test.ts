import { expect, test } from 'vitest';
import type { World } from '../../hosts/browser/stubs/github.mjs';
import { load, MAIN, pathsOf, textsOf, withGithub } from './support.js';

const FILES = { 'flows/card.yaml': 'card', 'flows/queue.yaml': 'queue', 'flows/notes.md': 'notes', 'top.yaml': 'top' };
const world = (): World => ({ branches: { main: MAIN }, states: { [MAIN]: { ...FILES } } });

test('a file is fetched with what lies beside it', async () => {
  await withGithub(world(), async (stub) => {
    const { title, files, before, left } = await load(stub, 'acme/ivr/blob/main/flows/card.yaml');
    expect(title).toBe('card.yaml in acme/ivr');
    expect(textsOf(files)).toEqual({ 'flows/card.yaml': 'card', 'flows/queue.yaml': 'queue' });
    expect(before).toBeUndefined();
    expect(left).toEqual([]);
    expect(files[0]?.page).toBe(`${stub.hosts.web}/acme/ivr/blob/${MAIN}/flows/card.yaml#L{line}`);
  });
});

test('a public file costs two questions of the API', async () => {
  await withGithub(world(), async (stub) => {
    await load(stub, 'acme/ivr/blob/main/flows/card.yaml');
    expect(stub.asked.filter(({ url }) => url.startsWith('/api/')).map(({ url }) => url)).toEqual([
      '/api/repos/acme/ivr/git/matching-refs/heads/main',
      `/api/repos/acme/ivr/contents/flows?ref=${MAIN}`,
    ]);
    expect(stub.asked.every(({ authorization, cookie }) => authorization === undefined && cookie === undefined)).toBe(
      true,
    );
  });
});

test.each([
  ['a branch with slashes in its name', 'feature/pay/v2/flows/card.yaml'],
  ['a tag', 'v1.0/flows/card.yaml'],
  ['a whole commit', `${MAIN}/flows/card.yaml`],
  ['the beginning of a commit', `${MAIN.slice(0, 9)}/flows/card.yaml`],
  ['a name that is written out', 'refs/heads/feature/pay/v2/flows/card.yaml'],
])('the state is found by %s', async (_what, rest) => {
  const branches = { 'feature/pay/v2': MAIN, 'feature/pay-old': 'f'.repeat(40) };
  await withGithub({ ...world(), branches, tags: { 'v1.0': MAIN } }, async (stub) => {
    const { files } = await load(stub, `acme/ivr/blob/${rest}`);
    expect(pathsOf(files)).toContain('flows/card.yaml');
  });
});

test('a folder is fetched with everything below it, and nothing else', async () => {
  const files = { ...FILES, 'flows/a/deep.json': '{}', 'flows/node_modules/x.json': '{}', 'flowsother.yaml': 'no' };
  await withGithub({ ...world(), states: { [MAIN]: files } }, async (stub) => {
    const fetched = await load(stub, 'acme/ivr/tree/main/flows');
    expect(pathsOf(fetched.files)).toEqual(['flows/a/deep.json', 'flows/card.yaml', 'flows/queue.yaml']);
    expect(fetched.left).toEqual([]);
  });
});

test('settings above the file are fetched, as the command line reads them', async () => {
  const files = { ...FILES, 'keytrace.json': '{}', 'flows/keytrace-ignores.json': '[]', 'keytrace-ignores.json': '[]' };
  await withGithub({ ...world(), states: { [MAIN]: files } }, async (stub) => {
    const fetched = await load(stub, 'acme/ivr/blob/main/flows/card.yaml');
    expect(pathsOf(fetched.files)).toEqual([
      'flows/card.yaml',
      'flows/keytrace-ignores.json',
      'flows/queue.yaml',
      'keytrace.json',
      'keytrace-ignores.json',
    ]);
  });
});

test('what was not fetched is listed with the reason', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 70 }, (_, at) => [`flows/m${String(at).padStart(2, '0')}.yaml`, 'm']),
  );
  const odd = {
    'flows/a.yaml': new Uint8Array([0xff, 0xfe, 0x61, 0x00]),
    'flows/b.yaml': 'version https://git-lfs.github.com/spec/v1\noid sha256:1\n',
    'flows/c.yaml': null,
    'flows/d.json': 'x'.repeat(12_000_001),
  };
  await withGithub({ ...world(), states: { [MAIN]: { ...FILES, ...odd, ...many } } }, async (stub) => {
    const { left, files } = await load(stub, 'acme/ivr/blob/main/flows/card.yaml');
    expect(left).toEqual([
      { path: 'flows/c.yaml', why: 'A link or another repository, not a file.' },
      { path: 'flows/d.json', why: 'Larger than a flow can be: 12 MB.' },
      { path: 'flows/', why: '13 more files were not fetched: more than are asked for at once.' },
      { path: 'flows/a.yaml', why: 'Binary, or not UTF-8.' },
      { path: 'flows/b.yaml', why: 'Kept with Git LFS: the repository holds only a reference to it.' },
    ]);
    expect(files).toHaveLength(1 + 60 - 2);
  });
});

test('a tree that GitHub cuts off is said to be cut', async () => {
  await withGithub({ ...world(), isCut: true }, async (stub) => {
    const { left } = await load(stub, 'acme/ivr/tree/main');
    expect(left).toEqual([
      { path: 'The top folder', why: 'The repository is so large that GitHub does not list all of it.' },
    ]);
  });
});

test('progress only grows, and ends where everything was read', async () => {
  await withGithub(world(), async (stub) => {
    const seen: (readonly [number, number])[] = [];
    await load(stub, 'acme/ivr/tree/main', { progress: (done, total) => seen.push([done, total]) });
    const dones = seen.map(([done]) => done);
    expect(dones).toEqual([...dones].sort((a, b) => a - b));
    expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1]);
  });
});

test('with a token everything comes from the API, and the token goes nowhere else', async () => {
  await withGithub({ ...world(), token: 'secret-token' }, async (stub) => {
    const { files } = await load(stub, 'acme/ivr/blob/main/flows/card.yaml', { token: 'secret-token' });
    expect(pathsOf(files)).toContain('flows/card.yaml');
    expect(stub.asked.every(({ url }) => url.startsWith('/api/'))).toBe(true);
    expect(stub.asked.every(({ authorization }) => authorization === 'Bearer secret-token')).toBe(true);
  });
});
