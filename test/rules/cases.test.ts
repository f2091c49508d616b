import { expect, test } from 'vitest';
import { rules } from '../../server/core/rules/index.generated.js';
import { expectationOf, filesOf, readCases, renderFindings } from '../support/cases.js';

const cases = readCases('rules');

test.each(cases)('$id', (one) => {
  const rule = one.prose.includes('all rules') ? undefined : one.id.split('/')[0]!;
  const actual = renderFindings(filesOf(one), rule);
  expect(actual).toBe(expectationOf(one, actual));
});

test.each(rules)('$id has five cases', ({ id }) => {
  expect(cases.filter((one) => one.id.startsWith(`${id}/`)).length).toBeGreaterThanOrEqual(5);
});

test('every folder of cases belongs to a rule', () => {
  const ids = new Set(rules.map(({ id }) => id));
  expect(cases.filter((one) => !ids.has(one.id.split('/')[0]!)).map(({ id }) => id)).toEqual([]);
});

test('every case says in its first line why it exists', () => {
  expect(cases.filter(({ prose }) => !/^\S.*\.\s*$/m.test(prose.split('\n')[0]!)).map(({ id }) => id)).toEqual([]);
});
