// The other side of contender.mjs: loads one contender and does what it is told.
import { readFileSync } from 'node:fs';

let works;

process.on('message', async (message) => {
  try {
    process.send({ value: await handle(message) });
  } catch (error) {
    process.send({ error: String(error) });
  }
});

async function handle({ load, paths, run, repeat, answer }) {
  if (load) {
    const { prepare } = await import(`../contenders/${load}.mjs`);
    works = prepare(paths.map((path) => ({ uri: path, text: readFileSync(path, 'utf8') })));
    return true;
  }
  return answer ? await works[answer]() : await time(works[run], repeat);
}

/** CPU time of the whole process, garbage collection and compiler threads included. */
async function time(work, repeat) {
  const wall = performance.now();
  const { user, system } = process.cpuUsage();
  for (let i = 0; i < repeat; i++) {
    // Waiting for what is done already would let other work in between.
    const pending = work();
    if (pending instanceof Promise) await pending;
  }
  const used = process.cpuUsage({ user, system });
  return { cpu: (used.user + used.system) / 1000 / repeat, wall: (performance.now() - wall) / repeat };
}
