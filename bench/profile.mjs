// Usage: node bench/profile.mjs [input] [--cold]: where the time of an analysis goes, by folder and by function.
import { readFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { writeInputs } from './inputs/inputs.mjs';
import { bundle } from './lib/bundle.mjs';
import { table } from './lib/format.mjs';

const BUNDLE = join(import.meta.dirname, '..', '.cache', 'bench', 'core.mjs');
const FUNCTIONS = 30;

const parameters = process.argv.slice(2);
const isCold = parameters.includes('--cold');
const name = parameters.find((parameter) => !parameter.startsWith('--')) ?? 'flow-10k';

await bundle();
const { analyse } = await import(BUNDLE);
const { path, bytes } = writeInputs().get(name);
const files = [{ uri: `${name}.yaml`, text: readFileSync(path, 'utf8') }];
const runs = isCold ? 1 : Math.max(2, Math.min(40, Math.round(3e7 / bytes)));
if (!isCold) for (let i = 0; i < 5; i++) analyse(files);
const { profile, milliseconds } = await profiled(() => {
  for (let i = 0; i < runs; i++) analyse(files);
});
console.log(`${name}: ${(milliseconds / runs).toFixed(1)} ms per run under the profiler, ${runs} runs\n`);
const places = timesOf(profile);
const total = places.reduce((sum, { time }) => sum + time, 0);
console.log(`${table(['folder', 'ms', '%'], lines(grouped(places, ({ folder }) => folder)))}\n`);
console.log(table(['function', 'ms', '%'], lines(grouped(places, ({ place }) => place)).slice(0, FUNCTIONS)));

async function profiled(work) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const start = performance.now();
  work();
  const milliseconds = performance.now() - start;
  const { profile } = await session.post('Profiler.stop');
  return { profile, milliseconds };
}

/** Self time by function; the bundle says in comments which file its lines come from. */
function timesOf({ nodes, samples, timeDeltas }) {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const files = [...readFileSync(BUNDLE, 'utf8').matchAll(/^\/\/ (server\/\S+)$/gm)];
  const starts = files.map(({ 1: file, index, input }) => ({
    file,
    line: input.slice(0, index).split('\n').length,
  }));
  return samples.flatMap((id, i) => {
    const { functionName, url, lineNumber } = byId.get(id).callFrame;
    // The profiler's own work.
    if (functionName === 'dispatch' || functionName === 'post') return [];
    const file = url.endsWith('core.mjs') ? starts.findLast(({ line }) => line <= lineNumber + 1)?.file : undefined;
    const isPattern = functionName.startsWith('RegExp:');
    const short = isPattern ? 'regular expressions' : (file?.replace('server/core/', '') ?? functionName);
    const folder = short.includes('/') ? short.slice(0, short.lastIndexOf('/')) : short || 'elsewhere';
    const place = file ? `${functionName || '(closure)'} in ${short}` : functionName;
    return [{ time: timeDeltas[i] / 1000, folder, place }];
  });
}

function grouped(places, keyOf) {
  const sums = new Map();
  for (const place of places) sums.set(keyOf(place), (sums.get(keyOf(place)) ?? 0) + place.time);
  return [...sums].sort(([, a], [, b]) => b - a);
}

function lines(groups) {
  return groups.map(([key, time]) => [key, (time / runs).toFixed(2), ((100 * time) / total).toFixed(1)]);
}
