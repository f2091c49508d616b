import path from 'node:path';
import { expect, test } from 'vitest';
import { sources } from './manifest.js';

/** Parts of the server that the client shares: what is pure, and the words of the protocol. */
const SHARED = /^server\/(?:core\/|lsp\/protocol$|cli\/read-text$)/;

const imports = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/(?:\bfrom |\bimport |\bimport\()'([^']+)'/g)].map(([, to]) => ({ file, to: resolve(file, to!) })),
);

function resolve(from: string, to: string): string {
  return to.startsWith('.') ? path.posix.join(path.posix.dirname(from), to).replace(/\.js$/, '') : to;
}

const isHost = (file: string) => file.startsWith('client/vscode/') || file === 'client/client.ts';

test('only client/vscode and client/client.ts know the editor', () => {
  const wrong = imports.filter(({ file, to }) => !isHost(file) && /^vscode/.test(to));
  expect(wrong).toEqual([]);
});

test('what is pure does not know what is not', () => {
  expect(imports.filter(({ file, to }) => !isHost(file) && isHost(`${to}.ts`))).toEqual([]);
});

test('of the server the client takes only what is shared', () => {
  expect(imports.filter(({ to }) => to.startsWith('server/') && !SHARED.test(to))).toEqual([]);
});

test('Node belongs to the desktop alone', () => {
  const nodeOnly = ['client/vscode/tasks.ts', 'client/vscode/extension-node.ts'];
  const needing = sources.filter(({ text }) => /'node:|\bprocess\.|vscode-languageclient\/node/.test(text));
  expect(needing.map(({ file }) => file).sort()).toEqual(nodeOnly.sort());
});

test('nothing is sent anywhere, and nothing runs text as code', () => {
  const wrong = /\bfetch\(|XMLHttpRequest|WebSocket|createTelemetryLogger|\beval\(|new Function\(/;
  expect(sources.filter(({ text }) => wrong.test(text)).map(({ file }) => file)).toEqual([]);
});

test('the graph is the only page with scripts, and takes nothing but them and its own files', () => {
  const scripted = sources.filter(({ text }) => text.includes('enableScripts: true'));
  expect(scripted.map(({ file }) => file)).toEqual(['client/vscode/graph-panel.ts']);
  expect(scripted[0]?.text).toContain('localResourceRoots: graphRoots(');
  const page = sources.find(({ file }) => file === 'client/vscode/graph-page.ts')?.text ?? '';
  expect(page).toContain(`"default-src 'none'"`);
  expect(page).toMatch(/`script-src 'nonce-\$\{nonce\}'`/);
  expect(page).not.toMatch(/unsafe-|https?:/);
});
