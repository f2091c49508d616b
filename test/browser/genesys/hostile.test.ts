import { describe, expect, test } from 'vitest';
import type { Fetched } from '../../../client/browser/doors/door.js';
import { DoorProblem } from '../../../client/browser/doors/door.js';
import { FileNames } from '../../../client/browser/doors/genesys/file-names.js';
import { loadFlow } from '../../../client/browser/doors/genesys/load-flow.js';
import { referencesOf } from '../../../client/browser/doors/genesys/references.js';
import { REGIONS } from '../../../client/browser/doors/genesys/regions.js';

const FLOW = 'aaaaaaaa-0000-4000-8000-000000000001';
const calling = (actionId: unknown, actionName: unknown = 'Pay') => ({ __type: 'DataAction', actionId, actionName });

/** Loads a flow whose configuration is this; every data action is answered alike. */
async function loaded(
  configuration: unknown,
  action: unknown = {},
  about: unknown = {},
): Promise<Fetched & { asked: string[] }> {
  const asked: string[] = [];
  const client = {
    read: async (path: string) => {
      asked.push(path);
      if (path.includes('/integrations/')) return action;
      return path.endsWith('latestconfiguration') ? configuration : about;
    },
  };
  const address = { region: REGIONS[0]!, flow: FLOW, version: undefined };
  return { ...(await loadFlow(client, address, new AbortController().signal, () => {})), asked };
}

function nested(depth: number): unknown {
  return JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
}

describe('a configuration that somebody has made up', () => {
  test.each<[string, unknown]>([
    ['a list', []],
    ['a text', 'flow'],
    ['nothing', null],
  ])('is refused when it is %s', async (_, configuration) => {
    await expect(loaded(configuration)).rejects.toMatchObject({ kind: 'broken' });
  });

  test('is refused when it nests too deep to be written, with a problem of the door', async () => {
    const problem = await loaded({ inner: nested(200_000) }).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(DoorProblem);
  });

  test('may have names of any kind, or none', async () => {
    const name = async (text: unknown) => (await loaded({ name: text })).files[0]!.path;
    expect(await name('../../etc/passwd')).toBe('-..-etc-passwd.json');
    expect(await name('C:\\pay<b>|"?*')).toBe('C--pay-b-----.json');
    expect(await name('  ')).toBe(`${FLOW}.json`);
    expect(await name(7)).toBe(`${FLOW}.json`);
    expect(await name('x'.repeat(500))).toBe(`${'x'.repeat(100)}.json`);
    expect(await name('\u0000a\n')).toBe('-a.json');
    expect(await name('...')).toBe('flow.json');
  });

  test('with keys such as __proto__ is data', async () => {
    const { files } = await loaded(JSON.parse('{"name": "a", "__proto__": {"type": "b"}, "constructor": 1}'));
    expect(JSON.parse(files[0]!.text)).toHaveProperty('constructor', 1);
    expect(files[0]!.text).toContain('"__proto__"');
    expect(files[0]!.page).toBeUndefined();
  });

  test('is written in lines, unless it is so large that the analysis would not take them', async () => {
    const { files } = await loaded({ name: 'a', values: Array(10).fill('x') });
    expect(files[0]!.text.split('\n').length).toBeGreaterThan(10);
    const { files: huge } = await loaded({ name: 'a', values: Array(900_000).fill('xxx') });
    expect(huge[0]!.text.split('\n')).toHaveLength(2);
  });
});

describe('references', () => {
  test('are those of actions, each once, in their order', () => {
    const configuration = {
      a: [calling('2', 'Second'), { deep: [{ paths: [calling('1')] }] }],
      b: [calling('2', 'Again'), { __type: 'SecureAction', actionId: '3', actionName: 7 }],
      c: { __type: 'CallCommonModuleAction', flowId: 'f', flowName: 'Module' },
    };
    expect(referencesOf(configuration)).toEqual({
      dataActions: [
        { id: '2', name: 'Second' },
        { id: '1', name: 'Pay' },
        { id: '3', name: '' },
      ],
      flows: [{ id: 'f', name: 'Module' }],
    });
  });

  test.each<[unknown]>([[undefined], [null], [7], ['DataAction'], [[]], [calling(7)], [calling('')], [{ __type: {} }]])(
    'none in %j',
    (configuration) => {
      expect(referencesOf(configuration)).toEqual({ dataActions: [], flows: [] });
    },
  );

  test('are found at any depth', () => {
    expect(referencesOf(nested(200_000)).dataActions).toEqual([]);
  });
});

describe('data actions', () => {
  test('beyond the limit are named and not asked for', async () => {
    const many = Array.from({ length: 203 }, (_, at) => calling(`id${at}`, `Action ${at}`));
    const { asked, files, left } = await loaded({ name: 'a', many }, { name: 'Same name' });
    expect([asked.length, files.length]).toEqual([202, 201]);
    expect(left.map(({ path }) => path)).toEqual([
      'Data action Action 200',
      'Data action Action 201',
      'Data action Action 202',
    ]);
    expect(new Set(files.map(({ path }) => path)).size).toBe(201);
  });

  test('that are none are left out, and the flow is not', async () => {
    const { files, left } = await loaded({ name: 'a', x: [calling('1')] }, ['nothing']);
    expect([files.length, left.length]).toEqual([1, 1]);
  });
});

test('a file name is given once, whatever its case', () => {
  const names = new FileNames();
  expect(['Pay', 'pay', 'PAY', 'Pay (2)'].map((name) => names.path('', name))).toEqual([
    'Pay.json',
    'pay (2).json',
    'PAY (3).json',
    'Pay (2) (2).json',
  ]);
});
