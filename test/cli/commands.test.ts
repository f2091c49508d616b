import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Host } from '../../server/cli/host.js';
import type { Product } from '../../server/cli/inspect.js';
import { run } from '../../server/cli/run.js';
import { fakeAnalyse, rule } from './support.js';

const product: Product = {
  version: '1.2.3',
  rules: [rule('secure-value-in-speech'), rule('x', { severity: 'hint', persona: 'auditor', title: 'Other' })],
  analyse: fakeAnalyse,
};

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'keytrace-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

/** Runs in this process; every look at the clock takes `tick` milliseconds. */
async function keytrace(
  words: readonly string[],
  options: { isTerminal?: boolean; env?: Host['env']; tick?: number } = {},
) {
  const { isTerminal = false, env = {}, tick = 0 } = options;
  let [stdout, stderr, time] = ['', '', 0];
  const host: Host = {
    cwd,
    env,
    stdout: {
      isTerminal,
      columns: isTerminal ? 80 : 0,
      write: (text) => {
        stdout += text;
      },
    },
    stderr: {
      isTerminal,
      columns: isTerminal ? 80 : 0,
      write: (text) => {
        stderr += text;
      },
    },
    readStdin: async () => Buffer.from('inboundCall: LEAK'),
    now: () => {
      time += tick;
      return time;
    },
    today: () => '2026-05-31',
  };
  const code = await run(words, product, host);
  return { code, stdout, stderr };
}

test('rules are listed one to a line', async () => {
  expect(await keytrace(['rules'])).toEqual({
    code: 0,
    stdout:
      'secure-value-in-speech  error        Secure value is spoken\nx                       hint         Other (auditor)\n',
    stderr: '',
  });
});

test('rules as JSON hold everything that is known about them', async () => {
  const [first] = JSON.parse((await keytrace(['rules', '--json'])).stdout);
  expect(first).toEqual({
    id: 'secure-value-in-speech',
    title: 'Secure value is spoken',
    severity: 'error',
    confidence: 'high',
    family: 'leak',
    persona: 'regular',
    why: 'Whoever stands by hears it.',
    instead: 'Say the last four digits.',
    falsePositives: null,
    examples: [{ bad: 'tts: Task.card', fixed: 'tts: Right(Task.card, 4)' }],
    pci: ['3.4.1'],
    cwe: ['CWE-359'],
    seed: ['B5'],
  });
});

test('a rule is explained as plain text', async () => {
  expect(
    (await keytrace(['explain', 'secure-value-in-speech'])).stdout,
  ).toBe(`secure-value-in-speech - Secure value is spoken
error, high confidence; CWE-359, PCI DSS 3.4.1

Why
  Whoever stands by hears it.

Instead
  Say the last four digits.

Not like this
    tts: Task.card

Like this
    tts: Right(Task.card, 4)
`);
});

test('a mistyped rule names the nearest one', async () => {
  expect(await keytrace(['explain', 'secure-value-in-speach'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'keytrace: unknown rule "secure-value-in-speach"; did you mean "secure-value-in-speech"?\n',
  });
});

test('colours are for terminals, unless somebody does not want them', async () => {
  const isColored = async (words: string[], options: Parameters<typeof keytrace>[1]) =>
    (await keytrace(['check', '-', ...words], options)).stdout.includes('\u001b[');
  expect(await isColored([], { isTerminal: true })).toBe(true);
  expect(await isColored([], { env: { FORCE_COLOR: '1' } })).toBe(true);
  expect(await isColored([], {})).toBe(false);
  expect(await isColored(['--no-color'], { isTerminal: true })).toBe(false);
  expect(await isColored([], { isTerminal: true, env: { NO_COLOR: '1' } })).toBe(false);
  expect(await isColored([], { isTerminal: true, env: { TERM: 'dumb' } })).toBe(false);
});

test('a long scan shows its progress on a terminal and wipes it away', async () => {
  for (const name of ['a', 'b', 'c']) writeFileSync(path.join(cwd, `${name}.yaml`), 'inboundCall:');
  const wipe = '\r\u001b[2K';
  const { stderr } = await keytrace(['check'], { isTerminal: true, tick: 600 });
  expect(stderr).toBe(`${wipe}Reading 1 of 3 files${wipe}Reading 2 of 3 files${wipe}Analysing 3 files${wipe}`);
});

test('there is no progress for short scans, on pipes and when quiet', async () => {
  writeFileSync(path.join(cwd, 'a.yaml'), 'inboundCall:');
  expect((await keytrace(['check'], { isTerminal: true, tick: 1 })).stderr).toBe('');
  expect((await keytrace(['check'], { tick: 5000 })).stderr).toBe('');
  expect((await keytrace(['check', '--quiet'], { isTerminal: true, tick: 5000 })).stderr).toBe('');
});

test('names on standard error cannot act on the terminal', async () => {
  expect((await keytrace(['check', 'a\u001b[2J\u202e.yaml'])).stderr).toBe(
    'keytrace: a<U+001B>[2J<U+202E>.yaml: no such file or folder\n',
  );
});
