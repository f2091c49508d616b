#!/usr/bin/env node
import process from 'node:process';
import { version } from '../../package.json';
import { analyse } from '../core/workspace.js';
import { rules } from '../reports/rule-info.js';
import type { Host, Output } from './host.js';
import { run } from './run.js';

const host: Host = {
  cwd: process.cwd(),
  env: process.env,
  stdout: outputTo(process.stdout),
  stderr: outputTo(process.stderr),
  readStdin,
  // The same everywhere: a day ends at midnight UTC.
  today: () => new Date().toISOString().slice(0, 10),
  now: () => performance.now(),
};

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function outputTo(stream: NodeJS.WriteStream): Output {
  // A reader that has seen enough (`keytrace check | head`) is no failure.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  return { isTerminal: stream.isTTY === true, columns: stream.columns ?? 0, write: (text) => stream.write(text) };
}

run(process.argv.slice(2), { version, rules, analyse }, host).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    // The kind and the place of a defect, but not its message: that may quote the flow.
    const where =
      error instanceof Error ? `${error.name}${error.stack?.match(/\n\s+at [^\n]+/)?.[0] ?? ''}` : 'unknown';
    process.stderr.write(`keytrace: internal error, please report it: ${where}\n`);
    process.exitCode = 2;
  },
);
