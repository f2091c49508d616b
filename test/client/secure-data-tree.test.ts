import { expect, test } from 'vitest';
import { childrenOf, findPath, secureDataTree, type TreeNode } from '../../client/secure-data-tree.js';
import { inEnglish } from '../../client/words.js';
import { COMMANDS } from '../../server/lsp/protocol.js';
import { PAY, SPEAK } from '../lsp/flows.js';
import { startInProcess } from '../support/lsp-client.js';
import { found, step } from './found.js';

const PAY_FILE = 'file:///flows/pay%20by%20card.yaml';
const entry = step(PAY_FILE, 11, 'card number collected here by "Ask"');
const spoken = step(PAY_FILE, 20, 'spoken here by "Read back"');
const copied = step(PAY_FILE, 15, 'copied to Task.copy by "Copy"');
const stored = step('file:///flows/agent.yaml', 7, 'stored as participant data "note" here by "Keep"');
const code = step('file:///flows/agent.yaml', 2, 'card verification value collected here by "Ask again"');

/** One line per node, as the view shows it. */
function lines(nodes: readonly TreeNode[], indent = ''): string[] {
  return nodes.flatMap((node) => [
    `${indent}${node.label} | ${node.description}`,
    ...lines(childrenOf(node), `${indent}  `),
  ]);
}

test('paths stand below their source, with every step', () => {
  expect(lines(secureDataTree([found([entry, copied, spoken])], inEnglish))).toEqual([
    'Card number collected here by "Ask" | pay by card.yaml:12, 1 path',
    '  Spoken here by "Read back" | pay by card.yaml:21',
    '    1. card number collected here by "Ask" | pay by card.yaml:12',
    '    2. copied to Task.copy by "Copy" | pay by card.yaml:16',
    '    3. spoken here by "Read back" | pay by card.yaml:21',
  ]);
});

test('sources come by their place, and the worst path of a source first', () => {
  const tree = secureDataTree(
    [
      found([entry, spoken], { severity: 'warning' }),
      found([entry, stored], { severity: 'error' }),
      found([code, stored], { severity: 'error', fingerprint: 'other' }),
    ],
    inEnglish,
  );
  expect(tree.map(({ label, paths }) => [label, paths.map(({ finding }) => finding.severity)])).toEqual([
    ['Card verification value collected here by "Ask again"', ['error']],
    ['Card number collected here by "Ask"', ['error', 'warning']],
  ]);
});

test('a finding without a path is not in the tree', () => {
  expect(secureDataTree([found([]), found([entry])], inEnglish)).toEqual([]);
});

test('the last step is the sink', () => {
  const [source] = secureDataTree([found([entry, copied, spoken])], inEnglish);
  expect(source!.paths[0]!.steps.map(({ role }) => role)).toEqual(['source', 'step', 'sink']);
});

test('no two nodes have the same id, even when one finding stands at two values', () => {
  const findings = [found([entry, spoken]), found([code, spoken]), found([entry, stored])];
  const ids = (nodes: readonly TreeNode[]): string[] => nodes.flatMap((node) => [node.id, ...ids(childrenOf(node))]);
  const all = ids(secureDataTree(findings, inEnglish));
  expect(new Set(all).size).toBe(all.length);
});

test('a path is found by its finding', () => {
  const tree = secureDataTree([found([entry, spoken]), found([entry, stored], { fingerprint: 'x' })], inEnglish);
  expect(findPath(tree, ({ fingerprint }) => fingerprint === 'x')?.label).toBe(
    'Stored as participant data "note" here by "Keep"',
  );
  expect(findPath(tree, () => false)).toBeUndefined();
});

test('what the server answers is what the tree takes', async () => {
  const client = await startInProcess().initialize();
  await client.open('file:///pay.yaml', PAY);
  await client.open('file:///speak.yaml', SPEAK);
  const { findings } = await client.request<{ findings: Parameters<typeof secureDataTree>[0] }>(
    'workspace/executeCommand',
    { command: COMMANDS.check, arguments: [{}] },
  );
  expect(lines(secureDataTree(findings, inEnglish))).toContain('  Spoken here by "Read back" | pay.yaml:21');
});
