import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changesBetween } from '../../../server/cli/serve/changes.js';
import { FlowFiles } from '../../../server/cli/serve/flow-files.js';
import { openRoots } from '../../../server/cli/serve/roots.js';
import { PAY } from '../../lsp/flows.js';
import { tempFolder } from './temp-folder.js';

let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  folder = tempFolder();
  folder.write('flows/pay.yaml', PAY);
  folder.write('flows/deep/pay.yaml', PAY);
  folder.write('flows/prices.yaml', 'prices: [1, 2]\n');
  folder.write('flows/keytrace.json', '{}\n');
  folder.write('secret/pay.yaml', PAY);
});
afterEach(() => folder.remove());

function files(...args: string[]): FlowFiles {
  const { roots, problems } = openRoots(args.length > 0 ? args : ['flows'], folder.path);
  expect(problems).toEqual([]);
  return new FlowFiles(roots);
}

const namesIn = (list: FlowFiles) => list.list().map(({ path: name }) => name);
const textOf = (read: ReturnType<FlowFiles['read']>) => ('text' in read ? read.text : read.problem);
const versionOf = (read: ReturnType<FlowFiles['read']>) => ('text' in read ? read.version : '');

describe('what is listed', () => {
  test('flows and their configuration below the folder, under its name', () => {
    expect(namesIn(files())).toEqual(['flows/deep/pay.yaml', 'flows/keytrace.json', 'flows/pay.yaml']);
  });

  test('of a file that is named by itself nothing but this file', () => {
    expect(namesIn(files('flows/pay.yaml'))).toEqual(['flows/pay.yaml']);
  });

  test('two folders of one name are told apart, and a folder within another one is not shown twice', () => {
    folder.write('other/flows/pay.yaml', PAY);
    expect(namesIn(files('flows', 'other/flows'))).toContain('flows-2/pay.yaml');
    expect(namesIn(files('flows', 'flows/deep'))).toEqual(namesIn(files()));
  });

  test('no link that leads out of the folder', () => {
    symlinkSync(path.join(folder.path, 'secret/pay.yaml'), path.join(folder.path, 'flows/link.yaml'));
    symlinkSync(path.join(folder.path, 'secret'), path.join(folder.path, 'flows/linked'));
    expect(namesIn(files())).toEqual(['flows/deep/pay.yaml', 'flows/keytrace.json', 'flows/pay.yaml']);
  });

  test('a flow that is broken for the moment stays', () => {
    const list = files();
    list.list();
    folder.write('flows/pay.yaml', 'inbound');
    expect(namesIn(list)).toContain('flows/pay.yaml');
    expect(namesIn(files())).not.toContain('flows/pay.yaml');
  });

  test('a path that does not exist is said', () => {
    const { problems } = openRoots(['flows', 'nowhere'], folder.path);
    expect(problems).toEqual(['nowhere: no such file or folder']);
  });
});

describe('what is read', () => {
  test('listed files by their listed names', () => {
    const list = files();
    list.list();
    expect(textOf(list.read('flows/pay.yaml'))).toBe(PAY);
  });

  test('nothing that is not listed, however it is spelled', () => {
    const list = files();
    list.list();
    const spellings = [
      'flows/prices.yaml',
      'flows/../secret/pay.yaml',
      '../secret/pay.yaml',
      'secret/pay.yaml',
      path.join(folder.path, 'secret/pay.yaml'),
      'flows//pay.yaml',
      'flows/./pay.yaml',
      'flows/pay.yaml\0.txt',
      'flows\\pay.yaml',
      '__proto__',
      '',
    ];
    for (const name of spellings) expect(list.read(name), name).toEqual({ problem: 'This file is not in the list.' });
  });

  test('not a file that has become a link since it was listed', () => {
    const list = files();
    list.list();
    rmSync(path.join(folder.path, 'flows/pay.yaml'));
    symlinkSync(path.join(folder.path, 'secret/pay.yaml'), path.join(folder.path, 'flows/pay.yaml'));
    expect(list.read('flows/pay.yaml')).toEqual({ problem: 'This file leads out of the folder.' });
  });

  test('not a file whose folder has become a link', async () => {
    const list = files();
    list.list();
    renameSync(path.join(folder.path, 'flows/deep'), path.join(folder.path, 'moved'));
    symlinkSync(path.join(folder.path, 'secret'), path.join(folder.path, 'flows/deep'));
    expect(list.read('flows/deep/pay.yaml')).toEqual({ problem: 'This file leads out of the folder.' });
    expect(await list.save('flows/deep/pay.yaml', 'x', '')).toEqual({ problem: 'This file leads out of the folder.' });
    expect(folder.read('secret/pay.yaml')).toBe(PAY);
  });
});

describe('what is saved', () => {
  test('the text, in one step, with the mode that the file had', async () => {
    const list = files();
    list.list();
    const file = path.join(folder.path, 'flows/pay.yaml');
    chmodSync(file, 0o640);
    const saved = await list.save('flows/pay.yaml', `${PAY}# more\n`, versionOf(list.read('flows/pay.yaml')));
    expect(saved).toEqual({ version: versionOf(list.read('flows/pay.yaml')) });
    expect(folder.read('flows/pay.yaml')).toBe(`${PAY}# more\n`);
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(folder.names('flows').filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('not over what somebody else has written', async () => {
    const list = files();
    list.list();
    const base = versionOf(list.read('flows/pay.yaml'));
    folder.write('flows/pay.yaml', `${PAY}# theirs\n`);
    const saved = await list.save('flows/pay.yaml', `${PAY}# mine\n`, base);
    expect(saved).toMatchObject({ problem: expect.stringContaining('changed on disk'), version: expect.any(String) });
    expect(folder.read('flows/pay.yaml')).toBe(`${PAY}# theirs\n`);
  });

  test('a byte order mark and line ends stay', async () => {
    const text = PAY.replaceAll('\n', '\r\n');
    folder.write('flows/pay.yaml', `\ufeff${text}`);
    const list = files();
    list.list();
    const read = list.read('flows/pay.yaml');
    expect(textOf(read)).toBe(text);
    await list.save('flows/pay.yaml', `${text}# end\r\n`, versionOf(read));
    expect(folder.read('flows/pay.yaml')).toBe(`\ufeff${text}# end\r\n`);
  });

  test('no file of which something would be lost', async () => {
    const bytes = Buffer.concat([Buffer.from(PAY), Buffer.from([0x23, 0xe4, 0x0a])]);
    writeFileSync(path.join(folder.path, 'flows/pay.yaml'), bytes);
    const list = files();
    list.list();
    const read = list.read('flows/pay.yaml');
    expect(read).toMatchObject({ readOnly: expect.stringContaining('UTF-8') });
    expect(await list.save('flows/pay.yaml', PAY, versionOf(read))).toMatchObject({ problem: expect.any(String) });
    expect(readFileSync(path.join(folder.path, 'flows/pay.yaml'))).toEqual(bytes);
  });

  test('nothing new: only what is in the list', async () => {
    const list = files();
    list.list();
    expect(await list.save('flows/new.yaml', PAY, '')).toEqual({ problem: 'This file is not in the list.' });
    expect(folder.names('flows')).not.toContain('new.yaml');
  });

  test('a link inside of the folder stays a link', async () => {
    mkdirSync(path.join(folder.path, 'flows/shared'));
    folder.write('flows/shared/real.yaml', PAY.replace('Pay by card', 'Linked'));
    rmSync(path.join(folder.path, 'flows/pay.yaml'));
    symlinkSync('shared/real.yaml', path.join(folder.path, 'flows/pay.yaml'));
    const list = files();
    const [name] = namesIn(list).filter((one) => one.endsWith('real.yaml') || one === 'flows/pay.yaml');
    const saved = await list.save(name!, 'inboundCall:\n  name: New\n', versionOf(list.read(name!)));
    expect(saved).toMatchObject({ version: expect.any(String) });
    expect(folder.read('flows/shared/real.yaml')).toBe('inboundCall:\n  name: New\n');
  });
});

test('changes are told from two lists', () => {
  const before = new Map([
    ['a', '1'],
    ['b', '1'],
    ['__proto__', '1'],
  ]);
  const after = new Map([
    ['b', '2'],
    ['__proto__', '1'],
    ['c', '1'],
  ]);
  expect(changesBetween(before, after)).toEqual({ added: ['c'], changed: ['b'], gone: ['a'] });
});
