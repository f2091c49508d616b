import { describe, expect, test } from 'vitest';
import { INITIAL, type PanelState, type Problem, type Result, type Task } from '../../../client/browser/panel/state.js';
import {
  cardOf,
  countsText,
  hostsOf,
  notAnalysed,
  resultText,
  spokenText,
  thenText,
} from '../../../client/browser/panel/words.js';
import { changesBetween } from '../../../client/changes.js';
import { analysed, FETCHED, finding, placeNamed } from './support.js';

const CARD = placeNamed('card.yaml in acme/ivr');
const clock = (time: number) => `time ${time}`;
const state = (more: Partial<PanelState> = {}): PanelState => ({ ...INITIAL, ...more });
const failed = (problem: Partial<Problem>): Task => ({
  kind: 'failed',
  place: CARD,
  problem: { kind: 'broken', message: 'It is so.', until: undefined, ...problem },
});
const result = (more: Partial<Result> = {}): Result => ({
  number: 1,
  place: CARD,
  fetched: FETCHED,
  at: 5,
  after: analysed(),
  before: undefined,
  changes: undefined,
  ...more,
});
const atPlace = (place = CARD): PanelState['seen'] => ({ kind: 'place', place, isPasted: false });

const PROBLEMS = [
  'permission',
  'sign-in',
  'forbidden',
  'not-found',
  'busy',
  'offline',
  'broken',
  'cancelled',
  'left',
  'server',
] as const;

describe('a failure', () => {
  test.each(PROBLEMS)('of kind %s has a title, a sentence and a way out', (kind) => {
    const card = cardOf(state({ task: failed({ kind }) }), clock);
    expect(card?.look).toBe('problem');
    expect(card?.title).not.toBe('');
    expect(card?.text).toMatch(/\.$/);
    expect(card?.buttons.map(({ deed }) => deed)).toContain('again');
  });

  test('each kind has a title of its own', () => {
    const titles = PROBLEMS.map((kind) => cardOf(state({ task: failed({ kind }) }), clock)?.title);
    expect(new Set(titles).size).toBe(PROBLEMS.length);
  });

  test('says when to try again, if anybody has said it', () => {
    const textOf = (until: number | undefined) => cardOf(state({ task: failed({ kind: 'busy', until }) }), clock)?.text;
    expect(textOf(90)).toBe('It is so. Try again at time 90.');
    expect(textOf(undefined)).toBe('It is so.');
  });
});

describe('the page in front', () => {
  test('with flows is offered, with the hosts that are asked', () => {
    expect(cardOf(state({ seen: atPlace() }), clock)).toMatchObject({
      title: 'card.yaml in acme/ivr',
      text: 'Keytrace reads it from api.github.com and raw.githubusercontent.com. It is analysed on this computer and sent nowhere.',
      buttons: [{ deed: 'analyse', label: 'Analyse' }],
    });
  });

  test('that was analysed needs no word', () => {
    expect(cardOf(state({ seen: atPlace(), result: result() }), clock)).toBeUndefined();
  });

  test.each(['hidden', 'other'] as const)('that is %s takes an address', (kind) => {
    expect(cardOf(state({ seen: { kind } }), clock)?.takesAddress).toBe(true);
  });

  test('that is another one leaves what is shown in sight', () => {
    expect(cardOf(state({ seen: { kind: 'other' }, result: result() }), clock)).toBeUndefined();
    expect(thenText(result(), state({ seen: { kind: 'other' } }), clock)).toBe(
      'As of time 5. The tab shows something else now.',
    );
    expect(thenText(result(), state({ task: failed({}) }), clock)).toBe('As of time 5: it could not be read anew.');
  });
});

test('what is going on is said without a number for each file', () => {
  const fetching: Task = { kind: 'fetching', place: CARD, done: 3, total: 12 };
  expect(cardOf(state({ task: fetching }), clock)).toMatchObject({
    title: 'Reading 12 files…',
    text: '3 done. card.yaml in acme/ivr',
    progress: { done: 3, total: 12 },
  });
  expect(spokenText(state({ task: fetching }), clock)).toBe('Reading 12 files…');
});

test('a change says what is new, gone and unchanged', () => {
  const changes = changesBetween([finding('a'), finding('b')], [finding('b'), finding('c')]);
  expect(resultText(result({ changes }))).toBe(
    '1 new, 1 gone, 1 unchanged. 0 flows, 0 actions read, 0 not understood.',
  );
});

test('counts name every severity that occurs', () => {
  expect(countsText([finding('a'), finding('b', { severity: 'information' }), finding('c')])).toBe(
    '2 errors, 1 information',
  );
  expect(countsText([])).toBe('');
});

test('what was not analysed has everything that was left out, once', () => {
  const unread = [{ uri: 'keytrace:/fetched/broken.yaml', reason: 'line 1: not a flow' }];
  const left = [{ path: 'big.yaml', why: 'Too large.' }];
  const both = result({
    fetched: { ...FETCHED, left },
    after: analysed({ unread }),
    before: analysed({ unread }),
  });
  expect(notAnalysed(both, (uri) => uri.slice('keytrace:/fetched/'.length))).toEqual([
    { path: 'big.yaml', why: 'Too large.' },
    { path: 'broken.yaml', why: 'Line 1: not a flow.' },
  ]);
});

test('no host is nowhere', () => {
  expect(hostsOf({ ...CARD, origins: [] })).toBe('nowhere');
  expect(hostsOf({ ...CARD, origins: ['https://api.example.org/*'] })).toBe('api.example.org');
});
