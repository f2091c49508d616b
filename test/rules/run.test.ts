import { expect, test } from 'vitest';
import { defineRule, type Rule } from '../../server/core/rules/rule.js';
import { runRules } from '../../server/core/rules/run.js';
import { NO_SETTINGS } from '../../server/core/rules/settings.js';
import { Workspace } from '../../server/core/workspace.js';
import { PAY } from '../lsp/flows.js';

const ABOUT = {
  title: 'x',
  family: 'control',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'x',
  instead: 'x',
  pci: ['1.2.3'],
  cwe: [],
  seed: [],
  examples: [],
} as const;
const TRUNK = '{ "name": "T", "trunkType": "EXTERNAL", "dtmfMaskingEnabled": false }';

function snapshot() {
  const workspace = new Workspace();
  workspace.set({ uri: 'pay.yaml', text: PAY });
  workspace.set({ uri: 'trunk.json', text: TRUNK });
  return workspace.snapshot();
}

const named = (id: string, rule: Omit<Rule, 'id' | keyof typeof ABOUT>): Rule => ({ ...ABOUT, id, ...rule });

test('a rule that throws becomes one finding for each file, and the others go on', () => {
  const broken = () => {
    throw new RangeError('4111 1111 1111 1111');
  };
  const rules = [
    named('broken-rule', { check: broken, checkResource: broken }),
    named('good-rule', { check: ({ report }) => report({ span: { start: 0, end: 1 }, message: 'found' }) }),
  ];
  const found = runRules(rules, snapshot()).map(({ rule, uri, message, pci }) => [rule, uri, message, pci]);
  expect(found).toEqual([
    ['good-rule', 'pay.yaml', 'found', ['1.2.3']],
    [
      'internal-error',
      'pay.yaml',
      'The rule "broken-rule" stopped with RangeError on this flow; its findings are missing',
      [],
    ],
    [
      'internal-error',
      'trunk.json',
      'The rule "broken-rule" stopped with RangeError on this file; its findings are missing',
      [],
    ],
  ]);
});

test('options come from the settings of the file, and else from the rule', () => {
  const seen: unknown[] = [];
  const rule = defineRule({
    ...ABOUT,
    options: {
      limit: { type: 'number', default: 3, description: 'x' },
      words: { type: 'list', noun: 'words', of: { type: 'text', noun: 'a word' }, default: ['a'], description: 'x' },
    },
    check({ options }) {
      // Both have their types: a number and a list.
      seen.push(options.limit + 1, options.words.join());
    },
  });
  const rules: readonly Rule[] = [{ ...rule, id: 'with-options' }];
  runRules(rules, snapshot());
  const options = new Map([['with-options', new Map([['limit', 7]])]]);
  const settingsOf = (uri: string) => ({ ...NO_SETTINGS.settingsOf(uri), options });
  runRules(rules, snapshot(), { settingsOf });
  expect(seen).toEqual([4, 'a', 8, 'a']);
});
