import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../client/designer/', import.meta.url));

const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
  .map((file) => ({ file: file.replaceAll(path.sep, '/'), text: readFileSync(path.join(ROOT, file), 'utf8') }));

const using = (pattern: RegExp) =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .sort();

test('only the door of the local server knows that there is one', () => {
  expect(using(/\bfetch\(|EventSource|XMLHttpRequest|WebSocket|\bapi\//)).toEqual(['http-files.ts']);
  expect(using(/http-files\.js/)).toEqual(['main.ts']);
});

test('only the page itself starts workers and knows where things are kept', () => {
  expect(using(/\bnew Worker\(/)).toEqual(['editor/monaco.ts', 'main.ts']);
  expect(using(/\blocalStorage\b/)).toEqual(['main.ts', 'memory.ts']);
});

test('of the server the page takes types, its protocol and what is pure', () => {
  const taken = sources.flatMap(({ text }) =>
    [...text.matchAll(/^import (?!type)[^;]*?from '([^']*server\/[^']*)';/gms)].map(([, from]) => from!),
  );
  expect(taken.filter((from) => !/server\/(?:lsp\/protocol|core\/.*)\.js$/.test(from))).toEqual([]);
  const packages = sources.flatMap(({ text }) =>
    [...text.matchAll(/^import (?!type)[^;]*?from '([^.'][^']*)';/gms)].map(([, from]) => from!.split('/')[0]!),
  );
  expect([...new Set(packages)].sort()).toEqual(['monaco-editor', 'react', 'react-dom']);
});

test('nothing of a flow becomes markup, and nothing runs text as code', () => {
  expect(
    using(/innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|\beval\(|new Function\(/),
  ).toEqual([]);
  expect(using(/isTrusted: true|supportHtml: true/)).toEqual([]);
});
