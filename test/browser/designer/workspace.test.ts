import { describe, expect, test } from 'vitest';
import { shelfDrafts } from '../../../client/browser/designer/drafts.js';
import { copiesOf } from '../../../client/browser/designer/gather.js';
import { handOver, takeHanded } from '../../../client/browser/designer/handover.js';
import { browserIntake } from '../../../client/browser/designer/intake.js';
import { pastedName } from '../../../client/browser/designer/pasted.js';
import { keepRecord } from '../../../client/browser/designer/records.js';
import { memoryShelf, openShelf, type Shelf } from '../../../client/browser/designer/shelf.js';
import { filesOf } from '../../../client/browser/designer/web-files.js';
import { WebWorkspace } from '../../../client/browser/designer/workspace.js';
import type { FileChanges, FolderChanges } from '../../../client/designer/files.js';
import { type Disk, fileOn, folderOn } from './handles.js';

const PAY = 'keytrace:/flows/pay.yaml';

function disk(texts: Readonly<Record<string, string | Uint8Array>> = { 'pay.yaml': 'a' }): Disk {
  return { texts: new Map(Object.entries(texts)), permission: 'granted', answer: 'granted' };
}

/** A workspace, what it tells, and what it gives to the user. */
function opened(shelf: Shelf = memoryShelf()) {
  const told: { folders: FolderChanges[]; changes: FileChanges[]; leftOut: number } = {
    folders: [],
    changes: [],
    leftOut: 0,
  };
  const given: string[] = [];
  const workspace = new WebWorkspace(shelf, (name, text) => void given.push(`${name}: ${text}`));
  workspace.watch({
    changed: (changes) => void told.changes.push(changes),
    reachable: () => {},
    folders: (change) => void told.folders.push(change),
    leftOut: () => void told.leftOut++,
  });
  return { workspace, told, given, shelf };
}

const pathsOf = async (workspace: WebWorkspace) => (await workspace.list()).files.map(({ path }) => path);

describe('a folder of the disk', () => {
  test('is listed, read and saved', async () => {
    const { workspace, told } = opened();
    const flows = disk({ 'pay.yaml': 'a', 'picture.png': 'x' });
    await workspace.addFolder(folderOn(flows, 'flows'));
    expect(await pathsOf(workspace)).toEqual(['flows/pay.yaml']);
    expect(told.folders).toEqual([{ added: [{ uri: 'keytrace:/flows', name: 'flows' }], removed: [] }]);
    const { text, version } = await workspace.read(PAY);
    expect(text).toBe('a');
    expect(await workspace.save(PAY, 'b', version)).toMatchObject({ status: 'saved' });
    expect(flows.texts.get('pay.yaml')).toBe('b');
  });

  test('that others have changed is not overwritten', async () => {
    const { workspace } = opened();
    const flows = disk();
    await workspace.addFolder(folderOn(flows, 'flows'));
    await workspace.list();
    const { version } = await workspace.read(PAY);
    flows.texts.set('pay.yaml', 'theirs');
    expect(await workspace.save(PAY, 'mine', version)).toEqual({ status: 'conflict' });
    expect(flows.texts.get('pay.yaml')).toBe('theirs');
  });

  test('that may not be written says so and is left as it was', async () => {
    const { workspace } = opened();
    const flows = disk();
    await workspace.addFolder(folderOn(flows, 'flows'));
    await workspace.list();
    const { version } = await workspace.read(PAY);
    flows.answer = 'denied';
    await expect(workspace.save(PAY, 'mine', version)).rejects.toThrow(/not allowed to write/);
    expect(flows.texts.get('pay.yaml')).toBe('a');
  });

  test('asks for a click at the next visit, and is then there with its drafts', async () => {
    const { shelf, workspace: before } = opened();
    const flows = disk();
    await before.addFolder(folderOn(flows, 'flows'));
    await shelfDrafts(shelf).keep({ uri: PAY, text: 'draft', base: 'x' });
    flows.permission = 'prompt';
    const { workspace, told } = opened(shelf);
    expect(await pathsOf(workspace)).toEqual([]);
    expect(workspace.locked()).toEqual(['flows']);
    expect(await workspace.unlock('flows')).toBe(true);
    expect(told.folders).toHaveLength(1);
    expect(await pathsOf(workspace)).toEqual(['flows/pay.yaml']);
    expect(await shelfDrafts(shelf).all()).toEqual([{ uri: PAY, text: 'draft', base: 'x' }]);
  });

  test('stays locked when the click was refused', async () => {
    const { shelf, workspace: before } = opened();
    const flows = disk();
    await before.addFolder(folderOn(flows, 'flows'));
    Object.assign(flows, { permission: 'prompt', answer: 'denied' });
    const { workspace } = opened(shelf);
    await workspace.list();
    expect(await workspace.unlock('flows')).toBe(false);
    expect(workspace.locked()).toEqual(['flows']);
  });

  test('says what has come and gone since the last look', async () => {
    const { workspace, told } = opened();
    const flows = disk({ 'a.yaml': '1', 'b.yaml': '2' });
    await workspace.addFolder(folderOn(flows, 'flows'));
    await workspace.list();
    flows.texts.delete('a.yaml');
    flows.texts.set('b.yaml', 'longer');
    flows.texts.set('c.yaml', '3');
    await workspace.lookAgain();
    const uri = (name: string) => `keytrace:/flows/${name}.yaml`;
    expect(told.changes).toEqual([{ added: [uri('c')], changed: [uri('b')], gone: [uri('a')] }]);
    await workspace.lookAgain();
    expect(told.changes).toHaveLength(1);
  });

  test('names what has turned out to be no text', async () => {
    const { workspace, told } = opened();
    await workspace.addFolder(folderOn(disk({ 'pay.yaml': new Uint8Array([137, 80, 0, 0]) }), 'flows'));
    await workspace.list();
    await expect(workspace.read(PAY)).rejects.toThrow('The file is no text.');
    expect(told.leftOut).toBe(1);
    expect((await workspace.list()).leftOut).toEqual([{ path: 'flows/pay.yaml', why: 'the file is no text' }]);
  });
});

test('files with the same name from two folders are both there', async () => {
  const { workspace } = opened();
  const [one, two] = [disk({ 'pay.yaml': '1' }), disk({ 'pay.yaml': '2', 'x.txt': '' })];
  await workspace.addFiles([fileOn(one, 'pay.yaml'), fileOn(two, 'pay.yaml'), fileOn(two, 'x.txt')]);
  const { files, leftOut } = await workspace.list();
  expect(files.map(({ path }) => path)).toEqual(['files/pay.yaml', 'files/2/pay.yaml']);
  expect(leftOut).toMatchObject([{ path: 'files/x.txt' }]);
});

describe('copies', () => {
  const COPY = 'keytrace:/flows/pay.yaml';

  test('are saved on the shelf and given to the user', async () => {
    const { workspace, given, shelf } = opened();
    await workspace.addCopies('flows', [{ path: 'pay.yaml', text: 'a' }], []);
    const { version } = await workspace.read(COPY);
    const saved = await workspace.save(COPY, 'b', version);
    expect(saved).toMatchObject({ status: 'saved', note: expect.stringContaining('Downloaded') });
    expect(given).toEqual(['pay.yaml: b']);
    expect((await opened(shelf).workspace.list()).files).toHaveLength(1);
  });

  test('are known before anybody has listed them, so that two pastes have two names', async () => {
    const { workspace } = opened();
    const intake = browserIntake(workspace, async () => []);
    expect(await intake.paste('inboundCall:\n')).toMatch(/pasted-1\.yaml$/);
    expect(await intake.paste('{}')).toMatch(/pasted-2\.json$/);
  });

  test('that another tab has saved are not overwritten', async () => {
    const { workspace, shelf } = opened();
    await workspace.addCopies('flows', [{ path: 'pay.yaml', text: 'a' }], []);
    const { version } = await workspace.read(COPY);
    const { workspace: other } = opened(shelf);
    await other.list();
    await other.save(COPY, 'theirs', version);
    expect(await workspace.save(COPY, 'mine', version)).toEqual({ status: 'conflict' });
  });

  test('of the same name lie beside each other, and what was left out is still known at the next visit', async () => {
    const { workspace, shelf } = opened();
    await workspace.addCopies('a/b', [{ path: 'x.yaml', text: '1' }], [{ path: 'y.yaml', why: 'too large' }]);
    await workspace.addCopies('a/b', [{ path: 'x.yaml', text: '2' }], []);
    const again = await opened(shelf).workspace.list();
    expect(again.files.map(({ path }) => path)).toEqual(['a b/x.yaml', 'a b (2)/x.yaml']);
    expect(again.leftOut).toEqual([{ path: 'a b/y.yaml', why: 'too large' }]);
  });

  test('go from the shelf when their folder is closed', async () => {
    const { workspace, shelf, told } = opened();
    await workspace.addCopies('flows', [{ path: 'pay.yaml', text: 'a' }], []);
    await workspace.close('flows');
    expect(told.folders.at(-1)?.removed).toEqual([{ uri: 'keytrace:/flows', name: 'flows' }]);
    expect((await shelf.names()).filter((name) => name.startsWith('copy:'))).toEqual([]);
    await expect(workspace.read(COPY)).rejects.toThrow('no longer there');
  });
});

test('a path such as __proto__ is a path', async () => {
  const { workspace } = opened();
  await workspace.addCopies('__proto__', [{ path: 'constructor.yaml', text: 'a' }], []);
  expect((await workspace.read('keytrace:/__proto__/constructor.yaml')).text).toBe('a');
});

test('what lies on the shelf without being of our making is left alone', async () => {
  const shelf = memoryShelf();
  await shelf.put([['roots', [null, 7, { kind: 'other' }]]]);
  expect(await pathsOf(opened(shelf).workspace)).toEqual([]);
  await keepRecord(shelf, 'a', { kind: 'copies', name: 'a', paths: [], leftOut: [] });
  expect((await opened(shelf).workspace.list()).folders).toHaveLength(1);
});

test('where there is no database the shelf forgets with the page, and says so', async () => {
  expect((await openShelf()).isLasting).toBe(false);
  const fetched = { title: 't', files: [], before: undefined, left: [] };
  await expect(handOver(fetched)).rejects.toThrow(/keeps nothing/);
  expect(await takeHanded(memoryShelf(), '#handed=1-2')).toBeUndefined();
});

test('files above a number are not read, and it is said how many', async () => {
  const files = Array.from({ length: 5_002 }, (_, at) => ({ path: `${at}.yaml`, file: new File(['a'], `${at}.yaml`) }));
  const { copies, leftOut } = await copiesOf(files);
  expect(copies).toHaveLength(5_000);
  expect(leftOut).toEqual([{ path: '2 files', why: 'only the first 5000 files were read' }]);
});

test.each([
  ['inboundCall:', 'pasted-1.yaml'],
  ['  {"a": 1}', 'pasted-1.json'],
  ['<Script/>', 'pasted-1.xml'],
  ['JTdCJTIyZmxvdyUyMiUzQTElN0Q=', 'pasted-1.i3'],
  ['INCONTROL.NET-COPYCUTCOMMAND\n{}', 'pasted-1.json'],
])('%s is called %s', (text, name) => {
  expect(pastedName(text, 1)).toBe(name);
});

test('fetched files are only shown', async () => {
  const files = filesOf('Pull request 1 of a/b', [{ path: 'x/pay.yaml', text: 'a' }]);
  const { files: listed, folders } = await files.list();
  expect(folders[0]?.name).toBe('Pull request 1 of a/b');
  expect((await files.read(listed[0]!.uri)).readOnly).not.toBe('');
  await expect(files.save(listed[0]!.uri, 'b', '')).rejects.toThrow();
});
