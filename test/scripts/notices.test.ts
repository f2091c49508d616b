import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { noticesOf, packageFolders } from '../../scripts/notices.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keytrace-notices-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function addPackage(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(root, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, folder, name), text);
}

test('packages are found in what a bundle really holds', () => {
  const inputs = {
    'server/cli/main.ts': { bytesInOutput: 10 },
    'node_modules/one/lib/index.js': { bytesInOutput: 5 },
    'node_modules/one/lib/other.js': { bytesInOutput: 5 },
    'node_modules/@scope/two/index.js': { bytesInOutput: 5 },
    'node_modules/one/node_modules/three/index.js': { bytesInOutput: 1 },
    'node_modules/shaken-off/index.js': { bytesInOutput: 0 },
  };
  expect(packageFolders({ outputs: { 'dist/cli.cjs': { inputs } } })).toEqual([
    'node_modules/one',
    'node_modules/@scope/two',
    'node_modules/one/node_modules/three',
  ]);
});

test('every licence and notice of a package is passed on, once', () => {
  const one = { 'package.json': '{"name":"one","version":"1.2.3","license":"MIT"}', LICENSE: 'May be used.\r\n' };
  addPackage('node_modules/one', { ...one, 'ThirdPartyNotices.txt': 'Holds more.', 'license-tool.js': 'code()' });
  addPackage('node_modules/b/node_modules/one', { ...one, 'ThirdPartyNotices.txt': 'Holds more.' });
  const text = noticesOf(root, ['node_modules/one', 'node_modules/b/node_modules/one']);
  expect(text.match(/one 1\.2\.3 \(MIT\)/g)).toHaveLength(1);
  expect(text).toContain('\n\nMay be used.\n\nHolds more.\n');
  expect(text).not.toContain('code()');
});

test('a package that says nothing about its terms stops the build', () => {
  addPackage('node_modules/mute', { 'package.json': '{"name":"mute","version":"1.0.0"}' });
  expect(() => noticesOf(root, ['node_modules/mute'])).toThrow('The package mute 1.0.0 brings no licence text.');
});
