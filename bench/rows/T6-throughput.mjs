import { BATCH } from '../inputs/inputs.mjs';
import { wrongFindings } from '../lib/check.mjs';
import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { pairedRounds, REPEAT, WARM } from '../lib/rounds.mjs';

/** Different files of 1,000 to 10,000 lines one after the other on one thread, everything included. */
export async function* rows({ inputs }) {
  const batch = BATCH.map((name) => inputs.get(name));
  let wrong;
  for (const input of batch) wrong ??= await wrongFindings(input);
  const what = `whole analysis of ${batch.length} different files, warm, one thread`;
  const goal = { gate: 20, aim: 40, bar: 30 };
  yield { id: 'T6', what, wrong, goal, ...(wrong ? {} : await measured(batch)) };
}

async function measured(batch) {
  const paths = batch.map(({ path }) => path);
  const megabytes = batch.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  const ours = { contender: await Contender.start('keytrace', paths), work: 'analyse', repeat: REPEAT };
  const yaml = { contender: await Contender.start('yaml', paths), work: 'parse', repeat: REPEAT };
  const { first, second } = await pairedRounds(ours, yaml, WARM);
  ours.contender.stop();
  yaml.contender.stop();
  const speed = ({ median, min, max }) => ({
    median: (megabytes / median) * 1000,
    min: (megabytes / max) * 1000,
    max: (megabytes / min) * 1000,
  });
  return { ours: milliseconds(first), rival: milliseconds(second), value: speed(first), unit: 'MB/s' };
}
