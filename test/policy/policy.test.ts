import { expect, test } from 'vitest';
import { analyse } from '../../server/core/workspace.js';
import { filesOf, readCases } from '../support/cases.js';
import { judge, markedCase } from '../support/flowbench.js';

const NOTHING = { missed: [], false: [], source: [] };
const UNREAD = new Set([
  'unreadable-text',
  'unexpected-structure',
  'broken-expression',
  'unknown-function',
  'unknown-action',
]);

/** Each says in its first line which sentence of the taint policy it stands for; leaks are marked as in FlowBench. */
test.each(readCases('policy'))('$id', (one) => {
  const files = filesOf(one);
  const analysis = analyse(files);
  expect(analysis.findings.filter(({ rule }) => UNREAD.has(rule)).map(({ message }) => message)).toEqual([]);
  expect(judge(markedCase(one.id, files), analysis)).toEqual(NOTHING);
});
