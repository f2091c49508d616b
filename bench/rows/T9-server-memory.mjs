import { milliseconds } from '../lib/format.mjs';
import { keytrace, yamlServer } from '../lib/lsp-servers.mjs';
import { inTurn, LspSession, serverRounds } from '../lib/lsp-session.mjs';
import { compared } from '../lib/rounds.mjs';

const KEYSTROKES = 10;

/** Fresh servers in every round: memory after some work at 10k lines, and what the first moments cost. */
export async function* rows({ inputs, rounds }) {
  const input = inputs.get('flow-10k');
  const servers = [await keytrace(), yamlServer()];
  const results = [];
  for (let round = 0; round < serverRounds(rounds); round++)
    results.push(await inTurn(round, servers, (server) => worked(server, input)));
  const shown = (of, isLess) => {
    const [ours, theirs] = [0, 1].map((side) => results.map((pair) => pair[side][of]));
    const { first, second, ratio } = isLess ? compared([theirs, ours]) : compared([ours, theirs]);
    return isLess ? { first: second, second: first, ratio } : { first, second, ratio };
  };
  if (process.platform === 'linux') {
    const { first, second, ratio } = shown('megabytes', true);
    const what = 'peak memory of the server at 10k lines against yaml-language-server';
    const goal = { gate: 0.5, aim: 0.33, isLess: true };
    yield { id: 'T9', what, goal, ours: megabytes(first), rival: megabytes(second), value: ratio, unit: 'x' };
  }
  for (const [of, what] of [
    ['openMs', 'opening 10k lines to diagnostics in a fresh server'],
    ['firstMs', 'first keystroke at 10k lines to diagnostics in a fresh server'],
  ]) {
    const { first, second, ratio } = shown(of, false);
    const times = { ours: milliseconds(first), rival: milliseconds(second) };
    yield { id: 'T9', what: `${what}, debounce included`, goal: {}, ...times, value: ratio, unit: 'x faster' };
  }
}

/** The same work for both: open, type, hover, complete, list the symbols. */
async function worked(server, input) {
  const session = await LspSession.start(server, input);
  const { client, document, opened } = session;
  const first = await session.type();
  await session.typeOften(KEYSTROKES - 1);
  const { line, text } = document.lineBehind(session.typist.line, /^\s+- updateData:/);
  await document.ask('textDocument/hover', line, text.indexOf('- ') + 3);
  await document.ask('textDocument/completion', line, text.indexOf('- ') + 2);
  await client.request('textDocument/documentSymbol', { textDocument: { uri: document.uri } });
  const memory = process.platform === 'linux' ? client.peakMegabytes() : Number.NaN;
  await session.stop();
  return { megabytes: memory, openMs: opened.ms, firstMs: first.wall };
}

function megabytes({ median: value }) {
  return `${value.toFixed(0)} MB`;
}
