import { Contender } from './contender.mjs';

export function spreadOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], min: sorted[0], max: sorted.at(-1) };
}

/** Calls at a time, so that what the collector does now and then counts for both sides. */
export const REPEAT = 4;

/** What people have who keep the program running: the 20th call to the 60th. */
export const WARM = { warmUp: 20 / REPEAT, rounds: 40 / REPEAT };

/** When the engine has compiled what it wants to compile, which takes it about 100 calls. */
export const SETTLED = { warmUp: 100 / REPEAT, rounds: 40 / REPEAT };

/**
 * Runs both sides back to back in every round, in changing order. A side is `{ contender, work, repeat }`; rounds for
 * warming up are not counted. Gives CPU ms of both and `second / first`, round by round.
 */
export async function pairedRounds(first, second, { warmUp, rounds }) {
  const times = [[], []];
  for (let round = -warmUp; round < rounds; round++) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    for (const side of order) {
      const { contender, work, repeat } = [first, second][side];
      const { cpu } = await contender.run(work, repeat);
      if (round >= 0) times[side].push(cpu);
    }
  }
  return compared(times);
}

/** Like `pairedRounds`, but every call is the first one of a fresh process. A side is `{ module, paths, work }`. */
export async function coldRounds(first, second, { rounds }) {
  const times = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const side of round % 2 === 0 ? [0, 1] : [1, 0]) {
      const { module, paths, work } = [first, second][side];
      const contender = await Contender.start(module, paths);
      times[side].push((await contender.run(work)).cpu);
      contender.stop();
    }
  }
  return compared(times);
}

export function compared([first, second]) {
  return {
    first: spreadOf(first),
    second: spreadOf(second),
    ratio: spreadOf(first.map((time, i) => second[i] / time)),
  };
}
