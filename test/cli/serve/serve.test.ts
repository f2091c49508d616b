import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PAY } from '../../lsp/flows.js';
import { tempFolder } from './temp-folder.js';

const CLI = path.join(fileURLToPath(new URL('../../../', import.meta.url)), 'dist/cli.cjs');

let folder: ReturnType<typeof tempFolder>;
const running = new Set<ChildProcess>();
beforeEach(() => {
  folder = tempFolder();
  folder.write('flows/pay.yaml', PAY);
});
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
  folder.remove();
});

interface Served {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

function serve(...words: string[]): Served {
  const child = spawn(process.execPath, [CLI, 'serve', '--no-open', ...words], { cwd: folder.path });
  running.add(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (text) => {
    out += text;
  });
  child.stderr.on('data', (text) => {
    err += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, out: () => out, err: () => err, ended };
}

async function addressOf({ child, out }: Served): Promise<URL> {
  while (!out().includes('Ctrl+C')) await new Promise((resolve) => child.stdout?.once('data', resolve));
  return new URL(/http:\S+/.exec(out())?.[0] ?? '');
}

test('it prints the address and what it shows, answers, and ends well when it is stopped', async () => {
  const served = serve('flows');
  const address = await addressOf(served);
  expect(address.hostname).toBe('127.0.0.1');
  expect(served.out()).toContain('1 file in flows. Stop with Ctrl+C.');
  const page = await fetch(address, { redirect: 'manual' });
  expect(page.status).toBe(303);
  served.child.kill('SIGINT');
  expect(await served.ended).toBe(0);
  expect(served.out()).toMatch(/Stopped\.\n$/);
  expect(served.err()).toBe('');
});

test('without a wish a taken port is no trouble, with one it is said', async () => {
  const first = serve('flows');
  const { port } = await addressOf(first);
  const second = serve('flows');
  expect((await addressOf(second)).port).not.toBe(port);
  const third = serve('flows', '--port', port);
  expect(await third.ended).toBe(2);
  expect(third.err()).toBe(`keytrace: port ${port} cannot be used: it is in use; choose another one with --port\n`);
  expect(third.out()).toBe('');
});

test('a path that is not there is said before anything starts', async () => {
  const served = serve('flows', 'flow');
  expect(await served.ended).toBe(2);
  expect(served.err()).toBe('keytrace: flow: no such file or folder\n');
});

test('without a path it shows the examples', async () => {
  const served = serve();
  await addressOf(served);
  expect(served.out()).toMatch(/\d+ files in the examples\./);
});
