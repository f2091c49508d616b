import { expect, test } from 'vitest';
import {
  complement,
  contains,
  EVERY_NUMBER,
  intersection,
  NO_NUMBER,
  numbersThat,
  union,
  wholeNumbers,
  wordsFor,
} from '../../server/core/graph/number-sets.js';

const low = numbersThat('<', 30);
const high = numbersThat('>', 70);

test('what two branches leave out begins and ends at their borders', () => {
  const [gap] = complement(union(low, high)).map((interval) => wordsFor(interval, false));
  expect(gap).toBe('what lies between 30 and 70');
  expect(complement(union(low, numbersThat('>', 30))).map((one) => wordsFor(one, false))).toEqual(['exactly 30']);
  expect(complement(union(low, numbersThat('>=', 30)))).toEqual(NO_NUMBER);
});

test('whole numbers close gaps that hold none of them', () => {
  const decimals = union(numbersThat('<=', 29), numbersThat('>=', 30));
  expect(complement(decimals)).toHaveLength(1);
  expect(complement(wholeNumbers(decimals))).toEqual(NO_NUMBER);
  const gap = complement(union(wholeNumbers(low), wholeNumbers(high)));
  expect(gap.map((interval) => wordsFor(interval, true))).toEqual(['30 to 70']);
});

test('a complement taken twice is the set, and sets add up to every number', () => {
  for (const relation of ['==', '!=', '<', '<=', '>', '>='] as const) {
    const set = numbersThat(relation, -1.5);
    expect(complement(complement(set))).toEqual(set);
    expect(union(set, complement(set))).toEqual(EVERY_NUMBER);
    expect(intersection(set, complement(set))).toEqual(NO_NUMBER);
    expect(contains(EVERY_NUMBER, set)).toBe(true);
    expect(contains(set, EVERY_NUMBER)).toBe(false);
  }
});

test('ends without a border are said as such', () => {
  expect(complement(high).map((one) => wordsFor(one, false))).toEqual(['whatever is below 70']);
  expect(complement(low).map((one) => wordsFor(one, false))).toEqual(['whatever is above 30']);
});
