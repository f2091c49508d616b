import { milliseconds } from '../lib/format.mjs';
import { wrongDiagnostics } from '../lib/lsp-check.mjs';
import { bothWarm, inTurn, median, percentile, serverRounds } from '../lib/lsp-session.mjs';
import { compared, spreadOf } from '../lib/rounds.mjs';

/** Keystrokes per round that both answer in turn, and those that only ours answers, as it takes many for a 95th. */
const IN_TURN = 6;
const ALONE = 40;
const GOAL = { gate: 10, aim: 20 };

/** From a keystroke to the diagnostics of the text that it makes, over stdio, with everything warm. */
export async function* rows({ inputs, rounds }) {
  const input = inputs.get('flow-10k');
  const both = await bothWarm(input, { ourKeystrokes: 40, theirKeystrokes: 12 });
  const { debounceMs } = both[1].server;
  const named = (what) => `keystroke to diagnostics at 10k lines ${what}`;
  const goalRow = { id: 'T3', what: named(`against yaml-language-server less its ${debounceMs} ms`), goal: GOAL };
  let wrong = await wrongDiagnostics(both);
  const measured = wrong ? undefined : await measure(both, serverRounds(rounds));
  wrong ??= await wrongDiagnostics(both);
  for (const session of both) await session.stop();
  if (wrong) {
    yield { ...goalRow, wrong };
    return;
  }
  const { ours, theirs, alone } = measured;
  const shown = (of, less = 0) => {
    const medians = [ours, theirs].map((list) => list.map((times) => median(times.map(of))));
    const { first, second, ratio } = compared([medians[0], medians[1].map((ms) => ms - less)]);
    return { ours: milliseconds(first), rival: milliseconds(second), value: ratio, unit: 'x faster' };
  };
  const wall = (time) => time.wall;
  const cpu = (time) => time.cpu;
  yield { ...goalRow, ...shown(wall, debounceMs) };
  yield { id: 'T3', what: named(`against yaml-language-server with its ${debounceMs} ms`), goal: {}, ...shown(wall) };
  const high = (of, what, goal) => {
    const rivals = `95th ${milliseconds({ median: percentile(theirs.flat().map(of), 0.95) })}`;
    const value = spreadOf(alone.map((times) => percentile(times.map(of), 0.95)));
    const typical = `50th ${milliseconds({ median: median(alone.flat().map(of)) })}`;
    return { id: 'T3', what: named(what), goal, ours: typical, rival: rivals, value, unit: 'ms' };
  };
  yield high(wall, '95th of 100, wall', {});
  if (process.platform !== 'linux') return;
  yield { id: 'T3', what: named("against yaml-language-server, CPU of the server's thread"), goal: {}, ...shown(cpu) };
  // Three times the bar: what other processes do to the caches must not make the run fail.
  yield high(cpu, '95th of 100, server time', { gate: 150, aim: 50, isLess: true });
}

async function measure(both, rounds) {
  const [ours, theirs, alone] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    const times = [[], []];
    for (let i = 0; i < IN_TURN; i++) {
      const pair = await inTurn(round + i, both, (session) => session.type());
      times.forEach((list, side) => {
        list.push(pair[side]);
      });
    }
    ours.push(times[0]);
    theirs.push(times[1]);
    alone.push(await both[0].typeOften(ALONE));
  }
  return { ours, theirs, alone };
}
