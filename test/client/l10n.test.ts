import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, sources, textOf } from './manifest.js';

const BUNDLE = 'l10n/bundle.l10n.json';
const SENTENCE = /\bt\(\s*'((?:\\.|[^'\\\n])*)'/g;

/** Every sentence that the code shows. `UPDATE=1` writes the list that translations are made from. */
test('every sentence of the code is in the list for translators, and nothing else is', () => {
  const said = sources.flatMap(({ text }) => [...text.matchAll(SENTENCE)].map(([, sentence]) => sentence!));
  const sentences = [...new Set(said)].sort();
  const bundle = `${JSON.stringify(Object.fromEntries(sentences.map((one) => [one, one])), null, 2)}\n`;
  if (process.env.UPDATE) writeFileSync(path.join(ROOT, BUNDLE), bundle);
  expect(textOf(BUNDLE)).toBe(bundle);
});

test('what is shown goes through the translation', () => {
  const shown = /(?:show(?:Information|Warning|Error)Message|showInputBox|new Error)\(\s*['"`]/;
  expect(sources.filter(({ text }) => shown.test(text)).map(({ file }) => file)).toEqual([]);
});

test('a sentence is written out where it is translated', () => {
  const calls = sources
    .filter(({ file }) => file !== 'client/vscode/translate.ts' && file !== 'client/words.ts')
    .flatMap(({ file, text }) => [...text.matchAll(/\bt\((?!\s*')[^)]{0,40}/g)].map(([call]) => `${file}: ${call}`));
  expect(calls).toEqual([]);
});
