import { expect, test } from 'vitest';
import { DoorProblem } from '../../../client/browser/doors/door.js';
import { flowAddress, flowPlace, placeAddress } from '../../../client/browser/doors/genesys/address.js';
import { loadFlow } from '../../../client/browser/doors/genesys/load-flow.js';
import { REGIONS } from '../../../client/browser/doors/genesys/regions.js';
import { analyse } from '../../../server/core/workspace.js';
import { CONFIGURATION, DATA_ACTIONS } from '../../hosts/browser/stubs/genesys-flow.mjs';

const FLOW = 'aaaaaaaa-0000-4000-8000-000000000001';

/** Numbers below `limit`, the same in every run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

const SCALARS: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  '',
  'x',
  '__proto__',
  'DataAction',
  '../..',
  '\u0000',
  '{{x}}',
];

/** The same value with a few of its parts taken away, or replaced. */
function damaged(value: unknown, next: (limit: number) => number): unknown {
  if (next(40) === 0) return [SCALARS[next(SCALARS.length)], [], {}, [[]]][next(4)];
  if (Array.isArray(value)) return value.filter(() => next(30) > 0).map((inner) => damaged(inner, next));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(() => next(30) > 0);
  return Object.fromEntries(kept.map(([key, inner]) => [key, damaged(inner, next)]));
}

test('answers that are damaged anywhere are read, or refused with a problem of the door', async () => {
  const outcomes = { read: 0, refused: 0 };
  for (let seed = 1; seed <= 400; seed++) {
    const next = numbers(seed);
    const actions = [...DATA_ACTIONS.values()];
    const client = {
      read: async (path: string) =>
        damaged(path.includes('/integrations/') ? actions[next(actions.length)] : CONFIGURATION, next),
    };
    const address = { region: REGIONS[0]!, flow: FLOW, version: undefined };
    const fetched = await loadFlow(client, address, new AbortController().signal, () => {}).catch(
      (error: unknown) => error,
    );
    if (fetched instanceof DoorProblem) outcomes.refused += 1;
    else {
      const { files } = fetched as Awaited<ReturnType<typeof loadFlow>>; // what is no problem is an answer, or fails here
      expect(new Set(files.map(({ path }) => path)).size, `seed ${seed}`).toBe(files.length);
      expect(
        files.filter(({ path }) => /\.\.\/|^\/|\\|\u0000/.test(path)),
        `seed ${seed}`,
      ).toEqual([]);
      const { findings } = analyse(files.map(({ path, text }) => ({ uri: path, text })));
      expect(
        findings.filter(({ rule }) => rule === 'internal-error'),
        `seed ${seed}`,
      ).toEqual([]);
      outcomes.read += 1;
    }
  }
  expect(outcomes.read).toBeGreaterThan(300);
  expect(outcomes.refused).toBeGreaterThan(0);
});

test('addresses of any make are recognised or not, and never fail', () => {
  const PARTS = [
    'architect',
    'flows',
    'directory',
    '#',
    '#/',
    '%',
    '%2F',
    '..',
    '?',
    FLOW,
    '4.0',
    'latest',
    '',
    '/',
    '@',
    ':80',
  ];
  const STARTS = ['', 'architect/#/', `architect/#/call/flows/${FLOW}/`, 'directory/#/architect/flows/'];
  const hosts = [...REGIONS.slice(0, 3).map(({ web }) => web), 'https://example.com'];
  let recognised = 0;
  for (let seed = 1; seed <= 5_000; seed++) {
    const next = numbers(seed);
    const parts = Array.from({ length: next(9) }, () => PARTS[next(PARTS.length)]);
    const text = `${hosts[next(hosts.length)]}/${STARTS[next(STARTS.length)]}${parts.join('/')}`;
    if (!URL.canParse(text)) continue;
    const found = flowAddress(REGIONS, new URL(text));
    if (!found) continue;
    recognised += 1;
    expect(found.flow, text).toBe(FLOW);
    expect(placeAddress(REGIONS, flowPlace(found)), text).toEqual(found);
  }
  expect(recognised).toBeGreaterThan(500);
});
