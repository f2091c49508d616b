// Programs that may not outlive the tests: a group of processes each, ended together.
import { spawn } from 'node:child_process';

const running = new Set();
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => process.exit(1));

/** Starts a program as the head of its own group: a server alone would leave its extension host behind. */
export function start(program, words, options = {}) {
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], ...options, detached: true });
  running.add(child);
  return child;
}

/** Ends a group, kindly at first. */
export async function stop(child) {
  signal(child, 'SIGTERM');
  for (let tries = 0; tries < 30 && isAlive(child); tries++) await sleep(100);
  signal(child, 'SIGKILL');
  running.delete(child);
}

/** The exit code of a program, or undefined when it had to be ended. */
export async function codeOf(child, limit) {
  const ended = new Promise((resolve) => {
    child.once('error', () => resolve(undefined));
    // 'close' and not 'exit': by then all output has arrived.
    child.once('close', (code) => resolve(code ?? undefined));
  });
  const code = await within(limit, ended);
  await stop(child);
  return code;
}

/** Calls back for every line of a stream. */
export function onLines(stream, take) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(take);
  });
  stream.on('end', () => rest !== '' && take(rest));
}

/** A promise's value, or undefined after so many milliseconds. */
export async function within(limit, promise) {
  let timer;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, limit);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

export function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function isAlive(child) {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function signal(child, name) {
  try {
    process.kill(-child.pid, name);
  } catch {
    // Gone already, or never started.
  }
}
