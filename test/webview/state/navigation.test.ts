import { expect, test } from 'vitest';
import { layoutOf } from '../../../webview/layout/layout.js';
import { type Direction, step, waysOf } from '../../../webview/state/navigation.js';
import { opennessOf } from '../../../webview/state/openness.js';
import { reduce } from '../../../webview/state/reduce.js';
import { entryTitle } from '../../../webview/state/sentences.js';
import { cardLine, idOf, stateWith } from '../views.js';

const view = cardLine();
const payment = view.flows.find(({ name }) => name === 'Card payment')!;
const state = reduce(stateWith(view), { type: 'scope', scope: [payment.id] });
const placed = layoutOf(state.index.view, opennessOf(state));
const ways = waysOf(placed);

const idOfTitle = (title: string) => payment.containers.find(({ name }) => name === title)?.id ?? idOf(view, title);
const titleAt = (id: string | undefined) => {
  if (id === undefined) return undefined;
  return ways.items.get(id)?.text ?? entryTitle(state.index.entries.get(id));
};

test.each<[from: string, direction: Direction, to: string | undefined]>([
  ['Take card', 'down', 'Explain the payment'],
  ['Explain the payment', 'down', 'Ask for card number'],
  ['Explain the payment', 'up', 'Take card'],
  ['Ask for card number', 'down', 'Remove spaces'],
  ['Remove spaces', 'right', '2 steps'],
  ['Remove spaces', 'up', 'Ask for card number'],
  ['Charge the card', 'right', 'Charge card'],
  ['Charge card', 'left', 'Charge the card'],
  ['Charge card', 'down', 'Build the request'],
  ['Keep payment id', 'right', '3 steps'],
  ['Explain the payment', 'last', 'Goodbye'],
])('from "%s" %s is "%s"', (from, direction, to) => {
  expect(titleAt(step(ways, idOfTitle(from), direction))).toBe(to);
});

test('every item that can have the focus can be left again by some key', () => {
  const keys: readonly Direction[] = ['down', 'up', 'left', 'right', 'first', 'last'];
  const stuck = placed.items.filter(({ id, kind }) => {
    return kind !== 'frame' && keys.every((key) => [undefined, id].includes(step(ways, id, key)));
  });
  expect(stuck.map(({ id }) => titleAt(id))).toEqual([]);
});
