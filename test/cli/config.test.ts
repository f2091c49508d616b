import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover } from '../../server/cli/discover.js';
import { loadConfig, withIgnores } from '../../server/cli/load-config.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-config-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
  writeFileSync(path.join(cwd, name), text);
}

const load = (...paths: string[]) => loadConfig(paths, { cwd, env: { XDG_CONFIG_HOME: path.join(cwd, 'home') } });

test('without a file nothing is configured', () => {
  expect(load('.').problems).toEqual([]);
  expect(load('.').configOf('a.yaml')).toMatchObject({ persona: 'regular', allowSuppressions: true });
});

test('the folder comes over the working directory, and both over the user', () => {
  write('home/keytrace/keytrace.json', '{ "persona": "auditor", "rules": { "wrong-type": "off" } }');
  write('flows/a.yaml', '');
  expect(load('flows').configOf('flows/a.yaml').persona).toBe('auditor');
  write('keytrace.json', '{ "persona": "regular", "rules": { "unknown-action": "off" } }');
  write('flows/keytrace.json', '{ "rules": { "unknown-action": "hint" } }');
  expect(load('flows', 'other.yaml').configOf('flows/a.yaml')).toMatchObject({
    persona: 'regular',
    rules: new Map([
      ['wrong-type', 'off'],
      ['unknown-action', 'hint'],
    ]),
  });
  expect(load('flows', 'other.yaml').configOf('other.yaml').rules.get('unknown-action')).toBe('off');
  expect(load('flows/a.yaml').configOf('flows/a.yaml').rules.get('unknown-action')).toBe('off');
});

test('nobody below can lift a ban on suppressions', () => {
  write('keytrace.json', '{ "policy": { "allowSuppressions": false } }');
  write('flows/keytrace.json', '{ "policy": { "allowSuppressions": true } }');
  expect(load('flows').configOf('flows/a.yaml').allowSuppressions).toBe(false);
});

test('a mistake is told with its place', () => {
  write('keytrace.json', '{\n  "persona": "everyone"\n}');
  expect(load('.').problems).toEqual(['keytrace.json:2:14: This should be "regular" or "auditor"']);
});

test('ignored files are left out unless they are named', () => {
  write('keytrace.json', '{ "ignore": ["old"] }');
  write('old/a.yaml', '');
  write('new/b.yaml', '');
  const found = (...paths: string[]) => {
    const inputs = discover(paths, cwd, undefined).inputs.filter((input) => !load('.').isIgnored(input));
    return inputs.map((input) => input.path);
  };
  expect(found('.')).toEqual(['keytrace.json', 'new/b.yaml']);
  expect(found('old/a.yaml')).toEqual(['old/a.yaml']);
});

test('what a folder ignores is relative to it', () => {
  write('flows/keytrace.json', '{ "ignore": ["/old"] }');
  write('flows/old/a.yaml', '');
  write('old/a.yaml', '');
  const loaded = load('.', 'flows');
  const inputs = discover(['.', 'flows'], cwd, undefined).inputs.filter((input) => !loaded.isIgnored(input));
  expect(inputs.map((input) => input.path)).toEqual(['flows/keytrace.json', 'old/a.yaml']);
});

test('accepted findings are read from beside the configuration, wherever the search went', () => {
  write('keytrace-ignores.json', '{}');
  write('flows/a.yaml', '');
  const { inputs } = discover(['flows'], cwd, undefined);
  expect(withIgnores(inputs, ['flows'], cwd).map((input) => input.path)).toEqual([
    'flows/a.yaml',
    'keytrace-ignores.json',
  ]);
});
