import { describe, expect, test } from 'vitest';
import { DoorProblem, type Fetched } from '../../../client/browser/doors/door.js';
import { type FakePanel, fakePanel, NOW, settled } from './fakes.js';
import { EMPTY, FETCHED, finding, placeNamed } from './support.js';

const CARD = placeNamed('card');
const FILE: Fetched = { ...FETCHED, files: [{ path: 'card.yaml', text: 'card' }] };

async function started(): Promise<FakePanel> {
  const panel = fakePanel();
  panel.session.start();
  await settled();
  return panel;
}

/** With a load that is under way. */
async function loading(): Promise<FakePanel> {
  const panel = await started();
  void panel.session.analyse(CARD);
  await settled();
  return panel;
}

async function shown(): Promise<FakePanel> {
  const panel = await loading();
  panel.loads[0]!.bring(FILE);
  await settled();
  return panel;
}

const stateOf = ({ session }: FakePanel) => session.store.get();
const problemOf = (panel: FakePanel) => {
  const { task } = stateOf(panel);
  return task.kind === 'failed' ? task.problem : undefined;
};

describe('the tab in front', () => {
  test('is recognised by its address', async () => {
    expect(stateOf(await started()).seen).toMatchObject({ kind: 'place', place: CARD });
  });

  test.each([
    ['other', 'https://example.org/'],
    ['hidden', undefined],
  ] as const)('is %s', async (kind, address) => {
    const panel = await started();
    panel.front = { id: 1, windowId: 1, address };
    await panel.changeTabs();
    expect(stateOf(panel).seen.kind).toBe(kind);
  });

  test('need not be visible: an address can be pasted', async () => {
    const panel = await started();
    expect(panel.session.paste(' https://github.com/pasted\n')).toBe(true);
    expect(stateOf(panel).seen).toMatchObject({ place: { title: 'pasted' }, isPasted: true });
    expect(panel.session.paste('no address')).toBe(false);
  });
});

describe('an analysis', () => {
  test('asks for the hosts before anything else, and only once somebody wants it', async () => {
    const panel = await started();
    expect(panel.asked).toEqual([]);
    void panel.session.analyse(CARD);
    // Not one turn later: the browser would not count it to the click any more.
    expect(panel.asked).toEqual([CARD.origins]);
  });

  test('shows what was found', async () => {
    const panel = await shown();
    expect(stateOf(panel).result).toMatchObject({ place: CARD, fetched: FILE, at: NOW });
    expect(panel.servers.map(({ opened }) => opened)).toEqual([['card']]);
  });

  test('of a change has a server for each state, and keeps the one of the state that is shown', async () => {
    const panel = await loading();
    panel.answer = ([text]) => ({
      ...EMPTY,
      findings: [finding(text === 'old' ? 'closed' : 'opened'), finding('kept')],
    });
    panel.loads[0]!.bring({ ...FILE, before: [{ path: 'card.yaml', text: 'old' }] });
    await settled();
    const namesOf = (findings: readonly { fingerprint: string }[] = []) => findings.map((one) => one.fingerprint);
    const { changes } = stateOf(panel).result ?? {};
    expect(namesOf(changes?.opened)).toEqual(['opened']);
    expect(namesOf(changes?.closed)).toEqual(['closed']);
    expect(namesOf(changes?.unchanged)).toEqual(['kept']);
    expect(panel.servers.map(({ opened, isEnded }) => [opened, isEnded])).toEqual([
      [['old'], true],
      [['card'], false],
    ]);
    expect(await panel.session.report('sarif')).toBe('report of 1 files');
  });

  test('ends the server of the result before', async () => {
    const panel = await shown();
    void panel.session.analyse(CARD);
    await settled();
    panel.loads[1]!.bring(FILE);
    await settled();
    expect(panel.servers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(stateOf(panel).result?.number).toBe(2);
  });

  test('that is wanted anew gives up the one that runs', async () => {
    const panel = await loading();
    void panel.session.analyse(placeNamed('another'));
    await settled();
    expect(panel.loads.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    expect(stateOf(panel).task).toMatchObject({ kind: 'fetching', place: { title: 'another' } });
  });
});

describe('a way that ends early', () => {
  test('without the permission nothing is read', async () => {
    const panel = await started();
    panel.allowed = false;
    await panel.session.analyse(CARD);
    expect(panel.loads).toEqual([]);
    expect(problemOf(panel)?.kind).toBe('permission');
  });

  test('a permission that is taken back in the middle stops the load', async () => {
    const panel = await loading();
    panel.allowed = false;
    await panel.changePermissions();
    expect(panel.loads[0]!.signal.aborted).toBe(true);
    expect(problemOf(panel)?.kind).toBe('permission');
  });

  test('a tab that is closed stops the load', async () => {
    const panel = await loading();
    panel.front = { id: 2, windowId: 1, address: 'https://example.org/' };
    await panel.changeTabs();
    expect(panel.loads[0]!.signal.aborted).toBe(true);
    expect(problemOf(panel)?.kind).toBe('left');
  });

  test('a tab that goes to another page stops the load', async () => {
    const panel = await loading();
    panel.front = { id: 1, windowId: 1, address: 'https://github.com/another' };
    await panel.changeTabs();
    expect(panel.loads[0]!.signal.aborted).toBe(true);
  });

  test('another tab in front does not', async () => {
    const panel = await loading();
    panel.tabs.set(1, panel.front!);
    panel.front = { id: 2, windowId: 1, address: 'https://github.com/another' };
    await panel.changeTabs();
    expect(panel.loads[0]!.signal.aborted).toBe(false);
  });

  test('a tab whose address is not visible any more does not', async () => {
    const panel = await loading();
    panel.front = { id: 1, windowId: 1, address: undefined };
    await panel.changeTabs();
    expect(panel.loads[0]!.signal.aborted).toBe(false);
  });

  test('what was pasted belongs to no tab', async () => {
    const panel = await started();
    panel.session.paste('https://github.com/pasted');
    void panel.session.analyse(placeNamed('pasted'));
    await settled();
    panel.front = undefined;
    await panel.changeTabs();
    expect(panel.loads[0]!.signal.aborted).toBe(false);
  });

  test('whoever stops has the last result still', async () => {
    const panel = await shown();
    void panel.session.analyse(CARD);
    await settled();
    panel.session.stop();
    expect(problemOf(panel)?.kind).toBe('cancelled');
    expect(stateOf(panel).result?.number).toBe(1);
    await settled();
    expect(problemOf(panel)?.kind).toBe('cancelled');
  });

  test('a limit says until when', async () => {
    const panel = await loading();
    panel.loads[0]!.fail(new DoorProblem('busy', 'Too many.', 90));
    await settled();
    expect(problemOf(panel)).toEqual({ kind: 'busy', message: 'Too many.', until: NOW + 90_000 });
  });

  test.each(['sign-in', 'forbidden', 'not-found', 'offline', 'broken'] as const)('%s is said', async (kind) => {
    const panel = await loading();
    panel.loads[0]!.fail(new DoorProblem(kind, 'A sentence.'));
    await settled();
    expect(problemOf(panel)).toEqual({ kind, message: 'A sentence.', until: undefined });
  });

  test('a server that crashes is said, and is not kept', async () => {
    const panel = await loading();
    panel.isStuck = true;
    panel.loads[0]!.bring(FILE);
    await settled();
    panel.servers[0]!.crash();
    await settled();
    expect(problemOf(panel)?.kind).toBe('server');
    expect(panel.servers[0]!.isEnded).toBe(true);
  });

  test('a server that crashes later leaves the result, and makes no report', async () => {
    const panel = await shown();
    panel.isStuck = true;
    const report = panel.session.report('sarif').catch(() => 'refused');
    panel.servers[0]!.crash();
    expect(await report).toBe('refused');
    expect(stateOf(panel).result?.number).toBe(1);
  });

  test('a server that is stuck can be stopped', async () => {
    const panel = await loading();
    panel.isStuck = true;
    panel.loads[0]!.bring(FILE);
    await settled();
    panel.session.stop();
    await settled();
    expect(panel.servers[0]!.isEnded).toBe(true);
    expect(problemOf(panel)?.kind).toBe('cancelled');
  });
});
