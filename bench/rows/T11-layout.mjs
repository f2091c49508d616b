import { Contender } from '../lib/contender.mjs';
import { milliseconds } from '../lib/format.mjs';
import { pairedRounds } from '../lib/rounds.mjs';

/** Rounds of the rival take long, and its times hardly differ. */
const ROUNDS = 3;

/** Placing 5,000 actions, against the layout engine that people take for it. */
export async function* rows({ inputs, rounds }) {
  const input = inputs.get('layout-5k');
  const what = `layout of ${input.actions} actions against elkjs per task`;
  const ours = await Contender.start('layout', [input.path]);
  const rival = await Contender.start('elk', [input.path]);
  const goal = { gate: 20, aim: 100, bar: 100 };
  try {
    const mine = await ours.answer('facts');
    const theirs = await rival.answer('facts');
    const wrong = wrongPicture(mine, theirs);
    yield {
      id: 'T11',
      what: `${what}, crossings in tasks ${mine.crossings} against ${theirs.crossings}`,
      goal,
      ...(wrong ? { wrong } : await ratio(ours, rival, rounds)),
    };
  } finally {
    ours.stop();
    rival.stop();
  }
}

/** A fast picture that is worse, or of something else, is no win. */
function wrongPicture(mine, theirs) {
  if (mine.nodes !== theirs.nodes || mine.lines !== theirs.lines) return 'the two sides place different graphs';
  if (mine.crossings > theirs.crossings)
    return `${mine.crossings} crossings inside of tasks, elkjs has ${theirs.crossings}`;
  return undefined;
}

async function ratio(ours, rival, rounds) {
  const mine = { contender: ours, work: 'layout', repeat: 30 };
  const theirs = { contender: rival, work: 'layout', repeat: 1 };
  const {
    first,
    second,
    ratio: value,
  } = await pairedRounds(mine, theirs, { warmUp: 2, rounds: Math.min(rounds, ROUNDS) });
  return { ours: milliseconds(first), rival: milliseconds(second), value, unit: 'x faster' };
}
