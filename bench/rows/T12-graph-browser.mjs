import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { milliseconds, number } from '../lib/format.mjs';
import { openBench } from '../lib/graph-page.mjs';
import { spreadOf } from '../lib/rounds.mjs';

const BUNDLE = join(import.meta.dirname, '../../dist/webview.js');

const ZOOMS = [0.2, 0.35, 0.6, 1];

/** Rounds of one zoom; each opens a page and pans for some seconds. */
const ROUNDS = 3;

/** The first picture and panning of a 5,000-action flow in Chromium, beside a canvas with the same boxes and nothing else. */
export async function* rows({ inputs, rounds }) {
  const input = inputs.get('layout-5k');
  const goal = { gate: 1_000, aim: 500, bar: 500, isLess: true };
  if (!existsSync(BUNDLE)) {
    yield { id: 'T12', what: 'the graph in a browser', wrong: 'dist/webview.js is not there; npm run build', goal };
    return;
  }
  const bench = await openBench(input.path);
  try {
    const times = await repeated(rounds, () => bench.firstPaint());
    const plain = await repeated(rounds, () => bench.firstPaintOfCanvas());
    const what = `first picture of ${bench.actions} actions as ${bench.containers} closed containers, against a bare canvas`;
    yield { id: 'T12', what: withRatio(what, times, plain), goal, ...shown(times, plain) };
    for (const zoom of ZOOMS) yield await panning(bench, zoom, Math.min(rounds, ROUNDS));
  } finally {
    await bench.close();
  }
}

async function panning(bench, zoom, rounds) {
  const pans = [];
  const plain = [];
  for (let round = 0; round < rounds; round++) {
    pans.push(await bench.pan(zoom));
    plain.push(await bench.panCanvas(zoom));
  }
  const wrong = pans.every(({ hasMoved }) => hasMoved) ? undefined : 'nothing has moved';
  const frames = pans.map(({ p95 }) => p95);
  const bare = plain.map(({ p95 }) => p95);
  const what = `panning with all open at zoom ${zoom}, ${pans[0].drawn} nodes in the page, 95th percentile of a frame`;
  const goal = { gate: 50, aim: 20, bar: 50, isLess: true };
  return { id: 'T12', what: withRatio(what, frames, bare), goal, ...(wrong ? { wrong } : shown(frames, bare)) };
}

async function repeated(rounds, measure) {
  const times = [];
  for (let round = 0; round < rounds; round++) times.push(await measure());
  return times;
}

function withRatio(what, ours, rival) {
  return `${what} (x${number(spreadOf(ours).median / spreadOf(rival).median)})`;
}

function shown(ours, rival) {
  return {
    ours: milliseconds(spreadOf(ours)),
    rival: milliseconds(spreadOf(rival)),
    value: spreadOf(ours),
    unit: 'ms',
  };
}
