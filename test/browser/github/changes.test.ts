import { expect, test } from 'vitest';
import { type Changed, shaOf } from '../../hosts/browser/stubs/github.mjs';
import { BASE, HEAD, load, MAIN, pathsOf, pullWorld, textsOf, withGithub } from './support.js';

test('a pull request is compared with where it left the other branch', async () => {
  await withGithub(pullWorld(), async (stub) => {
    const { title, files, before, left } = await load(stub, 'acme/ivr/pull/12/files');
    expect(title).toBe('Pull request 12 of acme/ivr');
    expect(textsOf(files)).toEqual({
      'flows/pay.yaml': 'pay after',
      'flows/new.yaml': 'moved',
      'flows/added.yaml': 'added',
      'flows/main.yaml': 'main',
    });
    expect(textsOf(before)).toEqual({
      'flows/pay.yaml': 'pay before',
      'flows/new.yaml': 'moved',
      'flows/gone.yaml': 'gone',
      'flows/main.yaml': 'main',
    });
    expect(left).toEqual([]);
  });
});

test('a file that has moved has its old page in the state before', async () => {
  await withGithub(pullWorld(), async (stub) => {
    const { files, before = [] } = await load(stub, 'acme/ivr/pull/12');
    const pageIn = (of: typeof files) => of.find(({ path }) => path === 'flows/new.yaml')?.page;
    expect(pageIn(files)).toBe(`${stub.hosts.web}/acme/ivr/blob/${HEAD}/flows/new.yaml#L{line}`);
    expect(pageIn(before)).toBe(`${stub.hosts.web}/acme/ivr/blob/${BASE}/flows/old.yaml#L{line}`);
  });
});

test('a pull request with more files than a comparison lists is listed page by page', async () => {
  const world = pullWorld();
  const docs = Array.from({ length: 420 }, (_, at): Changed => ({ filename: `docs/${at}.md`, status: 'added' }));
  world.pulls![12]!.files.unshift(...docs);
  await withGithub(world, async (stub) => {
    const { files, left } = await load(stub, 'acme/ivr/pull/12');
    expect(pathsOf(files)).toContain('flows/added.yaml');
    expect(left).toEqual([]);
    expect(stub.asked.filter(({ url }) => url.includes('/pulls/12/files')).length).toBe(5);
  });
});

test('a pull request beyond what GitHub lists says so', async () => {
  const world = pullWorld();
  world.pulls![12]!.files.push(
    ...Array.from({ length: 3_100 }, (_, at): Changed => ({ filename: `docs/${at}.md`, status: 'added' })),
  );
  await withGithub(world, async (stub) => {
    const { left } = await load(stub, 'acme/ivr/pull/12');
    expect(left).toEqual([{ path: 'The changes', why: 'GitHub lists only the first 3000 files.' }]);
  });
});

test('a pull request that touches no flow brings no file', async () => {
  const world = pullWorld();
  world.pulls![12]!.files = [{ filename: 'README.md', status: 'modified' }];
  await withGithub(world, async (stub) => {
    expect(await load(stub, 'acme/ivr/pull/12')).toMatchObject({ files: [], before: [], left: [] });
  });
});

test('a file that can be read in one state only is in neither', async () => {
  const world = pullWorld();
  world.states[BASE]!['flows/pay.yaml'] = new Uint8Array([0, 1, 2]);
  await withGithub(world, async (stub) => {
    const { files, before, left } = await load(stub, 'acme/ivr/pull/12');
    expect(pathsOf(files)).not.toContain('flows/pay.yaml');
    expect(pathsOf(before)).not.toContain('flows/pay.yaml');
    expect(left).toEqual([{ path: 'flows/pay.yaml', why: 'Binary, or not UTF-8.' }]);
  });
});

test('a name that climbs out of the repository is never asked for', async () => {
  const world = pullWorld();
  world.pulls![12]!.files.push({ filename: '../../../secret/x.yaml', status: 'added' });
  await withGithub(world, async (stub) => {
    const { left } = await load(stub, 'acme/ivr/pull/12');
    expect(left).toEqual([{ path: 'A file', why: 'Its name would lead out of the repository.' }]);
    expect(stub.asked.some(({ url }) => url.includes('secret'))).toBe(false);
  });
});

test('a commit is compared with its first parent', async () => {
  const world = pullWorld();
  const files = [{ filename: 'flows/pay.yaml', status: 'modified' }];
  world.commits = { [HEAD]: { parents: [BASE, MAIN], files } };
  await withGithub(world, async (stub) => {
    const fetched = await load(stub, `acme/ivr/commit/${HEAD.slice(0, 10)}`);
    expect(textsOf(fetched.before)['flows/pay.yaml']).toBe('pay before');
    expect(textsOf(fetched.files)['flows/pay.yaml']).toBe('pay after');
  });
});

test('before the first commit there was nothing', async () => {
  const world = pullWorld();
  world.states[HEAD] = { 'pay.yaml': 'pay' };
  world.commits = { [HEAD]: { parents: [], files: [{ filename: 'pay.yaml', status: 'added' }] } };
  await withGithub(world, async (stub) => {
    expect(await load(stub, `acme/ivr/commit/${HEAD}`)).toMatchObject({ before: [], files: [{ path: 'pay.yaml' }] });
  });
});

test('a comparison ends at its last commit, however many there are, also in a fork', async () => {
  const world = pullWorld();
  const commits = [...Array.from({ length: 205 }, (_, at) => shaOf(`commit ${at}`)), HEAD];
  const files = [{ filename: 'flows/pay.yaml', status: 'modified' }];
  world.compared = { 'main...mallory:feature/pay': { mergeBase: BASE, commits, files } };
  await withGithub(world, async (stub) => {
    const fetched = await load(stub, 'acme/ivr/compare/main...mallory:feature/pay');
    expect(textsOf(fetched.files)['flows/pay.yaml']).toBe('pay after');
  });
});

test('a comparison without a base begins at the default branch', async () => {
  const world = { ...pullWorld(), defaultBranch: 'trunk' };
  world.compared = { 'trunk...pay': { mergeBase: BASE, commits: [], files: [] } };
  await withGithub(world, async (stub) => {
    expect(await load(stub, 'acme/ivr/compare/pay')).toMatchObject({ files: [], before: [] });
  });
});
