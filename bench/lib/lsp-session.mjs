import { LspClient } from './lsp-client.mjs';
import { LspDocument, Typist } from './lsp-document.mjs';
import { keytrace, yamlServer } from './lsp-servers.mjs';

/** Nobody types faster for long; so much time the servers have to collect garbage and to compile. */
const BETWEEN_KEYSTROKES_MS = 60;

/** Servers are slow to measure: five rounds where other rows have seven, two in a quick run. */
export function serverRounds(rounds) {
  return Math.max(2, rounds - 2);
}

/** One server with one file open in it. */
export class LspSession {
  server;
  client;
  document;
  typist;
  /** What `open` of the document gave. */
  opened;

  static async start(server, input) {
    const session = new LspSession();
    session.server = server;
    session.client = await LspClient.start(server);
    session.document = new LspDocument(session.client, input);
    session.opened = await session.document.open();
    session.typist = new Typist(session.document, input.lines >> 1);
    return session;
  }

  /** Types one key; gives the wall ms to the diagnostics of the new text, and the CPU ms of the server's thread. */
  async type() {
    await this.rest();
    const before = this.threadMs();
    const { sent, diagnostics } = this.typist.keystroke();
    await diagnostics;
    return { wall: performance.now() - sent, cpu: this.threadMs() - before };
  }

  async typeOften(count) {
    const times = [];
    for (let i = 0; i < count; i++) times.push(await this.type());
    return times;
  }

  stop() {
    return this.client.stop();
  }

  /** The pause before a keystroke. */
  rest() {
    return new Promise((resolve) => setTimeout(resolve, BETWEEN_KEYSTROKES_MS));
  }

  /** Not a number where the system does not tell. */
  threadMs() {
    return process.platform === 'linux' ? this.client.threadMs() : Number.NaN;
  }
}

/** Ours and the rival, in this order, each with the file open; both have typed a while before anything counts. */
export async function bothWarm(input, { ourKeystrokes, theirKeystrokes }) {
  const both = [await LspSession.start(await keytrace(), input), await LspSession.start(yamlServer(), input)];
  await both[0].typeOften(ourKeystrokes);
  await both[1].typeOften(theirKeystrokes);
  return both;
}

/** Runs `work` on both, one after the other, in changing order; gives both results, ours first. */
export async function inTurn(round, both, work) {
  const results = [];
  for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) results[side] = await work(both[side]);
  return results;
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function median(values) {
  return percentile(values, 0.5);
}
