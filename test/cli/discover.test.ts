import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { discover, displayPath } from '../../server/cli/discover.js';

let cwd: string;

beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function write(...files: string[]): void {
  for (const file of files) {
    mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
    writeFileSync(path.join(cwd, file), '');
  }
}

function found(...args: string[]): string[] {
  return discover(args, cwd, undefined).inputs.map((input) => input.path);
}

test('a folder gives the files that may be flows, sorted, with / in their paths', () => {
  write('b/x.YAML', 'b/c/y.yml', 'a.json', 'z.i3InboundFlow', 'w.I3_secure', 't.yaml.tftpl', 'readme.md', 'yaml', 'i3');
  expect(found('.')).toEqual(['a.json', 'b/c/y.yml', 'b/x.YAML', 't.yaml.tftpl', 'w.I3_secure', 'z.i3InboundFlow']);
});

test('installed packages, repositories and build results are skipped on the way, but not when asked for', () => {
  write('node_modules/p/a.yaml', '.git/b.yaml', 'dist/c.yaml', 'x/dist/d.yaml', '.flows/e.yaml', 'f.yaml');
  expect(found('.')).toEqual(['.flows/e.yaml', 'f.yaml']);
  expect(found('dist')).toEqual(['dist/c.yaml']);
});

test('a file named by itself is read whatever it is called', () => {
  write('flow.txt', 'node_modules/a.yaml');
  expect(found('flow.txt', 'node_modules/a.yaml')).toEqual(['flow.txt', 'node_modules/a.yaml']);
});

test('a file reached on several ways is read once', () => {
  write('flows/a.yaml');
  symlinkSync('flows/a.yaml', path.join(cwd, '0-link.yaml'));
  expect(found('.', 'flows', './flows/a.yaml', 'flows/*.yaml')).toEqual(['flows/a.yaml']);
  expect(discover(['.', 'flows/a.yaml'], cwd, undefined).inputs[0]?.isNamed).toBe(true);
});

test('links in a circle come to an end', () => {
  write('a/x.yaml');
  symlinkSync('..', path.join(cwd, 'a/up'));
  symlinkSync('self', path.join(cwd, 'a/self'));
  expect(found('.')).toEqual(['a/x.yaml']);
});

test('a linked folder is searched under its link', () => {
  write('flows/real/x.yaml', 'other/y.yaml');
  symlinkSync('../other', path.join(cwd, 'flows/linked'));
  expect(found('flows')).toEqual(['flows/linked/y.yaml', 'flows/real/x.yaml']);
});

test('a link that leads nowhere is said when it is called like a flow', () => {
  write('a.yaml');
  symlinkSync('gone', path.join(cwd, 'b.yaml'));
  symlinkSync('gone', path.join(cwd, 'b.txt'));
  const { inputs, problems } = discover(['.'], cwd, undefined);
  expect(inputs.map((input) => input.path)).toEqual(['a.yaml']);
  expect(problems).toEqual(['b.yaml: a link that leads nowhere']);
});

test('globs give the files that may be flows', () => {
  write('a/x.yaml', 'a/b/y.yaml', 'a/b/z.txt', 'node_modules/n.yaml');
  expect(found('**/*.yaml')).toEqual(['a/b/y.yaml', 'a/x.yaml']);
  expect(found('a/**')).toEqual(['a/b/y.yaml', 'a/x.yaml']);
  expect(found('a/{x,y}.yaml')).toEqual(['a/x.yaml']);
});

test('a name with brackets is a name before it is a glob', () => {
  write('a[1].yaml', 'a1.yaml');
  expect(found('a[1].yaml')).toEqual(['a[1].yaml']);
});

test.each([
  ['missing.yaml', 'missing.yaml: no such file or folder'],
  ['file.yaml/x', 'file.yaml/x: no such file or folder'],
  ['broken', 'broken: a link that leads nowhere'],
  ['*.yml', '*.yml: no file matches'],
  ['*.txt', '*.txt: no file to read among the matches (.yaml .yml .tftpl .json .tf .tfvars .i3*)'],
  ['empty', 'empty: nothing to read in this folder (.yaml .yml .tftpl .json .tf .tfvars .i3*)'],
  ['\u0000', '\u0000: it cannot be read (ERR_INVALID_ARG_VALUE)'],
])('%j is one line', (arg, problem) => {
  write('file.yaml', 'note.txt');
  mkdirSync(path.join(cwd, 'empty'));
  symlinkSync('gone', path.join(cwd, 'broken'));
  expect(discover([arg], cwd, undefined)).toMatchObject({ inputs: [], problems: [problem] });
});

test('folders and globs are searches, files and standard input are not', () => {
  write('a.yaml');
  const isSearch = (...args: string[]) => discover(args, cwd, undefined).isSearch;
  expect([isSearch('.'), isSearch('*.yaml'), isSearch('a.yaml', '.')]).toEqual([true, true, true]);
  expect([isSearch('a.yaml'), isSearch('-'), isSearch('missing')]).toEqual([false, false, false]);
});

test('standard input stands in for the file whose name it bears', () => {
  write('a.yaml', 'b.yaml');
  const { inputs } = discover(['.', '-'], cwd, './b.yaml');
  expect(inputs.map(({ path: name, file }) => [name, file !== undefined])).toEqual([
    ['a.yaml', true],
    ['b.yaml', false],
  ]);
  expect(discover(['-'], cwd, undefined).inputs[0]?.path).toBe('<stdin>');
});

test('paths on Windows are shown with /', () => {
  const { win32 } = path;
  expect(displayPath('C:\\repo\\flows\\a.yaml', 'C:\\repo', win32)).toBe('flows/a.yaml');
  expect(displayPath('flows\\b\\a.yaml', 'C:\\repo', win32)).toBe('flows/b/a.yaml');
  expect(displayPath('C:\\other\\a.yaml', 'C:\\repo', win32)).toBe('../other/a.yaml');
  expect(displayPath('D:\\a.yaml', 'C:\\repo', win32)).toBe('D:/a.yaml');
});

test('a backslash in a name stays where it is no separator', () => {
  expect(displayPath('a\\b.yaml', '/repo', path.posix)).toBe('a\\b.yaml');
});
