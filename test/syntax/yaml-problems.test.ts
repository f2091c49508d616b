import { describe, expect, test } from 'vitest';
import { NodeKind, type Tape } from '../../server/core/syntax/tape.js';
import { findKey } from '../../server/core/syntax/yaml/cursor.js';
import { readYaml } from '../../server/core/syntax/yaml/read.js';
import { brokenPromise } from './support/contract.js';

/** The line (from 1), the underlined text and the message of every problem. */
function problems(text: string): string[] {
  return readYaml(text).problems.map(({ span, message }) => {
    const line = text.slice(0, span.start).split('\n').length;
    return `${line} ${text.slice(span.start, span.end)} | ${message}`;
  });
}

test.each([
  ['half a key', 'a: 1\nb\nc: 2', '2 b | This line is neither "key: value" nor a list entry.'],
  ['half a key on the first line', 'a\nb: 1', '1 a | This line is neither "key: value" nor a list entry.'],
  ['a second colon', 'a: b: c', '1 : | A second colon on this line; a text with ": " in it needs quotes.'],
  ['an open quote', 'a: "b\nc: d', '1 "b | This quote is not closed.'],
  ['an open quote above a list', 'a: "\n  - b\n  - c', '1 " | This quote is not closed.'],
  ['an open quote and a later text in quotes', 'a: "b\n  c: "d"', '1 "b | This quote is not closed.'],
  ['an open bracket', 'a: [b\nc: d', '1 [ | This [ is not closed.'],
  ['an open bracket above a map', 'a: {\n  b: 1\n  c: 2\nd: 3', '1 { | This { is not closed.'],
  ['text behind a value', 'a: "b" c', '1 c | Nothing can follow on this line; the value ends before it.'],
  ['a key twice', 'a: 1\n"a": 2', '2 "a" | This key stands in the map twice.'],
  ['a line too deep', 'a: 1\n  b: 2\n  c: 3', '2 b: 2 | This line is not indented like its neighbours.'],
  ['a line not deep enough', 'a:\n    b: 1\n  c: 2\n  d: 3', '3 c: 2 | This line is not indented like its neighbours.'],
  [
    'a list entry not deep enough',
    'a:\n    - b\n  - c\n  - d',
    '3 - c | This line is not indented like its neighbours.',
  ],
  ['a key among list entries', '- a\nb: 1\n- c', '2 b: 1 | A key or text stands where a list entry "- " is expected.'],
  ['a list entry among keys', 'a: 1\n- b\n- c', '2 - b | A list entry stands where a key is expected.'],
  ['a tab', 'a:\n\tb: 1', '2 \t | A tab cannot indent a line; use spaces.'],
  [
    'a wrong escape',
    'a: "\\q"',
    '1 \\q | There is no such escape in a double-quoted text; a backslash is written "\\\\".',
  ],
  ['an alias of nothing', 'a: *b', '1 *b | No anchor of this name stands above the alias.'],
  [
    'a second document',
    'a: 1\n---\nb: 2',
    '2 --- | Only the first document of a file is read; here a second one starts.',
  ],
  ['a reserved character', 'a: @b', '1 @ | A text cannot start with this character; put it in quotes.'],
  ['a missing comma', '["a" "b"]', '1 " | A comma is missing in front of this entry.'],
])('%s is one problem', (_, text, expected) => {
  expect(problems(text)).toEqual([expected]);
});

test('no message repeats a value', () => {
  for (const { message } of readYaml('a: 4111\n4111\n b: "4111\n@4111: [4111\n*4111').problems) {
    expect(message).not.toContain('4111');
  }
});

describe('what stands below a broken line is kept', () => {
  test.each([
    ['an unclosed quote', 'a: "\n  b: 1\nc: 2'],
    ['a missing colon', 'a\n  b: 1\nc: 2'],
    ['an unclosed bracket', 'a: [\n  b: 1\nc: 2'],
    ['a line too deep', 'x: 1\n    a:\n        b: 1\nc: 2'],
  ])('%s', (_, text) => {
    const tape = readYaml(text);
    const spans = scalars(tape);
    expect([...spans].some((span) => span.endsWith(' 1'))).toBe(true);
    expect(findKey(tape, 0, 'c')).toBeGreaterThan(0);
  });
});

/** Every scalar as `offset kind text`. */
function scalars(tape: Tape, shift = 0, from = 0): Set<string> {
  const found = new Set<string>();
  for (let node = 0; node < tape.count; node++) {
    const kind = tape.kind[node]!;
    if (kind < NodeKind.Plain || kind > NodeKind.Folded) continue;
    const start = tape.start[node]!;
    const offset = start >= from ? start - shift : start;
    found.add(`${offset} ${kind} ${tape.text.slice(start, tape.end[node]!)}`);
  }
  return found;
}

describe('one broken line in the middle of 1,000 costs no more than its own', () => {
  const block = [
    '    - task:',
    '        name: Take "the" card',
    '        refId: task_7',
    '        actions:',
    '          - collectInput:',
    '              name: "Ask for the card"',
    '              inputData:',
    '                var: Task.card',
    '              outputs:',
    '                success:',
    '                  actions:',
    "                    - updateData: { name: 'Copy', value: [a, b] }",
    '                    - {{category}}:',
    '                        noValue: true',
  ];
  const lines = ['inboundCall:', '  name: Pay', '  tasks:'];
  while (lines.length < 1_000) lines.push(...block);
  const middle = lines.indexOf(block[0]!, 500);

  const breaks: readonly (readonly [string, (line: string) => string])[] = [
    ['a quote typed in front', (line) => line.replace(/\S/, '"$&')],
    ['a quote typed behind', (line) => `${line} "`],
    ['a colon lost', (line) => line.replace(/:/, '')],
    ['a bracket typed behind', (line) => `${line} [`],
    ['a brace typed in front', (line) => line.replace(/\S/, '{$&')],
    ['a dash and no space', (line) => line.replace(/\S/, '-$&')],
    ['two columns too deep', (line) => `  ${line}`],
    ['one column too shallow', (line) => line.replace(/^ /, '')],
    ['a tab for its indentation', (line) => line.replace(/^ {4}/, '\t')],
    ['half a word', (line) => line.replace(/\S.*/, 'na')],
    ['rubbish', (line) => line.replace(/\S.*/, '@#]}:"')],
  ];

  test.each(breaks)('%s', (_, breakLine) => {
    const whole = readYaml(lines.join('\n'));
    expect(whole.problems).toEqual([]);
    for (let at = middle; at < middle + block.length; at++) {
      const before = lines.slice(0, at).join('\n').length + 1;
      const after = before + lines[at]!.length;
      const broken = [...lines.slice(0, at), breakLine(lines[at]!), ...lines.slice(at + 1)].join('\n');
      const tape = readYaml(broken);
      expect(brokenPromise(tape)).toBeUndefined();
      const found = scalars(tape, broken.length - lines.join('\n').length, after);
      const expected = [...scalars(whole)].filter((span) => {
        const offset = Number.parseInt(span, 10);
        return offset < before || offset > after;
      });
      const kept = expected.filter((span) => found.has(span)).length;
      expect(kept / expected.length, lines[at]).toBeGreaterThanOrEqual(0.98);
    }
  });
});
