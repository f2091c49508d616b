import { describe, expect, test } from 'vitest';
import { litAt, pathOnGraph, stepRange, stepRows } from '../../../webview/state/lit.js';
import { cardLine, idOf } from '../views.js';

const view = cardLine();

describe('a lit path', () => {
  test('numbers its steps, and passes what lies between them', () => {
    const { nodes, severity } = pathOnGraph(view, { kind: 'path', index: 0, step: 0 });
    const steps = view.paths[0]!.steps.map(({ node }) => nodes.get(node)?.steps);
    expect(steps).toEqual([[1], [2], [3], [4], [5], [6]]);
    expect(nodes.get(idOf(view, 'Amount above zero\\?'))?.steps).toEqual([]);
    expect(severity).toBe('error');
  });

  test('goes from step to step: along control flow, and into the called task with what carries it', () => {
    const { hops } = pathOnGraph(view, { kind: 'path', index: 0, step: 0 });
    expect(hops.map(({ kind, step, carrier }) => [kind, step, carrier])).toEqual([
      ['control', 2, undefined],
      ['control', 3, undefined],
      ['call', 4, 'Task.card'],
      ['control', 5, undefined],
      ['control', 6, undefined],
      ['control', 6, undefined],
    ]);
  });

  test('begins at its source, ends at its sink, and is found at both', () => {
    const { nodes } = pathOnGraph(view, { kind: 'path', index: 0, step: 0 });
    const source = nodes.get(idOf(view, 'Ask for card number'));
    const sink = nodes.get(idOf(view, 'Charge'));
    expect([source?.isFirst, source?.isLast, sink?.isFirst, sink?.isLast]).toEqual([true, false, false, true]);
    expect(litAt(view, idOf(view, 'Charge'))).toEqual([{ kind: 'path', index: 0, step: 5 }]);
    expect(litAt(view, idOf(view, 'Keep the last four')).map(({ kind }) => kind)).toEqual(['stop']);
    expect(litAt(view, idOf(view, 'Old survey'))).toEqual([]);
  });

  test('is nothing when nothing is lit', () => {
    expect(pathOnGraph(view, undefined)).toEqual({ nodes: new Map(), hops: [] });
    expect(pathOnGraph(view, { kind: 'path', index: 99, step: 0 }).nodes.size).toBe(0);
  });
});

describe('the steps beneath a closed container', () => {
  test.each([
    [[], ''],
    [[3], '3'],
    [[3, 3], '3'],
    [[4, 5], '4–5'],
    [[5, 4, 6], '4–6'],
    [[2, 4], '2, 4'],
  ])('%j are shown as "%s"', (steps, text) => {
    expect(stepRange(steps)).toBe(text);
  });
});

describe('a long list of steps', () => {
  test('folds in the middle above twelve', () => {
    expect(stepRows(12, 0, false)).toHaveLength(12);
    const rows = stepRows(16, 0, false);
    expect(rows.map(({ at, folded }) => (folded > 0 ? `${folded} folded` : at))).toEqual([
      0,
      1,
      2,
      3,
      '8 folded',
      12,
      13,
      14,
      15,
    ]);
  });

  test('does not fold the step that is walked, nor what a person has unfolded', () => {
    expect(stepRows(16, 7, false)).toHaveLength(16);
    expect(stepRows(16, 0, true)).toHaveLength(16);
  });
});
