import { expect, test } from 'vitest';
import { explanation } from '../../client/explanation.js';
import { pathText } from '../../client/path-text.js';
import { fileName, inEnglish, withCapital } from '../../client/words.js';
import { COMMANDS } from '../../server/lsp/protocol.js';
import { startInProcess } from '../support/lsp-client.js';
import { found, step } from './found.js';

test('a path as text has one line per step', () => {
  const finding = found([
    step('file:///a/pay.yaml', 3, 'card number collected here'),
    step('file:///a/pay.yaml', 9, 'spoken here'),
  ]);
  expect(pathText(finding)).toBe(`Card number from Task.card is spoken by "Read back" (warning, secure-value-in-speech)
1. pay.yaml:4 card number collected here
2. pay.yaml:10 spoken here
`);
});

test('the page of a rule says why, what to do instead, and shows both', async () => {
  const client = await startInProcess().initialize();
  const facts = await client.request<Parameters<typeof explanation>[0]>('workspace/executeCommand', {
    command: COMMANDS.explain,
    arguments: [{ rule: 'secure-value-in-speech' }],
  });
  const page = explanation(facts, inEnglish);
  expect(page.match(/^#+ .*$/gm)?.slice(0, 3)).toEqual([`# ${facts.title}`, '## Why', '## Instead']);
  expect(page).toContain('`secure-value-in-speech`, ');
  expect(page).toMatch(/## Found\n\n```yaml\n[\s\S]+?\n```\n\n## Corrected\n\n```yaml\n/);
});

test('places are filled in, and what is missing stays', () => {
  expect(inEnglish('{0} of {1} in {2}', 3, 4)).toBe('3 of 4 in {2}');
});

test('names of files are shown as people write them', () => {
  expect(fileName('file:///a/pay%20by%20card.yaml')).toBe('pay by card.yaml');
  expect(fileName('file:///a/100%.yaml')).toBe('100%.yaml');
  expect(fileName('/a/b/')).toBe('b');
});

test('a sentence begins with a capital', () => {
  expect(withCapital('card number')).toBe('Card number');
  expect(withCapital('')).toBe('');
});
