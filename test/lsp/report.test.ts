import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Host } from '../../server/lsp/host.js';
import { commonFolder, pathFrom } from '../../server/lsp/uris.js';
import { nodeHost } from '../../server/node-server.js';
import { keytrace } from '../cli/in-process.js';
import { type LspClient, startInProcess, startWith } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ON_TEST_DAY: Host = { ...nodeHost, today: () => '2026-06-30' };
const FORMATS = ['json', 'sarif', 'html'] as const;
const folders = [
  ...readdirSync(path.join(ROOT, 'examples'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `examples/${name}`),
  'examples',
  'test/formats/samples',
  'test/formats/resources',
];

/** Files that a reader may stumble over, and every way to settle something. */
const ODD_FILES: Readonly<Record<string, string | Uint8Array>> = {
  'b c.yaml': PAY,
  'b!.yaml': PAY.replace('Pay by card', 'Pay twice'),
  'ü#%20.yaml': SPEAK,
  'deep/[1]/pay.yaml': `\ufeff${PAY.replace('Pay by card', 'Deep')}`,
  'latin.yaml': Buffer.from(PAY.replace('Pay by card', 'Zahlung für'), 'latin1'),
  'utf16.yaml': Buffer.from(`\ufeff${PAY}`, 'utf16le'),
  'hidden/pay.yaml': PAY,
  'settings.json': '{ "some": "thing" }',
  'notes.txt': 'no candidate',
  'broken.yaml': 'inboundCall:\n  name: "Broken\n',
  'keytrace.json': '{ "ignore": ["hidden/**"], "rules": { "secure-value-in-speech": "hint", "no-such-rule": "off" } }',
  'keytrace-ignores.json': JSON.stringify({
    ignores: [{ rule: 'secure-value-in-speech', path: 'b c.yaml', reason: 'agreed upon', action: 'Read back' }],
  }),
};

let odd: string;
beforeAll(() => {
  odd = mkdtempSync(path.join(tmpdir(), 'keytrace-report-'));
  for (const [name, content] of Object.entries(ODD_FILES)) {
    mkdirSync(path.dirname(path.join(odd, name)), { recursive: true });
    writeFileSync(path.join(odd, name), content);
  }
});
afterAll(() => rmSync(odd, { recursive: true }));

function report(client: LspClient, format: string, root?: string): Promise<string> {
  return client.request('workspace/executeCommand', { command: 'keytrace.report', arguments: [{ format, root }] });
}

/** The only number that two runs may differ in. */
function timeless(text: string): string {
  return text.replace(/"durationMs": \d+/, '"durationMs": 0');
}

async function serve(folder: string): Promise<LspClient> {
  const client = startWith(ON_TEST_DAY, { version: '0.0.0', rethrows: true });
  return client.initialize({ folders: [pathToFileURL(folder).href] });
}

describe.each(folders)('%s', (folder) => {
  test.each(FORMATS)('%s is what the command line writes', async (format) => {
    const client = await serve(path.join(ROOT, folder));
    const { stdout } = await keytrace(path.join(ROOT, folder), 'check', '.', '--format', format);
    expect(timeless(await report(client, format))).toBe(timeless(stdout));
    client.end();
  });
});

test.each(FORMATS)('%s of odd names, encodings and settings is what the command line writes', async (format) => {
  const client = await serve(odd);
  const { stdout, code } = await keytrace(odd, 'check', '.', '--format', format);
  expect(code).toBe(2);
  expect(stdout).toContain('agreed upon');
  expect(timeless(await report(client, format))).toBe(timeless(stdout));
  client.end();
});

test('what is opened and saved is what lies on disk, byte order mark and all', async () => {
  const client = await serve(odd);
  const marked = pathToFileURL(path.join(odd, 'deep/[1]/pay.yaml')).href;
  await client.open(marked, readFileSync(new URL(marked), 'utf8').slice(1));
  const { stdout } = await keytrace(odd, 'check', '.', '--format', 'json');
  expect(timeless(await report(client, 'json'))).toBe(timeless(stdout));
  client.end();
});

test('what is opened counts as it stands in the editor', async () => {
  const client = await serve(odd);
  const uri = pathToFileURL(path.join(odd, 'settings.json')).href;
  const said = JSON.parse(await report(client, 'json')).files.find(
    (file: { path: string }) => file.path === 'settings.json',
  );
  expect(said).toMatchObject({ status: 'ignored', bytes: 19 });
  await client.open(uri, PAY);
  await client.open(pathToFileURL(path.join(odd, 'new.yaml')).href, `${PAY}# ü\n`);
  const { files } = JSON.parse(await report(client, 'json'));
  const file = (name: string) => files.find((one: { path: string }) => one.path === name);
  expect(file('settings.json')).toMatchObject({ status: 'analysed', flows: ['Pay by card'], bytes: PAY.length });
  expect(file('new.yaml')).toMatchObject({ status: 'analysed', bytes: PAY.length + 5 });
  client.end();
});

test('an export that is shown decoded is still the export', async () => {
  const json = readFileSync(path.join(ROOT, 'test/formats/samples/pay-by-card.json'), 'utf8');
  const encoded = Buffer.from(encodeURIComponent(json)).toString('base64');
  const client = await startInProcess(new Map([['file:///w/pay.i3InboundFlow', encoded]])).initialize({
    folders: ['file:///w'],
  });
  const before = await report(client, 'json');
  await client.open('file:///w/pay.i3InboundFlow', JSON.stringify(JSON.parse(json), null, 2));
  expect(JSON.parse(before)).toMatchObject({ files: [{ format: 'architect-i3', bytes: encoded.length }] });
  expect(timeless(await report(client, 'json'))).toBe(timeless(before));
  client.end();
});

test('the report for reviewers says how it was made', async () => {
  const files = new Map([['file:///w/pay.yaml', PAY]]);
  const client = await startInProcess(files).initialize({
    folders: ['file:///w'],
    initializationOptions: { scan: false },
  });
  const wish = (more: object) => ({ command: 'keytrace.report', arguments: [{ format: 'html', ...more }] });
  const nothing = await client.request<string>('workspace/executeCommand', wish({}));
  expect(nothing).toContain('Nothing was analysed');
  expect(nothing).toContain('Only files that were open in the editor were looked at');
  await client.open('file:///w/pay.yaml', `${PAY}# more\n`);
  const page = await client.request<string>('workspace/executeCommand', wish({ date: '2026-06-30' }));
  expect(page).toContain('pay.yaml: as it stands in the editor, not as it is saved');
  expect(page).toContain('<dt>Day</dt><dd>2026-06-30</dd>');
  const request = client.request('workspace/executeCommand', wish({ date: 'today' }));
  await expect(request).rejects.toThrow('"today" is no day');
  client.end();
});

test('what changed on disk is in the report although nobody told the server', async () => {
  const files = new Map([['file:///w/speak.yaml', SPEAK]]);
  const client = await startInProcess(files).initialize({ folders: ['file:///w'] });
  expect(JSON.parse(await report(client, 'json')).summary).toMatchObject({ files: 1, analysed: 1, warnings: 0 });
  files.set('file:///w/pay.yaml', PAY);
  const { summary } = JSON.parse(await report(client, 'json'));
  expect(summary).toMatchObject({ files: 2, analysed: 2 });
  expect(summary.errors + summary.warnings).toBeGreaterThan(0);
  files.delete('file:///w/pay.yaml');
  expect(JSON.parse(await report(client, 'json')).summary).toMatchObject({ files: 1 });
  client.end();
});

test('a file that the client lists but cannot read is no file without a flow', async () => {
  const host: Host = { readFile: async () => undefined, listFiles: async () => ['memfs:/w/locked.yaml'] };
  const client = await startWith(host, { version: 'test' }).initialize({ folders: ['memfs:/w'] });
  const [file] = JSON.parse(await report(client, 'json')).files;
  expect(file).toMatchObject({ path: 'locked.yaml', status: 'failed' });
  const [run] = JSON.parse(await report(client, 'sarif')).runs;
  expect(run.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2 });
  client.end();
});

test('a client without folders gets a report on what is opened', async () => {
  const client = await startInProcess(new Map([['file:///w/speak.yaml', SPEAK]])).initialize();
  await client.open('file:///w/a/pay.yaml', PAY);
  await client.open('file:///w/b/pay.yaml', PAY.replace('Pay by card', 'Other'));
  const { files } = JSON.parse(await report(client, 'json'));
  expect(files.map((file: { path: string }) => file.path)).toEqual(['a/pay.yaml', 'b/pay.yaml']);
  client.end();
});

test('paths begin where the client wants', async () => {
  const client = await startInProcess(new Map([['file:///w/a/pay.yaml', PAY]])).initialize({
    folders: ['file:///w/a'],
  });
  const pathsFrom = async (root: string) => {
    const { files, findings } = JSON.parse(await report(client, 'json', root));
    return new Set([...files, ...findings].map((one: { path: string }) => one.path));
  };
  expect(await pathsFrom('file:///w')).toEqual(new Set(['a/pay.yaml']));
  expect(await pathsFrom('file:///w/b/')).toEqual(new Set(['../a/pay.yaml']));
  client.end();
});

test('a report that nobody makes is refused', async () => {
  const client = await startInProcess().initialize();
  await expect(report(client, 'pdf')).rejects.toThrow('There is no report "pdf"');
  client.end();
});

test.each([
  ['file:///w', 'file:///w/a%20b.yaml', 'a b.yaml'],
  ['file:///w/x/y/', 'file:///w/z/a.yaml', '../../z/a.yaml'],
  ['file:///', 'file:///a.yaml', 'a.yaml'],
  ['file:///C:/w', 'file:///c%3A/w/a.yaml', 'a.yaml'],
  ['file:///C:/w', 'file:///d%3A/w/a.yaml', 'd:/w/a.yaml'],
  ['file:///w', 'untitled:Untitled-1', 'untitled:Untitled-1'],
  ['file:///w', 'vscode-vfs://github/w/a.yaml', 'vscode-vfs://github/w/a.yaml'],
])('from %s to %s it is %s', (folder, uri, way) => {
  expect(pathFrom(folder, uri)).toBe(way);
});

test.each([
  [['file:///w/a/'], 'file:///w/a/'],
  [['file:///w/a/', 'file:///w/ab/'], 'file:///w/'],
  [['file:///w/a/x.yaml', 'file:///v/x.yaml'], 'file:///'],
  [['file:///w/a/', 'memfs:/w/a/'], 'file:///w/a/'],
  [['untitled:a', 'untitled:b'], ''],
  [[], ''],
])('around %j there is %s', (uris, folder) => {
  expect(commonFolder(uris)).toBe(folder);
});
