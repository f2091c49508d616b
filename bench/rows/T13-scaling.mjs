import { wrongFindings } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { pairedRounds, REPEAT, WARM } from '../lib/rounds.mjs';

/** How the time grows with the file: five times the lines should take about five times as long. */
export async function* rows({ inputs }) {
  const [small, large] = [inputs.get('flow-10k'), inputs.get('flow-50k')];
  const what = `whole analysis of 50k lines against 10k lines; by bytes ${(large.bytes / small.bytes).toFixed(2)}`;
  const wrong = (await wrongFindings(small)) ?? (await wrongFindings(large));
  const goal = { gate: 7, aim: 5.5, bar: 6, isLess: true };
  yield { id: 'T13', what, wrong, goal, ...(wrong ? {} : await measured(small, large)) };
}

async function measured(small, large) {
  const side = async ({ path }) => ({
    contender: await Contender.start('keytrace', [path]),
    work: 'analyse',
    repeat: REPEAT,
  });
  const [ten, fifty] = [await side(small), await side(large)];
  const { first, second, ratio } = await pairedRounds(ten, fifty, WARM);
  ten.contender.stop();
  fifty.contender.stop();
  return { ours: milliseconds(second), rival: `${milliseconds(first)} (10k)`, value: ratio, unit: 'x' };
}
