import { describe, expect, test } from 'vitest';
import {
  INITIAL,
  isBusy,
  isOfThen,
  type PanelEvent,
  type PanelState,
  type Problem,
  reduce,
} from '../../../client/browser/panel/state.js';
import { analysed, FETCHED, placeNamed } from './support.js';

const CARD = placeNamed('card.yaml');
const PULL = placeNamed('pull 12', 'changes');
const stateAfter = (...events: readonly PanelEvent[]): PanelState => events.reduce(reduce, INITIAL);
const seen = (place = CARD, isPasted = false): PanelEvent => ({
  type: 'seen',
  seen: { kind: 'place', place, isPasted },
});
const wanted = (run = 1, place = CARD): PanelEvent => ({ type: 'wanted', run, place });
const finished = (run = 1, place = CARD): PanelEvent => {
  const result = { place, fetched: FETCHED, at: 1_000, after: analysed(), before: undefined, changes: undefined };
  return { type: 'finished', run, result };
};
const failed = (kind: Problem['kind'], run = 1): PanelEvent => ({
  type: 'failed',
  run,
  problem: { kind, message: 'why', until: undefined },
});
const whole: readonly PanelEvent[] = [
  seen(),
  wanted(),
  { type: 'allowed', run: 1 },
  { type: 'progress', run: 1, done: 1, total: 2 },
  { type: 'fetched', run: 1, files: 2 },
  finished(),
];

describe('an analysis', () => {
  test('goes from the question to the result', () => {
    const kinds = whole.map((_event, at) => stateAfter(...whole.slice(0, at + 1)).task.kind);
    expect(kinds).toEqual(['none', 'asking', 'fetching', 'fetching', 'reading', 'none']);
    expect(stateAfter(...whole).result).toMatchObject({ number: 1, place: CARD });
  });

  test.each([
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
  ] as const)('that ends with %s keeps the last result, as of then', (kind) => {
    const state = stateAfter(...whole, wanted(2), { type: 'allowed', run: 2 }, failed(kind, 2));
    expect(state.task).toMatchObject({ kind: 'failed', place: CARD, problem: { kind } });
    expect(state.result?.number).toBe(1);
    expect(isOfThen(state)).toBe(true);
    expect(isBusy(state)).toBe(false);
  });

  test('that was replaced is not heard any more', () => {
    const state = stateAfter(...whole, wanted(2, PULL), { type: 'allowed', run: 2 });
    const late: readonly PanelEvent[] = [
      { type: 'progress', run: 1, done: 9, total: 9 },
      finished(1),
      failed('broken', 1),
    ];
    for (const event of late) expect(reduce(state, event)).toBe(state);
  });

  test('that has failed says nothing afterwards', () => {
    const state = stateAfter(...whole.slice(0, 3), failed('left'));
    expect(reduce(state, finished())).toBe(state);
    expect(reduce(state, failed('cancelled'))).toBe(state);
  });

  test('takes the place of the result only when it is there', () => {
    const steps = [...whole, wanted(2), { type: 'allowed', run: 2 }, { type: 'fetched', run: 2, files: 1 }] as const;
    expect(stateAfter(...steps).result?.number).toBe(1);
    expect(isOfThen(stateAfter(...steps))).toBe(true);
    expect(stateAfter(...steps, finished(2)).result?.number).toBe(2);
    expect(isOfThen(stateAfter(...steps, finished(2)))).toBe(false);
  });
});

describe('another page', () => {
  test('leaves the result, which is of then', () => {
    const state = stateAfter(...whole, seen(PULL));
    expect(state.result?.place).toBe(CARD);
    expect(isOfThen(state)).toBe(true);
    expect(isOfThen(reduce(state, seen(CARD)))).toBe(false);
  });

  test('ends what was said about a failure on the one before', () => {
    const state = stateAfter(seen(), wanted(), failed('offline'));
    expect(reduce(state, seen(PULL)).task.kind).toBe('none');
    expect(reduce(state, { type: 'seen', seen: { kind: 'other' } }).task.kind).toBe('failed');
  });

  test('that has flows is offered when its analysis was left for it', () => {
    const state = stateAfter(...whole, wanted(2), { type: 'allowed', run: 2 }, seen(PULL), failed('left', 2));
    expect(state).toMatchObject({ task: { kind: 'none' }, seen: { place: PULL }, result: { number: 1 } });
    expect(isOfThen(state)).toBe(true);
  });

  test('that is the same one changes nothing', () => {
    const state = stateAfter(seen(), wanted(), failed('offline'));
    expect(reduce(state, seen({ ...CARD }))).toBe(state);
  });

  test('that cannot be seen does not take what was pasted', () => {
    const state = stateAfter(seen(PULL, true), { type: 'seen', seen: { kind: 'hidden' } });
    expect(state.seen).toMatchObject({ kind: 'place', place: PULL });
    expect(reduce(state, { type: 'seen', seen: { kind: 'other' } }).seen).toMatchObject({ kind: 'place', place: PULL });
    expect(reduce(state, seen(CARD)).seen).toMatchObject({ place: CARD });
  });

  test('that cannot be seen takes what a tab has shown', () => {
    expect(stateAfter(seen(), { type: 'seen', seen: { kind: 'hidden' } }).seen.kind).toBe('hidden');
  });
});
