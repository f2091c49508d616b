import { expect, test } from 'vitest';
import { analyse } from '../server/core/workspace.js';
import { hasFlowBench, judge, readFlowBench } from './support/flowbench.js';

const cases = readFlowBench();
const NOTHING = { missed: [], false: [], source: [] };
if (!hasFlowBench) console.log('FlowBench is not beside this repository (../shared/flowbench): its tests are skipped.');

test.skipIf(!hasFlowBench)('FlowBench is complete', () => {
  expect(cases.length).toBeGreaterThanOrEqual(120);
  expect(cases.flatMap(({ leaks }) => leaks).length).toBeGreaterThanOrEqual(76);
});

test.each(cases)('FlowBench $id', (one) => {
  expect(judge(one, analyse(one.files))).toEqual(NOTHING);
});

test.skipIf(!hasFlowBench)('all of FlowBench as one workspace gives the same leaks as case by case', () => {
  const analysis = analyse(cases.flatMap(({ files }) => files));
  const verdicts = cases.map((one) => ({ id: one.id, ...judge(one, analysis) }));
  expect(
    verdicts.filter((verdict) => verdict.missed.length + verdict.false.length + verdict.source.length > 0),
  ).toEqual([]);
});

test.skipIf(!hasFlowBench)('no rule breaks on FlowBench', () => {
  const { findings } = analyse(cases.flatMap(({ files }) => files));
  expect(
    findings.filter(({ rule }) => rule === 'internal-error').map(({ uri, message }) => `${uri}: ${message}`),
  ).toEqual([]);
});
