import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover } from '../../server/cli/discover.js';
import { loadConfig, withoutIgnored } from '../../server/cli/load-config.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  writeFileSync(path.join(cwd, name), text);
}

test('without a file nothing is configured', () => {
  expect(loadConfig(['.'], cwd)).toMatchObject({ config: { persona: 'regular', ignore: [] }, problems: [] });
});

test('the folder that is checked comes before the working directory', () => {
  write('keytrace.json', '{ "persona": "auditor" }');
  write('flows/a.yaml', '');
  expect(loadConfig(['flows'], cwd).config.persona).toBe('auditor');
  write('flows/keytrace.json', '{ "rules": { "unknown-action": "off" } }');
  expect(loadConfig(['flows'], cwd).config).toMatchObject({
    persona: 'regular',
    rules: new Map([['unknown-action', 'off']]),
  });
  expect(loadConfig(['flows/a.yaml'], cwd).config.persona).toBe('auditor');
});

test('a mistake is told with its place', () => {
  write('keytrace.json', '{\n  "persona": "everyone"\n}');
  expect(loadConfig(['.'], cwd).problems).toEqual(['keytrace.json:2:14: This should be "regular" or "auditor"']);
});

test('ignored files are left out unless they are named', () => {
  write('keytrace.json', '{ "ignore": ["old"] }');
  write('old/a.yaml', '');
  write('new/b.yaml', '');
  const found = (...paths: string[]) =>
    withoutIgnored(discover(paths, cwd, undefined).inputs, loadConfig(['.'], cwd)).map((input) => input.path);
  expect(found('.')).toEqual(['keytrace.json', 'new/b.yaml']);
  expect(found('old/a.yaml')).toEqual(['old/a.yaml']);
});
