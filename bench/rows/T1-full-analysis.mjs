import { wrongFindings, wrongTree } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { coldRounds, pairedRounds, REPEAT, SETTLED, WARM } from '../lib/rounds.mjs';

const GOAL = { gate: 5, aim: 10, bar: 8 };

/** Reading, graph, taint and rules, against nothing but the parse by `yaml` of the same text. */
export async function* rows({ inputs, rounds }) {
  for (const size of ['10k', '1k', '50k']) {
    const input = inputs.get(`flow-${size}`);
    const wrong = (await wrongTree(input)) ?? (await wrongFindings(input));
    const row = (what, goal) => ({
      id: 'T1',
      what: `whole analysis of ${size} lines against the bare parse by yaml, ${what}`,
      wrong,
      goal,
    });
    yield { ...row('calls 20 to 60', {}), ...(wrong ? {} : await paired(input, WARM)) };
    if (size !== '10k') continue;
    yield { ...row('warm', GOAL), ...(wrong ? {} : await paired(input, SETTLED)) };
    yield { ...row('first call', {}), ...(wrong ? {} : await cold(input, rounds)) };
  }
}

async function paired({ path }, when) {
  const ours = { contender: await Contender.start('keytrace', [path]), work: 'analyse', repeat: REPEAT };
  const yaml = { contender: await Contender.start('yaml', [path]), work: 'parse', repeat: REPEAT };
  const result = await pairedRounds(ours, yaml, when);
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
