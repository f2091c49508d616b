import process from 'node:process';
import type { ExitCode } from '../../reports/verdict.js';
import type { Host } from '../host.js';
import { reasonOf } from '../io-error.js';

/** Stands beside the program; a bundle of its own, so that the other commands start faster. */
const SERVER = './server.cjs';

/** `keytrace lsp`: a language server on standard input and output, until the client ends it. */
export async function lsp(host: Host): Promise<ExitCode> {
  // The server asks its command line how to talk.
  if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
  try {
    await import(new URL(SERVER, import.meta.url).href);
  } catch (error) {
    host.stderr.write(`keytrace: the language server (server.cjs) cannot be started: ${reasonOf(error)}\n`);
    return 2;
  }
  return new Promise(() => {});
}
