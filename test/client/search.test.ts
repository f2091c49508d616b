import { describe, expect, test } from 'vitest';
import { candidatesBelow, type Files, GLANCE, hasFlow } from '../../client/search.js';

type Tree = { readonly [name: string]: string | Tree };

/** Files of a test; addresses are paths. Counts what is asked of it. */
class FakeFiles implements Files<string> {
  reads = 0;
  listed = 0;
  readonly #tree: Tree;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  async entries(folder: string) {
    this.listed++;
    const found = this.#at(folder);
    if (typeof found !== 'object') return [];
    return Object.entries(found).map(([name, value]) => ({
      name,
      isFolder: typeof value === 'object',
      address: `${folder}/${name}`,
    }));
  }

  async text(file: string) {
    this.reads++;
    const found = this.#at(file);
    return typeof found === 'string' ? found : undefined;
  }

  #at(path: string): string | Tree | undefined {
    let at: string | Tree | undefined = this.#tree;
    for (const name of path.split('/').slice(1)) at = typeof at === 'object' ? at[name] : undefined;
    return at;
  }
}

async function candidates(files: FakeFiles, limits: { entries: number; depth: number } = GLANCE): Promise<string[]> {
  const found: string[] = [];
  for await (const file of candidatesBelow([''], files, limits)) found.push(file);
  return found;
}

const isFlow = async (_file: string, text: string) => text === 'flow';
const glance = (files: FakeFiles, now = () => 0) => hasFlow([''], files, isFlow, now);

describe('the walk', () => {
  test('goes level by level, and leaves out what nobody wants', async () => {
    const files = new FakeFiles({
      deep: { er: { 'c.json': '' }, 'b.yml': '' },
      node_modules: { 'x.json': '' },
      '.git': { 'y.json': '' },
      'a.yaml': '',
      'notes.txt': '',
    });
    expect(await candidates(files)).toEqual(['/a.yaml', '/deep/b.yml', '/deep/er/c.json']);
  });

  test('ends at its limits', async () => {
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.yaml`, '']));
    expect(await candidates(new FakeFiles(wide), { entries: 10, depth: 3 })).toHaveLength(10);
    const deep = new FakeFiles({ a: { b: { c: { d: { 'x.yaml': '' } } } } });
    expect(await candidates(deep, { entries: 100, depth: 2 })).toEqual([]);
    expect(deep.listed).toBe(3);
  });

  test('a folder that leads into itself does not hold it up', async () => {
    const files: Files<string> = {
      entries: async (folder) => [{ name: 'again', isFolder: true, address: `${folder}/again` }],
      text: async () => undefined,
    };
    expect(await hasFlow(['/'], files, isFlow, () => 0)).toBe(false);
  });
});

describe('the glance', () => {
  test('stops at the first flow', async () => {
    const files = new FakeFiles({ 'a.yaml': 'no', 'b.yaml': 'flow', 'c.yaml': 'no' });
    expect(await glance(files)).toBe(true);
    expect(files.reads).toBe(2);
  });

  test('reads a limited number of files', async () => {
    const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}.json`, '']));
    const files = new FakeFiles(many);
    expect(await glance(files)).toBe(false);
    expect(files.reads).toBe(GLANCE.reads);
  });

  test('takes a limited time', async () => {
    let time = 0;
    const files = new FakeFiles({ 'a.yaml': '', 'b.yaml': '', 'c.yaml': 'flow' });
    expect(await glance(files, () => (time += GLANCE.milliseconds / 2))).toBe(false);
  });

  test('goes on over files that cannot be read', async () => {
    const files = new FakeFiles({ 'a.yaml': {}, 'b.yaml': 'flow' });
    expect(await glance(files)).toBe(true);
  });
});
