import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CLI } from '../lib/bundle.mjs';
import { wrongFindings } from '../lib/check.mjs';
import { milliseconds } from '../lib/format.mjs';
import { compared } from '../lib/rounds.mjs';

const root = join(import.meta.dirname, '..', '..');
const ESLINT = join(root, 'node_modules', 'eslint', 'bin', 'eslint.js');
const CONFIG = join(root, 'bench', 'eslint.config.mjs');

/** The whole process, start included, against ESLint with the recommended rules of eslint-plugin-yml. */
export async function* rows({ inputs, rounds }) {
  const input = inputs.get('flow-10k');
  const ours = [CLI, 'check', '--format', 'json', input.path];
  const eslint = [ESLINT, '--no-warn-ignored', '-c', CONFIG, '--format', 'json', input.path];
  const what = 'cold check of 10k lines, process start included, against eslint-plugin-yml (wall)';
  const wrong = (await wrongFindings(input)) ?? wrongRuns(input, run(ours), run(eslint));
  yield { id: 'T5', what, wrong, goal: { gate: 3, aim: 5 }, ...(wrong ? {} : paired(ours, eslint, rounds)) };
}

function paired(ours, eslint, rounds) {
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) times[side].push(run([ours, eslint][side]).wall);
  }
  const { first, second, ratio } = compared(times);
  return { ours: milliseconds(first), rival: milliseconds(second), value: ratio, unit: 'x faster' };
}

function run(parameters) {
  const start = performance.now();
  const { stdout, status } = spawnSync(process.execPath, parameters, { cwd: root, maxBuffer: 1 << 28 });
  return { wall: performance.now() - start, status, text: String(stdout) };
}

function wrongRuns({ leaks }, ours, eslint) {
  const found = ours.text.match(/"sink": ?"/g)?.length ?? 0;
  if (found !== leaks.length)
    return `the command line finds ${found} of ${leaks.length} leaks, exit code ${ours.status}`;
  const [file] = JSON.parse(eslint.text);
  return file.fatalErrorCount > 0 ? 'eslint could not parse the file' : undefined;
}
