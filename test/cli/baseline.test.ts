import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keytrace } from './in-process.js';

const SAY = '          - playAudio: { name: Say, audio: { exp: ToAudioTTS(Task.cardNumber) } }\n';
const WRAP = '          - setWrapupCode: { name: Wrap, wrapupCode: { exp: Task.cardNumber } }\n';
const FLOW = `secureCall:
  name: Pay
  tasks:
    - task:
        name: Main
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
${SAY}`;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-baseline-'));
  mkdirSync(path.join(cwd, 'flows'));
  // The flow is as short as it can be, so these have something to say about it.
  const names = ['secure-flow-ends-nowhere', 'sensitive-variable-left-behind', 'sensitive-input-in-plain-variable'];
  const rules = Object.fromEntries(names.map((name) => [name, 'off']));
  writeFileSync(path.join(cwd, 'flows/keytrace.json'), JSON.stringify({ rules }));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(path.join(cwd, name), text);
const read = (name: string) => readFileSync(path.join(cwd, name), 'utf8');
const check = async (...words: string[]) => {
  const { code, stdout, stderr } = await keytrace(cwd, 'check', '--format', 'json', ...words);
  return { code, stderr, report: JSON.parse(stdout) };
};

describe('with a baseline', () => {
  beforeEach(async () => {
    write('flows/pay.yaml', FLOW);
    await keytrace(cwd, 'baseline', 'flows', '--out', 'flows/known.json');
  });

  test('what was there does not count, wherever its lines are by now', async () => {
    write('flows/pay.yaml', `# moved\n\n${FLOW}`);
    const { code, report } = await check('flows', '--baseline', 'flows/known.json');
    expect(code).toBe(0);
    expect(report.findings.map(({ suppressed }: { suppressed: unknown }) => suppressed)).toEqual([
      { kind: 'baseline', reason: 'known in flows/known.json' },
    ]);
    expect(report.summary).toMatchObject({ warnings: 0, suppressed: 1 });
  });

  test('what is new counts', async () => {
    write('flows/pay.yaml', FLOW + WRAP);
    const { code, report } = await check('flows', '--baseline', 'flows/known.json');
    expect(code).toBe(1);
    expect(report.summary).toMatchObject({ errors: 1, suppressed: 1 });
  });

  test('a second one of the same kind is new', async () => {
    write('flows/pay.yaml', FLOW + SAY);
    expect((await check('flows', '--baseline', 'flows/known.json')).report.summary).toMatchObject({
      warnings: 1,
      suppressed: 1,
    });
  });

  test('what is gone is said', async () => {
    write('flows/pay.yaml', FLOW.replace(SAY, ''));
    const { stderr } = await check('flows', '--baseline', 'flows/known.json');
    expect(stderr).toContain('flows/known.json: 1 finding of it is gone');
  });

  test('its paths are relative to itself, so it may be used from anywhere', async () => {
    expect(JSON.parse(read('flows/known.json')).findings[0].path).toBe('pay.yaml');
    const { code } = await keytrace(path.join(cwd, 'flows'), 'check', '.', '--baseline', 'known.json');
    expect(code).toBe(0);
  });

  test('SARIF says of every result whether it is new and whether it is suppressed', async () => {
    write('flows/pay.yaml', FLOW + WRAP);
    const { stdout } = await keytrace(cwd, 'check', 'flows', '--format', 'sarif', '--baseline', 'flows/known.json');
    const { results } = JSON.parse(stdout).runs[0];
    expect(
      results.map((one: { baselineState: string; suppressions: object[] }) => [one.baselineState, one.suppressions]),
    ).toEqual([
      ['unchanged', [{ kind: 'external', justification: 'known in flows/known.json' }]],
      ['new', []],
    ]);
  });

  test('writing it again gives the same bytes, and without --out they go to standard output', async () => {
    const before = read('flows/known.json');
    await keytrace(cwd, 'baseline', 'flows', '--out', 'flows/known.json');
    expect(read('flows/known.json')).toBe(before);
    const { stdout, code } = await keytrace(cwd, 'baseline', 'flows');
    expect(code).toBe(0);
    expect(stdout).toBe(before.replace('"path":"pay.yaml"', '"path":"flows/pay.yaml"'));
  });
});

describe('a baseline that cannot be used', () => {
  beforeEach(() => write('flows/pay.yaml', FLOW));

  test.each([
    ['{}', 'known.json:1:1: Here "keytraceBaseline" is missing'],
    ['{ "keytraceBaseline": 2 }', 'known.json:1:23: This should be a number from 1 to 1'],
    ['{ "keytraceBaseline": 1, "findings": [{ "path": "a" }] }', 'known.json:1:39: Here "fingerprint" is missing'],
  ])('%s ends the run', async (text, message) => {
    write('known.json', text);
    const { code, stderr } = await check('flows', '--baseline', 'known.json');
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('one that is not there does so too', async () => {
    const { code, stderr } = await check('flows', '--baseline', 'gone.json');
    expect([code, stderr]).toEqual([2, 'keytrace: gone.json: no such file or folder\n']);
  });

  test('half a search gives no baseline', async () => {
    const { code, stdout } = await keytrace(cwd, 'baseline', 'flows', 'missing');
    expect([code, stdout]).toEqual([2, '']);
  });
});

test('the redaction policy keeps what is configured and adds what is missing', async () => {
  write(
    'flows/pay.yaml',
    FLOW.replace('  tasks:', '  variables: [ { stringVariable: { name: Flow.pin } } ]\n  tasks:').replace(
      '        name: Main',
      '        name: Main\n        variables: [ { stringVariable: { name: Task.cardNumber } } ]',
    ),
  );
  write('flows/keytrace.json', '{ "rules": { "variable-not-redacted": { "names": ["*_pin"] } } }');
  const { code, stdout } = await keytrace(cwd, 'redaction-policy', 'flows');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({ rules: { 'variable-not-redacted': { names: ['*_pin', '*_card_number'] } } });
  write('flows/keytrace.json', stdout);
  expect(
    (await check('flows')).report.findings.filter(({ rule }: { rule: string }) => rule === 'variable-not-redacted'),
  ).toEqual([]);
});
