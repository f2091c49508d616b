import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { mistakeIn, newRuleFiles } from '../../scripts/new-rule.mjs';
import type { Rule, RuleDefinition } from '../../server/core/rules/rule.js';
import { runRules } from '../../server/core/rules/run.js';
import { LineIndex } from '../../server/core/text/line-index.js';
import { Workspace } from '../../server/core/workspace.js';
import { splitSections } from '../support/cases.js';

const RULES = fileURLToPath(new URL('../../server/core/rules', import.meta.url));
const ID = 'something-is-wrong';
const files = newRuleFiles(ID);
const rule = await load(files[0]![1]);

async function load(contents: string): Promise<Rule> {
  const stdin = { contents, resolveDir: RULES, loader: 'ts' } as const;
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false });
  const url = `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`;
  const module: { readonly default: RuleDefinition } = await import(url);
  return { id: ID, ...module.default };
}

function found(text: string): string {
  const workspace = new Workspace();
  workspace.set({ uri: 'flow.yaml', text });
  const lines = new LineIndex(text);
  return runRules([rule], workspace.snapshot())
    .map(({ span, severity, rule: id, message }) => {
      const { line, column } = lines.positionAt(span.start);
      return `flow.yaml:${line + 1}:${column + 1} ${severity} ${id}: ${message}\n`;
    })
    .join('');
}

test('a new rule stands where rules stand', () => {
  expect(path.posix.dirname(files[0]![0])).toBe('server/core/rules');
  expect(files.slice(1).every(([name]) => name.startsWith(`test/rules/${ID}/`))).toBe(true);
  expect(files.length).toBeGreaterThan(5);
});

test.each(files.slice(1))('%s holds at once', (_, text) => {
  const { sections } = splitSections(text);
  expect(found(sections.get('flow.yaml')!)).toBe(sections.get('expect'));
});

test('its example is found, and mended', () => {
  const [{ bad, fixed }] = rule.examples as [Rule['examples'][number]];
  expect([found(bad) !== '', found(fixed)]).toEqual([true, '']);
});

test.each(['', 'Email', 'email', 'no_bad', '1-two', 'a--b', '../x'])('"%s" is no id', (id) => {
  expect(mistakeIn(id)).toBeDefined();
});
