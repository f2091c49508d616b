// Usage: node bench/lib/lsp-profile.mjs [input]: where the server's time goes while somebody types, by folder and function.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeInputs } from '../inputs/inputs.mjs';
import { table } from './format.mjs';
import { keytrace } from './lsp-servers.mjs';
import { LspSession } from './lsp-session.mjs';

const WARM_UP = 60;
const KEYSTROKES = 150;
const FUNCTIONS = 40;

const output = join(import.meta.dirname, '..', '..', '.cache', 'bench');
const name = process.argv[2] ?? 'flow-10k';
const input = writeInputs().get(name);
const folder = mkdtempSync(join(output, 'profile-'));
const server = await keytrace({ isReadable: true });
const bundle = readFileSync(server.command[0], 'utf8');
const nodeOptions = ['--cpu-prof', '--cpu-prof-interval', '200', `--cpu-prof-dir=${folder}`];
const session = await LspSession.start({ ...server, command: [...nodeOptions, ...server.command] }, input);
await session.typeOften(WARM_UP);
const times = await session.typeOften(KEYSTROKES);
await session.stop();
const [file] = readdirSync(folder);
const stacks = stacksOf(JSON.parse(readFileSync(join(folder, file), 'utf8')), KEYSTROKES / (WARM_UP + KEYSTROKES));
rmSync(folder, { recursive: true });
const cpu = times.reduce((sum, time) => sum + time.cpu, 0) / KEYSTROKES;
const total = stacks.reduce((sum, { time }) => sum + time, 0);
console.log(`${name}: ${cpu.toFixed(1)} ms of CPU per keystroke under the profiler, ${KEYSTROKES} keystrokes\n`);
const self = (field) => lines(grouped(stacks.map(({ time, frames: [frame] }) => ({ time, keys: [frame[field]] }))));
const whole = stacks.map(({ time, frames }) => ({ time, keys: new Set(frames.map(({ place }) => place)) }));
console.log(`${table(['folder', 'ms', '%'], self('folder'))}\n`);
console.log(`${table(['function', 'ms', '%'], self('place').slice(0, FUNCTIONS))}\n`);
console.log(table(['function with what it calls', 'ms', '%'], lines(grouped(whole)).slice(0, 2 * FUNCTIONS)));

/** The calls, innermost first, of every sample of the last part of the run; without what waits. */
function stacksOf({ nodes, samples, timeDeltas, startTime, endTime }, share) {
  const starts = [...bundle.matchAll(/^\/\/ ((?:server|node_modules)\/\S+)$/gm)].map(({ 1: path, index, input }) => ({
    path,
    line: input.slice(0, index).split('\n').length,
  }));
  const frameOf = ({ functionName, url, lineNumber }) => {
    const own = url.endsWith('.cjs') ? starts.findLast(({ line }) => line <= lineNumber + 1)?.path : undefined;
    const isPattern = functionName.startsWith('RegExp:');
    const short = isPattern ? 'regular expressions' : (own?.replace('server/core/', '') ?? (url || functionName));
    const folder = short.includes('/') ? short.slice(0, short.lastIndexOf('/')) : short;
    return { name: functionName, folder, place: own ? `${functionName || '(closure)'} in ${short}` : functionName };
  };
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, frameOf(callFrame)]));
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const stackOf = (id) => {
    const stack = [];
    for (let at = id; at !== undefined; at = callers.get(at)) stack.push(frames.get(at));
    return stack;
  };
  const from = endTime - (endTime - startTime) * share * 0.95;
  let at = startTime;
  return samples.flatMap((id, i) => {
    at += timeDeltas[i];
    const { name } = frames.get(id);
    if (at < from || name === '(idle)' || name === '(program)') return [];
    return [{ time: timeDeltas[i] / 1000, frames: stackOf(id) }];
  });
}

function grouped(entries) {
  const sums = new Map();
  for (const { time, keys } of entries) for (const key of keys) sums.set(key, (sums.get(key) ?? 0) + time);
  return [...sums].sort(([, a], [, b]) => b - a);
}

function lines(groups) {
  return groups.map(([key, time]) => [key, (time / KEYSTROKES / 0.95).toFixed(2), ((100 * time) / total).toFixed(1)]);
}
