import { expect, test } from 'vitest';
import { DoorProblem, type DoorProblemKind } from '../../../client/browser/doors/door.js';
import { TOKEN } from '../../../client/browser/doors/github/token.js';
import { SESSION_KEY } from '../../../client/browser/sign-in.js';
import { type FakePanel, fakePanel, settled } from './fakes.js';
import { placeNamed } from './support.js';

const CARD = placeNamed('card');

/** A panel whose first load has ended so. */
async function failed(kind: DoorProblemKind): Promise<FakePanel> {
  const panel = fakePanel();
  panel.session.start();
  await settled();
  void panel.session.analyse(CARD);
  await settled();
  panel.loads[0]!.fail(new DoorProblem(kind, 'A sentence.'));
  await settled();
  return panel;
}

const taskOf = ({ session }: FakePanel) => session.store.get().task.kind;

test('who signs in on another page finds the panel going on', async () => {
  const panel = await failed('sign-in');
  panel.front = { id: 2, windowId: 1, address: 'https://other' };
  await panel.changeTabs();
  await panel.changeSession(TOKEN, 'a token');
  expect([taskOf(panel), panel.loads[1]?.place]).toEqual(['fetching', CARD]);
  // The page that somebody has signed in on goes away; it never was the flow's.
  panel.front = { id: 3, windowId: 1, address: 'https://another' };
  await panel.changeTabs();
  expect(taskOf(panel)).toBe('fetching');
});

test('a token that was removed is no reason to go on, and neither is one for another service', async () => {
  const panel = await failed('sign-in');
  await panel.changeSession(TOKEN, undefined);
  await panel.changeSession(SESSION_KEY, { token: 'of somebody else' });
  await panel.changeSession('other', 1);
  expect([taskOf(panel), panel.loads.length]).toEqual(['failed', 1]);
});

test('what has failed for another reason waits for somebody', async () => {
  const panel = await failed('busy');
  await panel.changeSession(TOKEN, 'a token');
  expect([taskOf(panel), panel.loads.length]).toEqual(['failed', 1]);
});
