import { describe, expect, test } from 'vitest';
import { NodeKind } from '../../server/core/syntax/tape.js';
import { cook, scalarText } from '../../server/core/syntax/yaml/cook.js';
import { findKey } from '../../server/core/syntax/yaml/cursor.js';
import { readYaml } from '../../server/core/syntax/yaml/read.js';
import { brokenPromise } from './support/contract.js';

const LONG = 200_000;

/** A quadratic reader needs minutes for one of these; a linear one less than a second for all. */
const HOSTILE: readonly (readonly [string, string])[] = [
  [
    '10,000 maps in each other',
    Array.from({ length: 10_000 }, (_, i) => `${' '.repeat(Math.min(i, 700))}a:`).join('\n'),
  ],
  ['10,000 flow lists in each other', '['.repeat(10_000) + ']'.repeat(10_000)],
  ['10,000 flow maps in each other', '{a: '.repeat(10_000) + '}'.repeat(10_000)],
  ['10,000 unclosed lists', '['.repeat(10_000)],
  ['10,000 closing brackets', ']}'.repeat(10_000)],
  ['10,000 dashes', '- '.repeat(10_000)],
  ['10,000 question marks', '? '.repeat(10_000)],
  ['one long line', `a: ${'x'.repeat(1_000_000)}`],
  ['one long key', `${'x'.repeat(1_000_000)}: a`],
  ['one long flow line of pairs', `[${'[a, b]: c, '.repeat(LONG / 10)}]`],
  ['many anchors on keys', `[${Array.from({ length: LONG / 20 }, (_, i) => `&a${i} x: y`).join(', ')}]`],
  ['many aliases as keys', `a: &a x\nb: [${'*a : x, '.repeat(LONG / 10)}]`],
  ['an unclosed quote on every line', '- "abc\n'.repeat(LONG / 10)],
  ['an unclosed quote in every level', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}k: "`).join('\n')],
  ['an unclosed bracket in every level', Array.from({ length: 1_000 }, (_, i) => `${' '.repeat(i)}k: [`).join('\n')],
  ['unclosed everything', '{["\'&a !t |{{'.repeat(LONG / 10)],
  ['unclosed templates', `a: ${`${'$'}{"`.repeat(LONG / 3)}`],
  ['unclosed placeholders', `[${'{{a'.repeat(LONG / 3)}`],
  ['NUL characters', '\0'.repeat(LONG)],
  ['lone surrogates', 'a\ud800: \udc00\n'.repeat(LONG / 10)],
  ['line breaks alone', '\r'.repeat(LONG)],
  ['tabs alone', '\t'.repeat(LONG)],
  ['many equal keys', 'a: b\n'.repeat(LONG / 10)],
  [
    'lines in every column',
    Array.from({ length: LONG / 10 }, (_, i) => `${' '.repeat((i * 7) % 13)}${i % 3 ? '- ' : 'k: '}x`).join('\n'),
  ],
];

test.each(HOSTILE)('%s cost little time', (_, text) => {
  const started = performance.now();
  const tape = readYaml(text);
  expect(brokenPromise(tape)).toBeUndefined();
  // Far above what it takes, so that a busy machine does not fail; far below what a quadratic reader takes.
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('what is nested too deep is one problem', () => {
  for (const text of ['['.repeat(10_000) + ']'.repeat(10_000), '- '.repeat(10_000)]) {
    expect(readYaml(text).problems.map(({ message }) => message)).toEqual(['What is nested this deep is not read.']);
  }
});

test('a thousand problems are told, a million are not', () => {
  expect(readYaml('a\n'.repeat(50_000)).problems.length).toBeLessThan(11_000);
});

describe('names that mean something to JavaScript are names', () => {
  test('__proto__ and constructor are keys', () => {
    const tape = readYaml('__proto__: {a: 1}\nconstructor: 2\ntoString: 3\n');
    expect(tape.problems).toEqual([]);
    expect(findKey(tape, 0, '__proto__')).toBe(1);
    expect(findKey(tape, 0, 'hasOwnProperty')).toBe(-1);
    expect(readYaml('__proto__: 1\n__proto__: 2').problems).toHaveLength(1);
  });

  test('an escape of that name is none', () => {
    expect(readYaml('"\\constructor"').problems).toHaveLength(1);
  });
});

test('an alias bomb stays as small as its text', () => {
  let text = 'a0: &a0 [x, x, x, x, x, x, x, x, x]\n';
  for (let i = 1; i < 30; i++)
    text += `a${i}: &a${i} [${Array(9)
      .fill(`*a${i - 1}`)
      .join(', ')}]\n`;
  const tape = readYaml(text);
  expect(tape.problems).toEqual([]);
  expect(tape.count).toBeLessThan(400);
  expect(tape.aliases.size).toBe(29 * 9);
});

test('an anchor may hold its own alias', () => {
  const tape = readYaml('&a [*a]');
  expect([...tape.aliases]).toEqual([[1, 0]]);
});

test('nothing at all is an empty node', () => {
  for (const text of ['', '\n', '# a', '\ufeff', '---', '...']) {
    const tape = readYaml(text);
    expect(tape.problems).toEqual([]);
    expect([tape.count, tape.kind[0]]).toEqual([1, NodeKind.Empty]);
  }
});

test('characters that are no text stay as they are', () => {
  const tape = readYaml('a: x\0y\ud800');
  expect(scalarText(tape, 2)).toBe('x\0y\ud800');
  expect(cook(tape, 2).isVerbatim).toBe(true);
});
