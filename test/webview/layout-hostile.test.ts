import { expect, test } from 'vitest';
import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { layoutOf } from '../../webview/layout/layout.js';
import { writeFlow } from '../support/generated.js';
import { actionsIn, graphViewOfFiles } from '../support/graph-view.js';
import { MINUTE } from '../support/hostile.js';
import { allOpen, crossings, missing, outside, overlaps, runsThrough } from '../support/placed.js';

// Limits only catch what hangs; they are many times what is needed.
const patient = { timeout: MINUTE };

type Change = Parameters<typeof allOpen>[1];

function drawn(text: string, change: Change = {}): ReturnType<typeof check> {
  return check(graphViewOfFiles([{ uri: 'flow.yaml', text }]), change);
}

function check(view: GraphView, change: Change): { view: GraphView; width: number; items: number } {
  const placed = layoutOf(view, allOpen(view, change));
  expect(overlaps(placed)).toEqual([]);
  expect(outside(placed)).toEqual([]);
  expect(crossings(placed)).toEqual([]);
  expect(runsThrough(placed, ['control', 'entry', 'again'])).toEqual([]);
  expect(missing(view, placed)).toEqual([]);
  for (const { x, y, width, height } of placed.items) {
    expect([x, y, width, height].every((value) => Number.isFinite(value) && value >= 0)).toBe(true);
  }
  return { view, width: placed.width, items: placed.items.length };
}

function flow(...tasks: readonly string[]): string {
  const bodies = tasks.map(
    (actions, index) => `    - task:\n        name: T${index}\n        refId: t${index}\n        actions:\n${actions}`,
  );
  return `inboundCall:\n  name: F\n  startUpRef: /inboundCall/tasks/task[t0]\n  tasks:\n${bodies.join('\n')}\n`;
}

test('tasks that call each other in circles', patient, () => {
  const tasks = Array.from({ length: 40 }, (_, at) =>
    [at, (at + 1) % 40, (at + 7) % 40]
      .map((to) => `          - callTask: { name: C${to}, targetTaskRef: "/inboundCall/tasks/task[t${to}]" }`)
      .join('\n'),
  );
  expect(actionsIn(drawn(flow(...tasks)).view)).toHaveLength(120);
  drawn(flow(...tasks), { containers: new Set() });
});

test('a switch with 5,000 cases never becomes 5,000 columns, whatever is in them', patient, () => {
  const cases = (action: string) =>
    Array.from(
      { length: 5000 },
      (_, at) => `                    - case: { value: { exp: Task.x == ${at} }, actions: [ { ${action} } ] }`,
    ).join('\n');
  const choice = (action: string) =>
    flow(
      `          - switch:\n              name: S\n              evaluate:\n                firstTrue:\n                  cases:\n${cases(action)}`,
      '          - disconnect: { name: D }',
    );
  const quiet = drawn(choice('disconnect: { name: D }'));
  expect(actionsIn(quiet.view)).toHaveLength(5002);
  expect(quiet.width).toBeLessThan(2_000);
  const loud = 'callTask: { name: C, targetTaskRef: "/inboundCall/tasks/task[t1]" }';
  expect(drawn(choice(loud)).width).toBeLessThan(20_000);
  expect(drawn(choice('disconnect: { name: D }'), { showsQuiet: true }).width).toBeLessThan(20_000);
});

test('names of 10,000 characters', patient, () => {
  const name = 'x<y>&"'.repeat(1700);
  const { view } = drawn(flow(`          - playAudio: { name: '${name}', audio: { tts: '${name}' } }`));
  expect(JSON.stringify(view).length).toBeLessThan(20_000);
});

test('branches 200 deep', patient, () => {
  const { view } = drawn(flow('          - decision: { name: D, condition: { exp: Task.x } }'));
  const [container] = view.flows[0]!.containers;
  let inner = container!.body[0]!;
  for (let level = 1; level < 200; level++) {
    const { place } = inner;
    const way = { place, isEnabled: true, continues: true };
    const outputs = [
      { ...way, name: 'yes', body: level % 2 === 0 ? [inner] : [] },
      { ...way, name: 'no', body: level % 2 === 0 ? [] : [inner] },
    ];
    inner = { ...inner, id: `${inner.id}.${level}`, outputs };
  }
  const deep = { ...view, flows: [{ ...view.flows[0]!, containers: [{ ...container!, body: [inner] }] }] };
  check(deep, {});
  check(deep, { showsQuiet: true });
});

test('a secure variable that every one of 3,000 actions reads', patient, () => {
  const read = (at: number) =>
    `          - updateData: { name: U${at}, statements: [ { string: { variable: Task.v, value: { exp: 'Right(Secure.card, 4)' } } } ] }`;
  const { view } = drawn(flow(Array.from({ length: 3000 }, (_, at) => read(at)).join('\n')));
  expect(view.flows[0]!.counts.withSecureData).toBe(3000);
});

test('5,000 actions', patient, () => {
  const { text } = writeFlow({ seed: 9, name: 'Large', lines: 57_000, leaks: 4 });
  const { view, items } = drawn(text);
  expect(actionsIn(view).length).toBeGreaterThan(4_900);
  expect(items).toBeGreaterThan(2_000);
});
