import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const BUNDLE = path.join(ROOT, 'node_modules/.cache/keytrace/cli.test.cjs');

/** The real entry with a core that does as it is told (support.ts), so that these tests are about the command line. */
beforeAll(async () => {
  await build({
    entryPoints: [path.join(ROOT, 'server/cli/main.ts')],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [
      {
        name: 'fake-core',
        setup({ onResolve }) {
          onResolve({ filter: /core\/workspace\.js$/ }, () => ({
            path: path.join(ROOT, 'test/cli/fake-workspace.ts'),
          }));
        },
      },
    ],
  });
});

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    writeFileSync(path.join(cwd, file), content);
  }
}

function keytrace(line: string, input: string | Uint8Array = '') {
  const args = line.split(' ').filter((word) => word !== '');
  const env = { PATH: process.env.PATH };
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE, ...args], {
    cwd,
    input,
    env,
    encoding: 'utf8',
  });
  return { code: status, stdout, stderr };
}

const CLEAN = 'inboundCall:\n  name: Pay\n';
const LEAKY = 'inboundCall:\n  exp: LEAK\n';

describe('exit codes', () => {
  test.each([
    ['a clean flow', 'check clean.yaml', 0, ''],
    ['a leak', 'check leak.yaml', 1, ''],
    ['a warning is at the default threshold', 'check warn.yaml', 1, ''],
    ['a warning below the threshold', 'check warn.yaml --fail-on error', 0, ''],
    ['no threshold', 'check leak.yaml --fail-on never', 0, ''],
    ['a missing path', 'check gone.yaml', 2, 'keytrace: gone.yaml: no such file or folder\n'],
    ['a missing path beside a leak', 'check leak.yaml gone', 2, 'keytrace: gone: no such file or folder\n'],
    ['no threshold, but a missing path', 'check gone --fail-on never', 2, 'keytrace: gone: no such file or folder\n'],
    ['a link that leads nowhere', 'check broken', 2, 'keytrace: broken: a link that leads nowhere\n'],
    [
      'a file that is a folder',
      'check link-to-folder.yaml/x',
      2,
      'keytrace: link-to-folder.yaml/x: no such file or folder\n',
    ],
    ['an empty file', 'check empty.yaml', 0, 'keytrace: empty.yaml: ignored: the file is empty\n'],
    ['an empty file, strictly', 'check empty.yaml --strict', 2, 'keytrace: empty.yaml: ignored: the file is empty\n'],
    ['a file that is no flow', 'check notes.txt', 0, 'keytrace: notes.txt: ignored: there is no flow in it\n'],
    ['no flow, strictly', 'check notes.txt --strict', 2, 'keytrace: notes.txt: ignored: there is no flow in it\n'],
    [
      'an empty folder',
      'check empty',
      2,
      'keytrace: empty: nothing to read in this folder (.yaml .yml .tftpl .json .tf .tfvars .i3*)\n',
    ],
    ['a folder without a flow', 'check other', 2, 'keytrace: nothing analysed: no flow in other\n'],
    ['other files in a folder with a flow, strictly', 'check mixed --strict', 0, ''],
    ['a glob without a match', 'check *.yml', 2, 'keytrace: *.yml: no file matches\n'],
    ['a broken flow', 'check broken.yaml', 0, 'keytrace: broken.yaml: failed: the flow ends in the middle\n'],
    [
      'a broken flow, strictly',
      'check broken.yaml --strict',
      2,
      'keytrace: broken.yaml: failed: the flow ends in the middle\n',
    ],
    ['a flow with problems', 'check odd.yaml', 0, ''],
    ['problems, strictly', 'check odd.yaml --strict', 2, 'keytrace: odd.yaml: not fully understood (problems: 1)\n'],
    ['UTF-16', 'check utf16.yaml', 2, 'keytrace: utf16.yaml: the file is UTF-16; save it as UTF-8\n'],
    [
      'invalid UTF-8',
      'check latin1.yaml',
      0,
      'keytrace: latin1.yaml: line 2 is not valid UTF-8; analysed with replacement characters\n',
    ],
    [
      'invalid UTF-8, strictly',
      'check latin1.yaml --strict',
      2,
      'keytrace: latin1.yaml: line 2 is not valid UTF-8; analysed with replacement characters\n',
    ],
    ['a wrong option', 'check --fromat json', 2, 'keytrace: unknown option "--fromat"; did you mean "--format"?\n'],
    ['a wrong command', 'chekc', 2, 'keytrace: unknown command "chekc"; did you mean "check"?\n'],
    [
      'an unknown rule',
      'explain no-such-rule',
      2,
      'keytrace: unknown rule "no-such-rule"; keytrace rules lists them\n',
    ],
    ['an unknown topic', 'help chekc', 2, 'keytrace: unknown command "chekc"; did you mean "check"?\n'],
    [
      'a result that cannot be written',
      'check clean.yaml --output other',
      2,
      'keytrace: other: cannot be written: is a folder\n',
    ],
  ])('%s', (_, line, code, stderr) => {
    write({
      'clean.yaml': CLEAN,
      'leak.yaml': LEAKY,
      'warn.yaml': 'inboundCall: WARN',
      'empty.yaml': '',
      'notes.txt': 'nothing',
      'broken.yaml': 'inboundCall: BROKEN',
      'odd.yaml': 'inboundCall: ODD',
      'utf16.yaml': Buffer.from('\ufeffinboundCall:', 'utf16le'),
      'latin1.yaml': Buffer.from('inboundCall:\n  name: \xfc', 'latin1'),
      'other/x.json': '{}',
      'mixed/x.json': '{}',
      'mixed/a.yaml': CLEAN,
    });
    mkdirSync(path.join(cwd, 'empty'));
    symlinkSync('gone', path.join(cwd, 'broken'));
    symlinkSync('other', path.join(cwd, 'link-to-folder.yaml'));
    expect(keytrace(line)).toMatchObject({ code, stderr });
  });
});

test('a file that cannot be read is named, and the rest is still reported', () => {
  write({ 'flows/a.yaml': LEAKY });
  symlinkSync('nowhere.yaml', path.join(cwd, 'flows/b.yaml'));
  const { code, stdout, stderr } = keytrace('check flows');
  expect(code).toBe(2);
  expect(stderr).toBe('keytrace: flows/b.yaml: a link that leads nowhere\n');
  expect(stdout).toContain('flows/a.yaml:2:8 error secure-value-in-speech');
});

test('without a path the working directory is checked', () => {
  write({ 'a b/pay.yaml': LEAKY, 'node_modules/x/y.yaml': LEAKY, 'package.json': '{}' });
  const { code, stdout } = keytrace('check');
  expect(code).toBe(1);
  expect(stdout).toBe(`a b/pay.yaml - 1 finding

a b/pay.yaml:2:8 error secure-value-in-speech
  PAN in Task.card is spoken by "Read back"
  in Pay > Main > Read back

   2 |   exp: LEAK
     |        ^^^^

2 files: 1 analysed (1 flow), 1 ignored (no flow in it), 0 failed. Findings: 1 error, 0 warnings, 0 information, 0 hints.
`);
});

test('standard input is read under the name it is given', () => {
  expect(keytrace('check --stdin-path flows/pay.yaml', LEAKY).stdout).toContain('flows/pay.yaml:2:8 error');
  expect(keytrace('check -', LEAKY).stdout).toContain('<stdin>:2:8 error');
  expect(keytrace('check -', '')).toMatchObject({ code: 0, stderr: 'keytrace: <stdin>: ignored: the file is empty\n' });
});

test('only the JSON is on standard output, and it is the same every time', () => {
  write({ 'pay.yaml': LEAKY, 'notes.txt': 'x' });
  const first = keytrace('check pay.yaml notes.txt --format json');
  const value = JSON.parse(first.stdout);
  expect(value.files.map(({ path: name, status }: { path: string; status: string }) => [name, status])).toEqual([
    ['notes.txt', 'ignored'],
    ['pay.yaml', 'analysed'],
  ]);
  expect(value.summary).toMatchObject({ errors: 1, files: 2, analysed: 1, ignored: 1 });
  const withoutTime = (text: string) => text.replace(/"durationMs": \d+/, '');
  expect(withoutTime(keytrace('check notes.txt pay.yaml --format json').stdout)).toBe(withoutTime(first.stdout));
});

test('a result file takes the place of standard output, and the summary goes to standard error', () => {
  write({ 'pay.yaml': LEAKY });
  const { code, stdout, stderr } = keytrace('check pay.yaml --format sarif --output out.sarif');
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(/^keytrace: 1 file: 1 analysed/);
  expect(JSON.parse(readFileSync(path.join(cwd, 'out.sarif'), 'utf8')).version).toBe('2.1.0');
});

test('quiet leaves the findings and what made the run fail', () => {
  write({ 'pay.yaml': CLEAN, 'notes.txt': 'x' });
  expect(keytrace('check pay.yaml notes.txt --quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(keytrace('check gone --quiet').stderr).toBe('keytrace: gone: no such file or folder\n');
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  expect(keytrace('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
});

test.each([
  '',
  '--help',
  'help',
  'help check',
  'check --help',
  'help rules',
  'help explain',
  'help version',
  'help help',
])('keytrace %s says how to use it', (line) => {
  const { code, stdout, stderr } = keytrace(line);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain('Usage: keytrace');
  expect(Math.max(...stdout.split('\n').map((text) => text.length))).toBeLessThanOrEqual(120);
});
