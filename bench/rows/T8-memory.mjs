import { wrongTree } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { spreadOf } from '../lib/rounds.mjs';

/** Bytes that stay for every byte of text: the tape, all of an analysis, and what `yaml` keeps. */
export async function* rows({ inputs }) {
  const input = inputs.get('flow-10k');
  const wrong = await wrongTree(input);
  const yaml = wrong ? undefined : await kept('yaml', 'retained', input);
  const row = async (what, work, goal) => {
    if (wrong) return { id: 'T8', what, wrong, goal };
    const value = await kept('keytrace', work, input);
    return { id: 'T8', what, goal, ours: shown(value), rival: shown(yaml), value, unit: 'bytes per byte' };
  };
  yield await row('memory kept by the tape of 10k lines', 'retainedTape', { gate: 4, aim: 2, isLess: true });
  yield await row('memory kept by the whole analysis of 10k lines', 'retainedAnalysis', {});
}

async function kept(module, work, { path, bytes }) {
  const values = [];
  for (let round = 0; round < 3; round++) {
    const contender = await Contender.start(module, [path], ['--expose-gc']);
    values.push((await contender.answer(work)) / bytes);
    contender.stop();
  }
  return spreadOf(values);
}

function shown({ median }) {
  return median.toFixed(2);
}
