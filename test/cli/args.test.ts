import { describe, expect, test } from 'vitest';
import { type CheckOptions, type InventoryOptions, readArguments } from '../../server/cli/args.js';
import { nearest } from '../../server/cli/nearest.js';

const DEFAULTS: CheckOptions = {
  paths: ['.'],
  format: 'text',
  output: undefined,
  failOn: 'warning',
  strict: false,
  baseline: undefined,
  readsIgnores: true,
  color: true,
  quiet: false,
  stdinPath: undefined,
  date: undefined,
};

describe('keytrace check', () => {
  test.each<[string, Partial<CheckOptions>]>([
    ['check', {}],
    ['check a.yaml flows', { paths: ['a.yaml', 'flows'] }],
    ['check --format json a', { format: 'json', paths: ['a'] }],
    ['check --format=sarif --output=out.sarif', { format: 'sarif', output: 'out.sarif' }],
    ['check --fail-on never --strict --quiet --no-color', { failOn: 'never', strict: true, quiet: true, color: false }],
    ['check --format html --date 2026-02-28 a', { format: 'html', date: '2026-02-28', paths: ['a'] }],
    ['check --no-ignores a', { readsIgnores: false, paths: ['a'] }],
    ['check -', { paths: ['-'] }],
    ['check --stdin-path a.yaml', { paths: ['-'], stdinPath: 'a.yaml' }],
    ['check flows --stdin-path a.yaml', { paths: ['flows', '-'], stdinPath: 'a.yaml' }],
    ['check -- --odd.yaml', { paths: ['--odd.yaml'] }],
  ])('%s', (line, options) => {
    expect(readArguments(line.split(' '))).toEqual({ command: 'check', options: { ...DEFAULTS, ...options } });
  });
});

function inventory(options: Partial<InventoryOptions>) {
  const defaults: InventoryOptions = { paths: ['.'], sources: ['terraform', 'actions'], out: 'flow-inventory.json' };
  return { command: 'inventory', options: { ...defaults, ...options } };
}

describe('other commands', () => {
  test.each([
    ['', { command: 'help', topic: undefined }],
    ['--help', { command: 'help', topic: undefined }],
    ['-h', { command: 'help', topic: undefined }],
    ['help check', { command: 'help', topic: 'check' }],
    ['check --help', { command: 'help', topic: 'check' }],
    ['rules -h', { command: 'help', topic: 'rules' }],
    ['--version', { command: 'version' }],
    ['version', { command: 'version' }],
    ['rules', { command: 'rules', json: false }],
    ['rules --json', { command: 'rules', json: true }],
    ['inventory', inventory({})],
    ['inventory flows --out inv.json', inventory({ paths: ['flows'], out: 'inv.json' })],
    ['inventory --from terraform deploy', inventory({ paths: ['deploy'], sources: ['terraform'] })],
    ['inventory --from actions --out -', inventory({ sources: ['actions'], out: '-' })],
    ['inventory --from exports', inventory({ paths: ['exports'] })],
    ['explain secure-value-in-speech', { command: 'explain', rule: 'secure-value-in-speech' }],
  ])('keytrace %s', (line, invocation) => {
    expect(readArguments(line === '' ? [] : line.split(' '))).toEqual(invocation);
  });
});

describe('a mistake gets one line that shows the way out', () => {
  test.each([
    ['chekc', 'unknown command "chekc"; did you mean "check"?'],
    ['flows/pay.yaml', 'unknown command "flows/pay.yaml"; to check a file or folder: keytrace check flows/pay.yaml'],
    ['--vresion', 'unknown option "--vresion"; did you mean "--version"?'],
    ['--strict', 'option "--strict" belongs behind a command: keytrace check --strict'],
    ['--frobnicate', 'unknown option "--frobnicate"; see keytrace --help'],
    ['check --fromat json', 'unknown option "--fromat"; did you mean "--format"?'],
    ['check --fail_on never', 'unknown option "--fail_on"; did you mean "--fail-on"?'],
    ['check --frobnicate', 'unknown option "--frobnicate"; see keytrace help check'],
    ['check -x', 'unknown option "-x"; see keytrace help check'],
    ['check --format', 'option --format needs a value'],
    ['check --format --strict', 'option --format needs a value'],
    ['check --format=', 'option --format needs a value'],
    [
      'check --format spreadsheet',
      'option --format does not know "spreadsheet"; it takes text, json, sarif, html, github',
    ],
    ['check --format html --date yesterday', 'option --date takes a day such as 2026-12-31, not "yesterday"'],
    ['check --date 2026-02-28', 'option --date goes with --format html'],
    ['check --format gihtub', 'option --format does not know "gihtub"; did you mean "github"?'],
    ['check --fail-on warn', 'option --fail-on does not know "warn"; did you mean "warning"?'],
    ['check --strict=yes', 'option --strict takes no value'],
    ['check --format json --format text', 'option --format is given twice'],
    ['rules a', 'rules takes no "a"; see keytrace explain <rule>'],
    ['explain', 'explain takes one rule; keytrace rules lists them'],
    ['explain a b', 'explain takes one rule; keytrace rules lists them'],
    ['check __proto__ --constructor', 'unknown option "--constructor"; see keytrace help check'],
  ])('keytrace %s', (line, problem) => {
    expect(readArguments(line.split(' '))).toEqual({ command: 'refuse', problem });
  });

  test('an empty path is refused', () => {
    expect(readArguments(['check', ''])).toEqual({ command: 'refuse', problem: 'a path is empty' });
  });
});

test.each([
  ['abc', ['abd', 'xyz'], 'abd'],
  ['ehlp', ['check', 'help'], 'help'],
  ['CHECK', ['check'], 'check'],
  ['something', ['check', 'help'], undefined],
  ['inf', ['error', 'information'], 'information'],
  ['x', [], undefined],
])('the nearest to %s of %j is %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

describe('serve', () => {
  const read = (...words: string[]) => readArguments(['serve', ...words]);

  test('takes paths, a port and whether a browser is opened', () => {
    expect(read()).toEqual({ command: 'serve', options: { paths: [], port: undefined, open: true } });
    expect(read('flows', 'a.yaml', '--port', '8080', '--no-open')).toEqual({
      command: 'serve',
      options: { paths: ['flows', 'a.yaml'], port: 8080, open: false },
    });
  });

  test('refuses what is no port', () => {
    for (const port of ['0', '65536', '80.5', 'x', '1e3', ' 80', '+80']) {
      const problem = `option --port takes a number from 1 to 65535, not "${port}"`;
      expect(read(`--port=${port}`), port).toEqual({ command: 'refuse', problem });
    }
  });

  test('refuses options of other commands', () => {
    expect(read('--format', 'json')).toMatchObject({ command: 'refuse' });
  });
});
