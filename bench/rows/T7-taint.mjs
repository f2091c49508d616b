import { wrongFindings } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { pairedRounds, spreadOf } from '../lib/rounds.mjs';

const GRAPHS = [
  { name: 'calls-10k', what: 'taint over a call graph of 10,000 actions, secrets in few variables' },
  { name: 'smear-10k', what: 'taint over a call graph of 10,000 actions, secrets in nearly all variables' },
];

/** What taint takes of an analysis, and how it holds out on call graphs. */
export async function* rows(context) {
  for (const size of ['10k', '50k']) yield await share(context, context.inputs.get(`flow-${size}`), size);
  for (const { name, what } of GRAPHS) {
    const goal = { gate: 200, aim: 60, isLess: true };
    yield { id: 'T7', what, goal, ...(await callGraph(context, context.inputs.get(name))) };
  }
}

async function share({ rounds }, input, size) {
  const goal = size === '10k' ? { gate: 30, aim: 15, isLess: true } : {};
  const row = { id: 'T7', what: `share of taint in the analysis of ${size} lines`, goal };
  const wrong = await wrongFindings(input);
  if (wrong) return { ...row, wrong };
  const repeat = size === '10k' ? 4 : 1;
  const contender = await Contender.start('keytrace', [input.path]);
  const all = { contender, work: 'analyse', repeat };
  const taint = { contender, work: 'taint', repeat };
  const { first, second, ratio } = await pairedRounds(all, taint, { warmUp: 4, rounds });
  contender.stop();
  const value = { median: ratio.median * 100, min: ratio.min * 100, max: ratio.max * 100 };
  return { ...row, ours: milliseconds(second), rival: `${milliseconds(first)} in all`, value, unit: '%' };
}

async function callGraph({ rounds }, input) {
  const contender = await Contender.start('keytrace', [input.path]);
  const times = [];
  try {
    await contender.run('taint');
    const wrong = await wrongFindings(input);
    if (wrong) return { wrong };
    for (let round = -1; round < rounds; round++) {
      const { cpu } = await contender.run('taint');
      if (round >= 0) times.push(cpu);
    }
  } catch (error) {
    return { stopped: error.message };
  } finally {
    contender.stop();
  }
  const value = spreadOf(times);
  return { ours: milliseconds(value), rival: '', value, unit: 'ms' };
}
