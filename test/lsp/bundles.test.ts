import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PortMessageReader, PortMessageWriter, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import { createProtocolConnection, type Hover } from 'vscode-languageserver';
import { READ_FILE, type ReadFileAnswer, type ReadFileParams } from '../../server/lsp/protocol.js';
import { LspClient } from '../support/lsp-client.js';
import { PAY, SPEAK } from './flows.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const LEAK = 'secure-value-in-speech';

beforeAll(() => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'scripts/build.mjs')], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}, 60_000);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keytrace-lsp-'));
  writeFileSync(path.join(folder, 'pay ü.yaml'), PAY);
  writeFileSync(path.join(folder, 'speak.yaml'), SPEAK);
});
afterAll(() => rmSync(folder, { recursive: true }));

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function startProgram(...words: string[]): { readonly client: LspClient; readonly program: ChildProcess } {
  const program = spawn(process.execPath, [path.join(ROOT, 'dist', words[0]!), ...words.slice(1)], { stdio: 'pipe' });
  stops.push(() => program.kill());
  const reader = new StreamMessageReader(program.stdout);
  return { program, client: new LspClient(createProtocolConnection(reader, new StreamMessageWriter(program.stdin))) };
}

describe.each([['cli.cjs lsp --stdio'], ['cli.cjs lsp'], ['server.cjs --stdio']])('%s', (line) => {
  test('reads the folder, answers, and ends when it is told to', async () => {
    const { client, program } = startProgram(...line.split(' '));
    await client.initialize({ folders: [pathToFileURL(folder).href] });
    const uri = pathToFileURL(path.join(folder, 'pay ü.yaml')).href;
    // Nobody opened it.
    await client.until(() => client.published.find((one) => one.uri === uri));
    await client.open(uri, PAY);
    const found = await client.diagnostics(uri, 1);
    expect(found.map(({ code }) => code)).toContain(LEAK);
    expect(found[0]!.codeDescription!.href).toMatch(/^file:.*\/docs\/rules\//);
    const hover = await client.ask<Hover>('hover', uri, { position: { line: 9, character: 24 } });
    expect(hover.contents).toMatchObject({ kind: 'markdown' });
    await client.request('shutdown', undefined);
    const code = new Promise((resolve) => program.once('exit', resolve));
    await client.notify('exit', undefined);
    expect(await code).toBe(0);
  });
});

test('a worker answers the same, with files that its client reads', async () => {
  const client = startWorker();
  const files = new Map([
    ['memfs:/flows/pay.yaml', PAY],
    ['memfs:/flows/speak.yaml', SPEAK],
  ]);
  client.connection.onRequest('keytrace/listFiles', () => [...files.keys()]);
  client.connection.onRequest('keytrace/readFile', ({ uri }: { uri: string }) => files.get(uri) ?? null);
  await client.initialize({ folders: ['memfs:/flows'] });
  const found = await client.diagnostics('memfs:/flows/speak.yaml');
  expect(found.map(({ code }) => code)).toContain(LEAK);
  expect(found.find(({ code }) => code === LEAK)!.relatedInformation![0]!.location.uri).toBe('memfs:/flows/pay.yaml');
  const command = { command: 'keytrace.report', arguments: [{ format: 'sarif' }] };
  const [run] = JSON.parse(await client.request<string>('workspace/executeCommand', command)).runs;
  expect(run.artifacts.map((one: { location: { uri: string } }) => one.location.uri)).toEqual([
    'pay.yaml',
    'speak.yaml',
  ]);
  expect(run.results.map(({ ruleId }: { ruleId: string }) => ruleId)).toContain(LEAK);
});

test('a worker tells in a report what its client tells about files', async () => {
  const client = startWorker();
  const facts = new Map([
    ['memfs:/flows/pay.yaml', { text: PAY, bytes: PAY.length + 3, failure: '', repair: '' }],
    [
      'memfs:/flows/wide.yaml',
      { text: undefined, bytes: 7, failure: 'the file is UTF-16; save it as UTF-8', repair: '' },
    ],
  ]);
  client.connection.onRequest('keytrace/listFiles', () => [...facts.keys()]);
  client.connection.onRequest<ReadFileAnswer, void>(READ_FILE, ({ uri, wantsFacts }: ReadFileParams) => {
    return (wantsFacts ? facts.get(uri) : facts.get(uri)?.text) ?? null;
  });
  await client.initialize({ folders: ['memfs:/flows'] });
  const command = { command: 'keytrace.report', arguments: [{ format: 'json' }] };
  const { files } = JSON.parse(await client.request<string>('workspace/executeCommand', command));
  expect(files).toMatchObject([
    { path: 'pay.yaml', status: 'analysed', bytes: PAY.length + 3 },
    { path: 'wide.yaml', status: 'failed', bytes: 7 },
  ]);
});

test('a worker whose client reads no files looks at what is opened', async () => {
  const client = startWorker();
  await client.initialize({ folders: ['memfs:/flows'] });
  await client.open('memfs:/flows/pay.yaml', PAY);
  expect((await client.diagnostics('memfs:/flows/pay.yaml', 1)).map(({ code }) => code)).toContain(LEAK);
});

/** A thread with the globals of a web worker. */
function startWorker(): LspClient {
  const code = `
    const { parentPort, workerData } = require('node:worker_threads');
    globalThis.postMessage = (message) => parentPort.postMessage(message);
    globalThis.addEventListener = () => {};
    delete globalThis.setImmediate;
    import(workerData).then(() => parentPort.on('message', (data) => globalThis.onmessage({ data })));
  `;
  const worker = new Worker(code, { eval: true, workerData: pathToFileURL(path.join(ROOT, 'dist/worker.js')).href });
  stops.push(() => worker.terminate());
  return new LspClient(createProtocolConnection(new PortMessageReader(worker), new PortMessageWriter(worker)));
}
