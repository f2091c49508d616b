import { describe, expect, test } from 'vitest';
import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { layoutOf } from '../../webview/layout/layout.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';
import { writeCallGraph, writeFlow } from '../support/generated.js';
import { graphViewOfFiles } from '../support/graph-view.js';
import { allOpen, coveredLabels, crossings, missing, outside, overlaps, runsThrough } from '../support/placed.js';

const files = corpusFiles('archy-yaml', 'i3', 'architect-json');
if (!hasCorpus) console.log('The corpus is not beside this repository (../shared/corpus): its tests are skipped.');

/** What must hold for every view, whatever is open. */
function check(view: GraphView): void {
  for (const showsQuiet of [false, true]) {
    const open = allOpen(view, { showsQuiet });
    const placed = layoutOf(view, open);
    expect(overlaps(placed)).toEqual([]);
    expect(outside(placed)).toEqual([]);
    expect(crossings(placed)).toEqual([]);
    expect(runsThrough(placed, ['control', 'entry', 'again', 'call', 'jump', 'transfer'])).toEqual([]);
    expect(coveredLabels(placed)).toEqual([]);
    expect(missing(view, placed)).toEqual([]);
    const ids = [...placed.items, ...placed.edges].map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
    expect(layoutOf(view, open)).toEqual(placed);
  }
}

describe.skipIf(!hasCorpus)('real flows', () => {
  test.each(files)('$path', ({ path: uri, text }) => {
    check(graphViewOfFiles([{ uri, text }]));
  });
});

describe('generated flows', () => {
  test.each([1, 2, 3, 4, 5])('flow %i', (seed) => {
    const { text } = writeFlow({ seed: seed + 40, name: `Flow ${seed}`, lines: 600 * seed, leaks: 2 });
    check(graphViewOfFiles([{ uri: 'flow.yaml', text }]));
  });

  test('a call graph', () => {
    const { text } = writeCallGraph({
      seed: 7,
      name: 'Calls',
      tasks: 12,
      actionsPerTask: 40,
      leaks: 3,
      secretShare: 0.1,
    });
    check(graphViewOfFiles([{ uri: 'flow.yaml', text }]));
  });
});
