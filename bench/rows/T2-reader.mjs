import { wrongTree } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { coldRounds, pairedRounds } from '../lib/rounds.mjs';

/** The YAML reader alone, against `yaml` and against looking at every character once. */
export async function* rows({ inputs, rounds }) {
  const sizes = [
    { input: inputs.get('flow-10k'), size: '10k', repeat: 20, goal: { gate: 15, aim: 25, bar: 20 } },
    { input: inputs.get('flow-1k'), size: '1k', repeat: 100, goal: {} },
    { input: inputs.get('flow-50k'), size: '50k', repeat: 4, goal: {} },
  ];
  for (const { input, size, repeat, goal } of sizes) {
    const wrong = await wrongTree(input);
    const what = `reading ${size} lines against yaml`;
    yield {
      id: 'T2',
      what: `${what}, warm`,
      wrong,
      goal,
      ...(wrong ? {} : await against('yaml', 'parse', 1, input, repeat, rounds)),
    };
    if (size === '10k')
      yield { id: 'T2', what: `${what}, first call`, wrong, goal: {}, ...(wrong ? {} : await cold(input, rounds)) };
  }
  const [{ input }] = sizes;
  const wrong = await wrongTree(input);
  const goal = { gate: 5, aim: 3, isLess: true };
  const scan = wrong ? {} : await against('scan', 'scan', 40, input, 20, rounds);
  yield { id: 'T2', what: 'reading 10k lines against one look at every character', wrong, goal, ...scan };
}

async function against(module, work, rivalRepeat, { path }, repeat, rounds) {
  const ours = { contender: await Contender.start('keytrace', [path]), work: 'tape', repeat };
  const rival = { contender: await Contender.start(module, [path]), work, repeat: rivalRepeat };
  const { first, second, ratio } = await pairedRounds(ours, rival, { warmUp: 6, rounds });
  ours.contender.stop();
  rival.contender.stop();
  const isFloor = module === 'scan';
  const slower = { median: 1 / ratio.median, min: 1 / ratio.max, max: 1 / ratio.min };
  return {
    ours: milliseconds(first),
    rival: milliseconds(second),
    value: isFloor ? slower : ratio,
    unit: isFloor ? 'x slower' : 'x faster',
  };
}

async function cold({ path }, rounds) {
  const ours = { module: 'keytrace', paths: [path], work: 'tape' };
  const yaml = { module: 'yaml', paths: [path], work: 'parse' };
  const { first, second, ratio } = await coldRounds(ours, yaml, { rounds });
  return { ours: milliseconds(first), rival: milliseconds(second), value: ratio, unit: 'x faster' };
}
