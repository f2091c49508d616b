import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { NodeKind } from '../../server/core/syntax/tape.js';
import { asScalar, inScalar, isPlainText } from '../../server/core/syntax/yaml/quote.js';

const TEXTS = [
  'Main Menu',
  'Müller & Söhne',
  'yes',
  'No',
  'null',
  '~',
  '12',
  '1_000',
  '0x1F',
  '2024-01-01',
  '.inf',
  '-',
  '- item',
  '? key',
  'a: b',
  'a:',
  ':a',
  'a #b',
  '#b',
  '',
  ' lead',
  'trail ',
  "it's",
  '"quoted"',
  '{a}',
  '[a]',
  'a, b',
  '*alias',
  '&anchor',
  '!tag',
  '%directive',
  '@at',
  '`tick`',
  '| pipe',
  '> fold',
  'back\\slash',
  'tab\there',
  '---',
  '...',
  '<<',
  '=',
  'a - b (c) +d',
  '\u{1f600}',
  '日本語',
];

const versions = ['1.1', '1.2'] as const;

test.each(TEXTS)('%j is the same text as value, key and in braces', (text) => {
  const scalar = asScalar(text);
  for (const version of versions) {
    expect(parse(`key: ${scalar}\n`, { version })).toEqual({ key: text });
    expect(parse(`${scalar}:\n  x: 1\n`, { version })).toEqual({ [text]: { x: 1 } });
    expect(parse(`{ a: ${scalar}, ${scalar}: b }\n`, { version })).toEqual({ a: text, [text]: 'b' });
  }
});

test.each(TEXTS)('%j can stand in quotes of either kind', (text) => {
  expect(parse(`key: "${inScalar(NodeKind.Double, text)}"\n`)).toEqual({ key: text });
  expect(parse(`key: '${inScalar(NodeKind.Single, text)}'\n`)).toEqual({ key: text });
});

test('ordinary names need no quotes', () => {
  const names = ['Main Menu', 'Check_20', 'Task.card', 'Müller & Söhne', 'Pay (new)', 'a/b'];
  expect(names.filter((name) => !isPlainText(name))).toEqual([]);
});
