import { describe, expect, test } from 'vitest';
import { detailOf } from '../../../webview/state/detail.js';
import { arrowData, arrowOf, middleOf, pathData } from '../../../webview/state/edge-path.js';
import { choicesOf, keptNodes } from '../../../webview/state/filters.js';
import { outlineRows } from '../../../webview/state/outline.js';
import { railOfFlows, railOfPath } from '../../../webview/state/rail.js';
import { search } from '../../../webview/state/search.js';
import { onlySecureData } from '../../../webview/state/secure-only.js';
import { actionSentence, containerSentence, graphLabel, stopSentence } from '../../../webview/state/sentences.js';
import { shortLabel, shownText } from '../../../webview/state/shown-text.js';
import { actionEntry, indexOf, nodeAt } from '../../../webview/state/view-index.js';
import { cardLine, idOf } from '../views.js';

const view = cardLine();
const index = indexOf(view);
const payment = view.flows.find(({ name }) => name === 'Card payment')!;
const action = (title: string) => actionEntry(index, idOf(view, title))!.action;

test.each([
  [1, 'all'],
  [0.85, 'all'],
  [0.84, 'title'],
  [0.55, 'title'],
  [0.5, 'icon'],
  [0.35, 'icon'],
  [0.34, 'blocks'],
])('at zoom %d a node shows %s', (zoom, detail) => {
  expect(detailOf(zoom)).toBe(detail);
});

describe('what a screen reader says', () => {
  test('of an action', () => {
    expect(actionSentence(view, action('Ask for card number'))).toBe(
      'Ask for card number, Collect Input, source of card number, 1 warning, 1 note. Outputs: success, 2 steps; failure, 2 steps',
    );
    expect(actionSentence(view, action('Old survey'))).toContain('disabled');
    expect(actionSentence(view, action('Ask the bot'))).toContain('not understood');
  });

  test('of a container', () => {
    const charge = payment.containers.find(({ name }) => name === 'Charge card')!;
    expect(containerSentence(charge, true)).toBe('Task Charge card, collapsed, 14 actions, 1 error, 2 warnings');
    const old = payment.containers.find(({ name }) => name === 'Card payment 2019')!;
    expect(containerSentence(old, true)).toContain('unreachable: nothing calls it');
  });

  test('of the graph and of a barrier', () => {
    expect(graphLabel(view, 'Card payment', [payment])).toMatch(
      /^Flow graph, Card payment, 3 containers, \d+ actions, \d+ findings$/,
    );
    expect(stopSentence(view.stops[0]!)).toMatch(/^Stopped at step \d of \d, Keep the last four, barrier: /);
  });
});

describe('texts of a flow', () => {
  test('show what is invisible, and are cut', () => {
    expect(shownText('a\u0000b\u202ec\u200bd')).toBe('a\u2400b\u25ccc\u25ccd');
    expect(shownText('x'.repeat(300))).toHaveLength(200);
    expect(shortLabel('a name of a branch that is long')).toBe('a name of a bra…');
  });
});

describe('a filter', () => {
  test('keeps the path of what fits, and dims the rest', () => {
    expect(choicesOf(view).labels).toContain('card number');
    const kept = keptNodes(view, { label: 'card number', severity: 'error' })!;
    expect(kept.has(idOf(view, 'Remove spaces'))).toBe(true);
    expect(kept.has(idOf(view, 'Explain the payment'))).toBe(false);
    expect(keptNodes(view, {})).toBeUndefined();
    expect(keptNodes(view, { rule: 'no-such-rule' })!.size).toBe(0);
  });

  test('for secure data leaves out what has none, and counts it', () => {
    const { view: reduced, hidden } = onlySecureData(view);
    const left = indexOf(reduced);
    expect(left.entries.has(idOf(view, 'Check the code'))).toBe(true);
    expect(left.entries.has(idOf(view, 'Remove spaces'))).toBe(true);
    expect(left.entries.has(idOf(view, 'Explain the payment'))).toBe(false);
    const actionsIn = (own: typeof index) => [...own.entries.values()].filter(({ kind }) => kind === 'action').length;
    expect(actionsIn(left) + hidden).toBe(actionsIn(index));
  });
});

describe('search', () => {
  test('finds names first, then kinds and texts', () => {
    expect(search(index, 'remove')[0]?.title).toBe('Remove spaces');
    expect(search(index, 'Task.body').map(({ title }) => title)).toContain('Charge');
    expect(search(index, '  ')).toEqual([]);
  });

  test('of the caret finds the innermost node', () => {
    const { place, id } = action('Keep payment id');
    expect(nodeAt(index, place.uri, place.start)).toBe(id);
    expect(nodeAt(index, 'file:///other.yaml', place.start)).toBeUndefined();
  });
});

describe('the rail of a path', () => {
  test('has its steps in one column, and folds what lies between', () => {
    const rows = railOfPath(index, view.paths[0]!.steps, new Set());
    const shown = rows.map((row) => ('text' in row ? row.text : `${row.kind} ${row.steps.join()}`));
    expect(shown).toEqual([
      '1 action before',
      'node 1',
      'success',
      'node 2',
      'node 3',
      'container 4',
      'node 5',
      '1 decision passed: yes',
      'node 6',
    ]);
  });

  test('opens a fold in place', () => {
    const rows = railOfPath(index, view.paths[0]!.steps, new Set(['passed 5']));
    expect(rows.some((row) => row.kind === 'node' && row.node === idOf(view, 'Amount above zero\\?'))).toBe(true);
    const flow = railOfFlows([payment], new Set());
    const open = railOfFlows([payment], new Set([`${idOf(view, 'Ask for card number')} output 1`]));
    expect(open.length).toBe(flow.length + 2);
  });
});

test('the outline has the same nodes as the graph, when everything in it is open', () => {
  const all = new Set(
    [...index.entries.keys()].flatMap((id) => [id, ...[0, 1, 2, 3].map((at) => `${id} output ${at}`)]),
  );
  const nodes = new Set(outlineRows(index, all).map(({ node }) => node));
  expect([...index.entries.keys()].filter((id) => !nodes.has(id))).toEqual([]);
  expect(outlineRows(index, new Set())).toHaveLength(view.flows.length);
});

describe('a line', () => {
  const right = {
    points: [
      { x: 0, y: 0 },
      { x: 0, y: 20 },
      { x: 50, y: 20 },
    ],
  };

  test('has round corners and an arrow at its end', () => {
    expect(pathData(right)).toBe('M0,0L0,10Q0,20 10,20L50,20');
    expect(arrowOf(right)).toEqual({ at: { x: 50, y: 20 }, dx: 1, dy: 0 });
    expect(arrowData(arrowOf(right)!, 7, 4.5)).toBe('M43,15.5L43,24.5L50,20z');
  });

  test('is drawn only as far as it is seen, and the piece lies on the whole', () => {
    const long = {
      points: [
        { x: 0, y: 0 },
        { x: 0, y: 90_000 },
        { x: 40, y: 90_000 },
      ],
    };
    expect(pathData(long, [-100, -100, 500, 500])).toBe('M0,0L0,490Q0,500 10,500L40,500');
    const call = {
      points: [
        { x: 0, y: 0 },
        { x: 100, y: 100_000 },
      ],
      curve: 0,
    };
    const [, x, y] = /M([\d.]+),([\d.]+)C/.exec(pathData(call, [-100, 50_000, 500, 51_000]))!;
    expect(Number(x)).toBeCloseTo(50, 0);
    expect(Number(y)).toBeCloseTo(50_000, -2);
  });

  test('curves with level ends between containers', () => {
    const call = {
      points: [
        { x: 0, y: 0 },
        { x: 10, y: 0 },
        { x: 110, y: 80 },
      ],
      curve: 1,
    };
    expect(pathData(call)).toBe('M0,0L10,0C60,0 60,80 110,80');
    expect(pathData(call, [-1000, -1000, 1000, 1000])).toBe(pathData(call));
    expect(middleOf(call)).toEqual({ x: 60, y: 40 });
    expect(arrowOf(call)).toMatchObject({ dx: 1, dy: 0 });
  });
});
