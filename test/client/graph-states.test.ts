import { expect, test } from 'vitest';
import { stateFor, statesFrom, withState } from '../../client/graph-states.js';

test('every file has its own state, the newest counts', () => {
  const states = withState(withState(withState([], 'a', 1), 'b', 2), 'a', 3);
  expect([stateFor(states, 'a'), stateFor(states, 'b'), stateFor(states, 'c')]).toEqual([3, 2, undefined]);
  expect(states).toHaveLength(2);
});

test('the files that were looked at last stay', () => {
  let states = withState([], 'first', 0);
  for (let at = 0; at < 40; at++) states = withState(states, `file ${at}`, at);
  expect(states).toHaveLength(40);
  expect(stateFor(states, 'first')).toBeUndefined();
  expect(stateFor(states, 'file 39')).toBe(39);
});

test('what was kept by something else counts as nothing', () => {
  for (const kept of [undefined, null, 7, 'x', {}, [1], [['a']], [[1, 2]], [['a', 1, 2]]]) {
    expect(statesFrom(kept), JSON.stringify(kept)).toEqual([]);
  }
  expect(statesFrom([['a', { version: 1 }]])).toEqual([['a', { version: 1 }]]);
});
