import { wrongFindings, wrongTree } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { coldRounds, pairedRounds, WARM } from '../lib/rounds.mjs';

const SIZES = [
  { size: '10k', repeat: 1, goal: { gate: 5, aim: 10, bar: 8 } },
  { size: '1k', repeat: 10, goal: {} },
  { size: '50k', repeat: 1, goal: {} },
];

/** Reading, graph, taint and rules, against nothing but the parse by `yaml` of the same text. */
export async function* rows({ inputs, rounds }) {
  for (const { size, repeat, goal } of SIZES) {
    const input = inputs.get(`flow-${size}`);
    const wrong = (await wrongTree(input)) ?? (await wrongFindings(input));
    const what = `whole analysis of ${size} lines against the bare parse by yaml`;
    yield { id: 'T1', what: `${what}, warm`, wrong, goal, ...(wrong ? {} : await warm(input, repeat)) };
    if (size === '10k')
      yield { id: 'T1', what: `${what}, first call`, wrong, goal: {}, ...(wrong ? {} : await cold(input, rounds)) };
  }
}

async function warm({ path }, repeat) {
  const ours = { contender: await Contender.start('keytrace', [path]), work: 'analyse', repeat };
  const yaml = { contender: await Contender.start('yaml', [path]), work: 'parse', repeat: 1 };
  const result = await pairedRounds(ours, yaml, WARM);
  ours.contender.stop();
  yaml.contender.stop();
  return shown(result);
}

async function cold({ path }, rounds) {
  const ours = { module: 'keytrace', paths: [path], work: 'analyse' };
  const yaml = { module: 'yaml', paths: [path], work: 'parse' };
  return shown(await coldRounds(ours, yaml, { rounds }));
}

function shown({ first, second, ratio }) {
  return { ours: milliseconds(first), rival: milliseconds(second), value: ratio, unit: 'x faster' };
}
