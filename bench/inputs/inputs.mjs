import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeCallGraph } from './call-graph.mjs';
import { writeFlow } from './flow.mjs';

const root = join(import.meta.dirname, '..', '..');
export const OUTPUT = join(root, '.cache', 'bench', 'inputs');
const HASHES = join(import.meta.dirname, 'hashes.json');

const FLOWS = {
  'flow-1k': () => writeFlow({ seed: 1, name: 'Bench 1k', lines: 1_000, leaks: 2 }),
  'flow-10k': () => writeFlow({ seed: 2, name: 'Bench 10k', lines: 10_000, leaks: 8 }),
  'flow-50k': () => writeFlow({ seed: 3, name: 'Bench 50k', lines: 50_000, leaks: 24 }),
  'layout-5k': () => writeFlow({ seed: 8, name: 'Layout 5k', lines: 58_000, leaks: 8 }),
  'calls-10k': () => graph({ seed: 4, secretShare: 0.02 }),
  'smear-1k': () => graph({ seed: 5, secretShare: 1, tasks: 10, leaks: 3 }),
  'smear-10k': () => graph({ seed: 6, secretShare: 1 }),
};
for (let i = 0; i < 8; i++) {
  const lines = [1_000, 3_000, 6_000, 10_000][i % 4];
  FLOWS[`batch-${i}`] = () => writeFlow({ seed: 100 + i, name: `Batch ${i}`, lines, leaks: 2 + (i % 4) });
}

export const BATCH = Object.keys(FLOWS).filter((name) => name.startsWith('batch-'));

function graph(options) {
  return writeCallGraph({ name: 'Call graph', tasks: 100, actionsPerTask: 100, leaks: 30, ...options });
}

/** Writes every input to the cache and gives what is known about it; throws when one is not what was committed. */
export function writeInputs() {
  mkdirSync(OUTPUT, { recursive: true });
  const committed = JSON.parse(readFileSync(HASHES, 'utf8'));
  const inputs = new Map();
  for (const name of Object.keys(FLOWS)) {
    const input = writeInput(name);
    if (committed[name] !== input.hash)
      throw new Error(`${name} has hash ${input.hash}, committed is ${committed[name]}`);
    inputs.set(name, input);
  }
  return inputs;
}

function writeInput(name) {
  const { text, ...facts } = FLOWS[name]();
  const path = join(OUTPUT, `${name}.yaml`);
  writeFileSync(path, text);
  writeFileSync(join(OUTPUT, `${name}.leaks.json`), JSON.stringify(facts.leaks));
  return { name, path, bytes: text.length, hash: createHash('sha256').update(text).digest('hex'), ...facts };
}

/** `node bench/inputs/inputs.mjs --commit` after a change of the generator. */
if (process.argv[1] === import.meta.filename) {
  mkdirSync(OUTPUT, { recursive: true });
  const inputs = Object.keys(FLOWS).map(writeInput);
  for (const { name, lines, bytes, actions, expressions, tasks, leaks, hash } of inputs) {
    console.log(
      `${name}: ${lines} lines, ${bytes} bytes, ${actions} actions, ${expressions} expressions, ${tasks} tasks, ${leaks.length} leaks, ${hash}`,
    );
  }
  const hashes = Object.fromEntries(inputs.map(({ name, hash }) => [name, hash]));
  if (process.argv.includes('--commit')) writeFileSync(HASHES, `${JSON.stringify(hashes, null, 2)}\n`);
}
