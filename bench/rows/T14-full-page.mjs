import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openExtension } from '../lib/extension-page.mjs';
import { milliseconds, number } from '../lib/format.mjs';
import { spreadOf } from '../lib/rounds.mjs';

const BUILD = join(import.meta.dirname, '../../dist/browser/chrome');

/** Text and graph of a flow in the extension's full page, beside a page with the same libraries and nothing else. */
export async function* rows({ rounds }) {
  const goal = { gate: 1.5, aim: 1.2, bar: 1.5, isLess: true };
  if (!existsSync(BUILD)) {
    yield {
      id: 'T14',
      what: 'the full page of the extension',
      wrong: 'dist/browser is not there; npm run build',
      goal,
    };
    return;
  }
  const bench = await openExtension();
  try {
    const [ours, bare] = [[], []];
    for (let round = 0; round < rounds + 1; round++) {
      const [full, plain] = [await bench.full(), await bench.bare()];
      // The first time the browser compiles what it keeps afterwards.
      if (round > 0) {
        ours.push(full);
        bare.push(plain);
      }
    }
    const ratio = spreadOf(ours.map((time, at) => time / bare[at]));
    yield {
      id: 'T14',
      what: `first useful picture of the full page, against the editor and React Flow alone (x${number(ratio.median)})`,
      ours: milliseconds(spreadOf(ours)),
      rival: milliseconds(spreadOf(bare)),
      value: ratio,
      unit: 'x',
      goal,
    };
  } finally {
    await bench.close();
  }
}
