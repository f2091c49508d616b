import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createText, replaceText } from '../../server/cli/write-text.js';
import { keytrace } from './in-process.js';

const SPOKEN = 'exp: ToAudioTTS(Task.cardNumber)';
const FIXED = 'exp: ToAudioTTS(Right(Task.cardNumber, 4))';
const FLOW = `secureCall:
  name: Pay
  tasks:
    - task:
        name: Main
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } } # ask
          - playAudio:
              name: Say
              audio:
                ${SPOKEN}
          - callData:
              name: Pay
              category: { Bank: { dataAction: { Charge: { inputs: { card: { exp: Task.cardNumber } } } } } }
`;
const MENDED = FLOW.replace(SPOKEN, FIXED);

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-fix-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const at = (name: string) => path.join(cwd, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
function write(name: string, text: string | Buffer): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

describe('keytrace fix', () => {
  test('writes safe fixes and says which', async () => {
    write('flows/pay.yaml', FLOW);
    const { code, stdout, stderr } = await keytrace(cwd, 'fix', 'flows');
    expect(read('flows/pay.yaml')).toBe(MENDED);
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toContain(
      'applied: flows/pay.yaml: Show only the last four digits (secure-value-in-speech: Card number from Task.cardNumber is spoken by "Say")',
    );
    expect(stderr).toContain('1 change in 1 file\n');
    expect(await keytrace(cwd, 'fix', 'flows', '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(at('flows'))).toEqual(['pay.yaml']);
  });

  test('takes the others only when asked, and proves them too', async () => {
    write('pay.yaml', FLOW);
    await keytrace(cwd, 'fix', '--unsafe', '--rule', 'secure-value-in-plain-data-action');
    expect(read('pay.yaml')).toBe(FLOW.replace('callData:', 'callDataSecure:'));
  });

  test('shows what it would write', async () => {
    write('pay.yaml', FLOW);
    const { code, stdout, stderr } = await keytrace(cwd, 'fix', '--dry-run');
    expect(code).toBe(1);
    expect(stdout).toContain(`-                ${SPOKEN}\n+                ${FIXED}\n`);
    expect(stderr).toContain('1 change in 1 file, nothing written');
    expect(read('pay.yaml')).toBe(FLOW);
  });

  test('shows no values', async () => {
    write(
      'pay.yaml',
      FLOW.replace('# ask', '# 4111 1111 1111 1111').replace('name: Say', 'name: Say 4111111111111111'),
    );
    const { stdout, stderr } = await keytrace(cwd, 'fix', '--dry-run');
    expect(stdout + stderr).not.toMatch(/4111 ?1111 ?1111 ?1111/);
    expect(stdout).toContain('1111');
  });

  test('keeps line ends, the byte order mark and the rights of a file', async () => {
    const windows = `\ufeff${FLOW.replaceAll('\n', '\r\n')}`;
    write('pay.yaml', windows);
    chmodSync(at('pay.yaml'), 0o640);
    await keytrace(cwd, 'fix', 'pay.yaml');
    expect(read('pay.yaml')).toBe(windows.replace(SPOKEN, FIXED));
    expect(statSync(at('pay.yaml')).mode & 0o777).toBe(0o640);
  });

  test('leaves files alone that it cannot write back as they were', async () => {
    const odd = Buffer.concat([Buffer.from(FLOW), Buffer.from([0x23, 0xff, 0x0a])]);
    write('odd.yaml', odd);
    await keytrace(cwd, 'fix');
    expect(readFileSync(at('odd.yaml')).equals(odd)).toBe(true);
  });

  test('never leaves the paths that were named', async () => {
    write('elsewhere/pay.yaml', FLOW);
    write('flows/other.yaml', 'inboundCall:\n  tasks: []\n');
    symlinkSync(at('elsewhere'), at('flows/link'));
    await keytrace(cwd, 'fix', 'flows');
    expect(read('elsewhere/pay.yaml')).toBe(FLOW);
    symlinkSync(at('elsewhere/pay.yaml'), at('named.yaml'));
    await keytrace(cwd, 'fix', 'named.yaml');
    expect(read('elsewhere/pay.yaml')).toBe(MENDED);
    expect(readdirSync(at('elsewhere'))).toEqual(['pay.yaml']);
  });

  test('does not touch what somebody accepts or the configuration has switched off', async () => {
    write(
      'pay.yaml',
      FLOW.replace('# ask', '').replace(SPOKEN, `${SPOKEN} # keytrace-ignore secure-value-in-speech -- ok`),
    );
    const before = read('pay.yaml');
    await keytrace(cwd, 'fix');
    expect(read('pay.yaml')).toBe(before);
    write('pay.yaml', FLOW);
    write('keytrace.json', '{ "rules": { "secure-value-in-speech": "off" } }');
    await keytrace(cwd, 'fix');
    expect(read('pay.yaml')).toBe(FLOW);
  });

  test.each([
    [['fix', '-'], 'fix changes files, and "-" is none'],
    [['fix', '--rule', 'secure-value-in-speach'], 'did you mean "secure-value-in-speech"?'],
    [['fix', 'missing'], 'missing: no such file or folder'],
  ])('%j is refused', async (words, message) => {
    const { code, stderr } = await keytrace(cwd, ...words);
    expect([code, stderr.includes(message)]).toEqual([2, true]);
  });
});

describe('writing', () => {
  test('gives up when the file is another one by now', () => {
    write('a', 'new');
    expect(replaceText(at('a'), 'old', 'x')).toBe('it has changed meanwhile');
    expect(replaceText(at('b'), 'old', 'x')).toBe('no such file or folder');
    expect(read('a')).toBe('new');
  });

  test('makes new files, but never over another one', () => {
    expect(createText(at('a'), 'x')).toBeUndefined();
    expect(createText(at('a'), 'y')).toBe('it is already there');
    symlinkSync(at('nowhere'), at('link'));
    expect(createText(at('link'), 'y')).toBe('it is already there');
    expect([read('a'), existsSync(at('nowhere'))]).toEqual(['x', false]);
  });
});
