import { milliseconds } from '../lib/format.mjs';
import { LspClient } from '../lib/lsp-client.mjs';
import { emptyServer, keytrace, yamlServer } from '../lib/lsp-servers.mjs';
import { median, serverRounds } from '../lib/lsp-session.mjs';
import { compared } from '../lib/rounds.mjs';

const STARTS = 4;

/** From the start of the process to the answer to `initialize`. */
export async function* rows({ rounds }) {
  const ours = await keytrace();
  const row = { id: 'T10', unit: 'x' };
  const rivals = [
    ['yaml-language-server', yamlServer(), { gate: 0.5, aim: 0.35, isLess: true }],
    ['a server of the same library that does nothing', await emptyServer(), { gate: 1.5, aim: 1.2, isLess: true }],
  ];
  for (const [name, rival, goal] of rivals) {
    const { first, second, ratio } = await measured(rival, ours, serverRounds(rounds));
    const times = { ours: milliseconds(second), rival: milliseconds(first) };
    yield { ...row, what: `start of the server to its first answer against ${name}`, goal, ...times, value: ratio };
  }
}

async function measured(first, second, rounds) {
  const medians = [[], []];
  // The first start of each only brings its files into the cache of the disk.
  for (let round = -1; round < rounds; round++) {
    const times = [[], []];
    for (let i = 0; i < (round < 0 ? 1 : STARTS); i++) {
      for (const side of (round + i) % 2 === 0 ? [0, 1] : [1, 0]) times[side].push(await start([first, second][side]));
    }
    if (round >= 0)
      times.forEach((list, side) => {
        medians[side].push(median(list));
      });
  }
  return compared(medians);
}

async function start(server) {
  const client = await LspClient.start(server);
  await client.stop();
  return client.startMs;
}
