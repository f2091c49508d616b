import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cardFlow } from './support/flows.js';
import { decision, MINUTE } from './support/hostile.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const CLI = path.join(ROOT, 'dist/cli.cjs');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keytrace-'));
  if (!existsSync(CLI)) spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A flow of 300 actions per task; tasks repeat until it has so many megabytes. */
function writeFlow(megabytes: number): string {
  const file = path.join(folder, `${megabytes}.yaml`);
  const flow = cardFlow(Array.from({ length: 300 }, (_, i) => decision(`Task.cardNumber == "${i}"`)));
  const task = flow.slice(flow.indexOf('    - task:'));
  const handle = openSync(file, 'w');
  let written = writeSync(handle, flow);
  for (let i = 0; written < megabytes * 1_000_000; i++) {
    written += writeSync(handle, task.replaceAll('Main', `Main ${i}`));
  }
  closeSync(handle);
  return file;
}

test('a file of 50 MB ends with a clear result in 1,000 MB of memory', { timeout: 10 * MINUTE }, () => {
  const words = ['--max-old-space-size=1000', CLI, 'check', writeFlow(50), '--format', 'json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    maxBuffer: 2_000_000_000,
    timeout: 8 * MINUTE,
  });
  expect(stderr.slice(0, 500)).not.toMatch(/heap|internal error/);
  expect([0, 1, 2]).toContain(status);
  const [file] = JSON.parse(stdout).files;
  expect(file.status === 'analysed' || stderr !== '').toBe(true);
});
