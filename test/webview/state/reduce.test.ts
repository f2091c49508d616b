import { describe, expect, test } from 'vitest';
import type { Command } from '../../../webview/state/commands.js';
import { opennessOf } from '../../../webview/state/openness.js';
import { reduce } from '../../../webview/state/reduce.js';
import { savedOf } from '../../../webview/state/saved.js';
import { type GraphState, INITIAL } from '../../../webview/state/state.js';
import { graphViewOfFiles } from '../../support/graph-view.js';
import { cardLine, cardLineFiles, idOf, stateWith } from '../views.js';

const view = cardLine();
const payment = view.flows.find(({ name }) => name === 'Card payment')!;

const run = (state: GraphState, ...commands: readonly Command[]) => commands.reduce(reduce, state);
const host = (message: Extract<Command, { type: 'host' }>['message']): Command => ({ type: 'host', message });
const lit = (state = stateWith(view)) =>
  run(state, { type: 'light', lit: { kind: 'path', index: 0, step: 0 }, opens: [], scope: [payment.id] });

describe('what is drawn', () => {
  test('is the first flow, or the one in which the caret stands', () => {
    expect(stateWith(view).scope).toEqual([view.flows[0]!.id]);
    const caret = host({ type: 'cursor', uri: payment.place.uri, offset: payment.containers[0]!.place.start });
    expect(run(INITIAL, caret, host({ type: 'view', version: 1, view })).scope).toEqual([payment.id]);
    expect(run(stateWith(view), caret).scope).toEqual([payment.id]);
  });

  test('stays with an older version of the view', () => {
    const state = stateWith(view);
    expect(run(state, host({ type: 'view', version: 1, view: graphViewOfFiles([]) }))).toBe(state);
  });

  test('is open up to 120 actions, and what a person closes stays closed', () => {
    const state = run(stateWith(view), { type: 'scope', scope: [payment.id] });
    expect(opennessOf(state).containers.size).toBe(payment.containers.length);
    const [first] = payment.containers;
    const closed = run(state, { type: 'toggle', container: first!.id, isOpen: false });
    expect(opennessOf(closed).containers.has(first!.id)).toBe(false);
    expect(opennessOf(run(closed, host({ type: 'view', version: 2, view }))).containers.has(first!.id)).toBe(false);
  });

  test('is the last text that could be read while the new one holds no flow', () => {
    const state = run(stateWith(view), { type: 'scope', scope: [payment.id] });
    const files = cardLineFiles().map((file) => (file.uri === payment.place.uri ? { ...file, text: 'x: 1' } : file));
    const broken = run(state, host({ type: 'view', version: 2, view: graphViewOfFiles(files) }));
    expect(broken.index).toBe(state.index);
    expect(broken.unread.map(({ uri }) => uri)).toEqual([payment.place.uri]);
    expect(run(broken, host({ type: 'view', version: 3, view })).unread).toEqual([]);
  });
});

describe('a lit path', () => {
  test('is said, walked, and left as it was found', () => {
    const camera = { x: 1, y: 2, zoom: 0.5 };
    const before = run(stateWith(view), { type: 'camera', camera });
    const state = lit(before);
    expect(state.said).toBe(`${view.paths[0]!.description} Step 1 of 6, Ask for card number, line 20.`);
    const last = run(state, { type: 'walk', step: 5 });
    expect(last.said).toBe('Step 6 of 6, Charge, sink, data action, line 78.');
    expect(run(last, { type: 'walk', step: 6 })).toBe(last);
    const left = run(last, { type: 'leave' });
    expect([left.lit, left.said, left.scope]).toEqual([undefined, 'Path left.', before.scope]);
    expect(left.wish).toMatchObject({ kind: 'go', camera });
  });

  test('survives an edit elsewhere', () => {
    const files = cardLineFiles().map((file) => ({ ...file, text: `# longer\n\n${file.text}` }));
    const moved = run(lit(), host({ type: 'view', version: 2, view: graphViewOfFiles(files) }));
    expect(moved.lit).toEqual({ kind: 'path', index: 0, step: 0 });
    expect(moved.stale).toBeUndefined();
  });

  test('says where it has changed when a step is gone', () => {
    const files = cardLineFiles().map(({ uri, text }) => ({
      uri,
      text: text.replace('exp: Task.body }', 'lit: none }'),
    }));
    const changed = run(lit(), host({ type: 'view', version: 2, view: graphViewOfFiles(files) }));
    expect(changed.lit).toBeUndefined();
    expect(changed.stale).toMatchObject({ label: 'card number', step: 6 });
  });
});

describe('what is saved', () => {
  test('comes back, whole', () => {
    const state = run(
      stateWith(view),
      { type: 'scope', scope: 'all' },
      { type: 'toggle', container: payment.containers[0]!.id, isOpen: false },
      { type: 'switch', name: 'legend' },
      { type: 'camera', camera: { x: 3, y: 4, zoom: 1 } },
    );
    const saved = JSON.parse(JSON.stringify(savedOf(state)));
    const back = run(INITIAL, host({ type: 'restore', state: saved }), host({ type: 'view', version: 1, view }));
    expect([back.scope, [...back.closed], back.switches.legend]).toEqual(['all', [payment.containers[0]!.id], true]);
    expect(back.wish).toMatchObject({ kind: 'go', camera: { x: 3, y: 4, zoom: 1 } });
  });

  test.each([[null], [7], ['x'], [{}], [{ version: 2 }], [[]]])('is not taken from %j', (state) => {
    expect(run(INITIAL, host({ type: 'restore', state }))).toBe(INITIAL);
  });

  test('is taken only as far as it is what it should be', () => {
    const state = {
      version: 1,
      scope: [7, 'a'],
      opened: 'no',
      closed: [null],
      camera: { x: 'far' },
      switches: { legend: 1 },
    };
    const back = run(INITIAL, host({ type: 'restore', state }));
    expect([back.scope, back.opened.size, back.closed.size, back.camera, back.switches]).toEqual([
      ['a'],
      0,
      0,
      undefined,
      INITIAL.switches,
    ]);
  });
});

describe('the focus', () => {
  test('goes when its node goes, and stays when it stays', () => {
    const state = run(stateWith(view), { type: 'focus', item: idOf(view, 'Greeting') });
    expect(run(state, host({ type: 'view', version: 2, view })).focus).toBe(idOf(view, 'Greeting'));
    const files = cardLineFiles().map(({ uri, text }) => ({ uri, text: text.replace(/.*Greeting.*\n/, '') }));
    expect(run(state, host({ type: 'view', version: 2, view: graphViewOfFiles(files) })).focus).toBeUndefined();
  });
});
