import { expect, test } from 'vitest';
import { analyse } from '../../server/core/workspace.js';
import { Random } from '../syntax/support/random.js';
import { EveryPath } from './every-path.js';
import { FlowMaker } from './random-flow.js';
import { writeFlow } from './write-flow.js';

const FLOWS = process.env.KEYTRACE_FULL === '1' ? 20_000 : 200;

/** 'source -> sink' by the names of the actions. */
function leaksIn(text: string): Set<string> {
  const { findings } = analyse([{ uri: 'flow.yaml', text }]);
  const leaks = findings.filter(({ sink }) => sink !== undefined);
  return new Set(leaks.map(({ trace, action }) => `${/"(.+)"$/.exec(trace[0]?.message ?? '')?.[1]} -> ${action}`));
}

test('random flows leak what following every path of them finds', () => {
  let leaking = 0;
  for (let seed = 1; seed <= FLOWS; seed++) {
    const flow = new FlowMaker(new Random(seed)).make();
    const text = writeFlow(flow);
    const { leaks } = new EveryPath(flow);
    expect({ seed, leaks: [...leaksIn(text)].sort() }, text).toEqual({ seed, leaks: [...leaks].sort() });
    if (leaks.size > 0) leaking++;
  }
  expect(leaking).toBeGreaterThan(FLOWS / 4);
});
