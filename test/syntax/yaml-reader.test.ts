import { describe, expect, test } from 'vitest';
import { NodeKind, type Tape } from '../../server/core/syntax/tape.js';
import { scalarText } from '../../server/core/syntax/yaml/cook.js';
import { childrenOf, findKey, findValue, hasText, nodeAt } from '../../server/core/syntax/yaml/cursor.js';
import { readYaml } from '../../server/core/syntax/yaml/read.js';
import { brokenPromise } from './support/contract.js';
import { edit } from './support/edits.js';
import { generateDocument } from './support/generator.js';
import { Random } from './support/random.js';
import { hasSamples, samples } from './support/samples.js';

/** A tape as JSON-like text: scalars as written, `~` for nothing. */
function shape(tape: Tape, node = 0): string {
  const children = [...childrenOf(tape, node)].map((child) => shape(tape, child));
  if (tape.kind[node] === NodeKind.Seq) return `[${children.join(', ')}]`;
  if (tape.kind[node] === NodeKind.Empty) return '~';
  if (tape.kind[node] !== NodeKind.Map) {
    return tape.text.slice(tape.start[node], tape.end[node]).replace(/\r\n?/g, '\n');
  }
  const pairs = children.flatMap((key, i) => (i % 2 === 0 ? [`${key}: ${children[i + 1]}`] : []));
  return `{${pairs.join(', ')}}`;
}

const TEMPLATE = '$';

describe('a placeholder is a part of a plain scalar', () => {
  test.each([
    ['as a key', '{{category}}:\n  x: 1', '{{{category}}: {x: 1}}'],
    ['with spaces, dots and dashes', '{{a b.c-d}}: 1', '{{{a b.c-d}}: 1}'],
    ['in the middle of a key', '{{prefix}}-Lambda: 1', '{{{prefix}}-Lambda: 1}'],
    ['as a value', 'name: {{flow_name}}', '{name: {{flow_name}}}'],
    ['as a list entry', '- {{a}}\n- {{b}}: {{c}}', '[{{a}}, {{{b}}: {{c}}}]'],
    ['inside a flow collection', '[{{a}}, {b: {{c}}, {{d}}: e}]', '[{{a}}, {b: {{c}}, {{d}}: e}]'],
    ['with a colon or a hash in it', 'a: {{b: c # d}} e', '{a: {{b: c # d}} e}'],
    ['of Terraform, as a key', `${TEMPLATE}{dataAction}-Lambda: 1`, `{${TEMPLATE}{dataAction}-Lambda: 1}`],
    ['of Terraform, with quotes', `a: ${TEMPLATE}{b ? "x: #" : "}"} c`, `{a: ${TEMPLATE}{b ? "x: #" : "}"} c}`],
    ['of Terraform, with an index', `${TEMPLATE}{var.x["k"]}: 1`, `{${TEMPLATE}{var.x["k"]}: 1}`],
    ['of Terraform, as a directive', 'a: %{ if b }c%{ endif }', '{a: %{ if b }c%{ endif }}'],
  ])('%s', (_, text, expected) => {
    const tape = readYaml(text);
    expect(tape.problems).toEqual([]);
    expect(shape(tape)).toBe(expected);
  });

  test('two braces with a space between them are flow maps', () => {
    expect(shape(readYaml('{ {a: 1}: 2 }'))).toBe('{{a: 1}: 2}');
    expect(shape(readYaml('{{a: {b: 1}}: 2}'))).toBe('{{a: {b: 1}}: 2}');
  });
});

describe('spans', () => {
  test('a block collection reaches from its first child to its last', () => {
    const tape = readYaml('a:\n  - b\n  - "c" # d\n');
    expect([tape.start[0], tape.end[0]]).toEqual([0, 16]);
    expect([tape.start[2], tape.end[2]]).toEqual([7, 16]);
  });

  test('a flow collection has its brackets', () => {
    const tape = readYaml('a: [ b ] # c');
    expect([tape.start[2], tape.end[2]]).toEqual([3, 8]);
  });

  test('an empty value stands right behind its colon or dash', () => {
    const tape = readYaml('a:  # b\nc:\n  -\n');
    expect(tape.start[2]).toBe(2);
    expect(tape.start[5]).toBe(14);
  });

  test('an alias knows the node of its anchor', () => {
    const tape = readYaml('a: &x\n  b: 1\nc: *x\n');
    expect([...tape.aliases]).toEqual([[6, 2]]);
  });
});

describe('every reading keeps its promises', () => {
  test('for every prefix of real and generated texts', () => {
    const texts = Array.from({ length: 30 }, (_, seed) => generateDocument(new Random(seed)));
    for (const { text } of samples().filter((_, i) => i % 12 === 0)) texts.push(text);
    for (const text of texts) {
      const step = 1 + Math.floor(text.length / 200);
      for (let end = 0; end <= text.length; end += step) {
        const prefix = text.slice(0, end);
        const broken = brokenPromise(readYaml(prefix));
        if (broken !== undefined) expect.fail(`${broken}\n${prefix}`);
      }
    }
  });

  test('for rubbish', () => {
    for (let seed = 0; seed < 500; seed++) {
      const random = new Random(seed);
      let text = '';
      for (let i = 0; i < 60; i++) text = edit(text, random);
      const broken = brokenPromise(readYaml(text));
      if (broken !== undefined) expect.fail(`${broken}\n${text}`);
    }
  });

  test('reading twice gives the same', () => {
    for (let seed = 0; seed < 50; seed++) {
      const text = edit(generateDocument(new Random(seed)), new Random(seed));
      expect(readYaml(text)).toEqual(readYaml(text));
    }
  });

  test.skipIf(!hasSamples)('CRLF and a byte order mark change nothing but offsets', () => {
    for (const { text } of samples()) {
      const plain = shape(readYaml(text.replaceAll('\r', '')));
      expect(shape(readYaml(text.replaceAll('\r', '').replaceAll('\n', '\r\n')))).toBe(plain);
      expect(shape(readYaml(text.replaceAll('\r', '').replaceAll('\n', '\r')))).toBe(plain);
      expect(shape(readYaml(`\ufeff${text.replaceAll('\r', '')}`))).toBe(plain);
    }
  });
});

describe('cursors', () => {
  const tape = readYaml('name: a\n"quo\\x74ed": b\n"plain": c\nlong\n');

  test('a key is found by its decoded text', () => {
    expect(scalarText(tape, findValue(tape, 0, 'name'))).toBe('a');
    expect(scalarText(tape, findValue(tape, 0, 'quoted'))).toBe('b');
    expect(scalarText(tape, findValue(tape, 0, 'plain'))).toBe('c');
    expect(findKey(tape, 0, 'nam')).toBe(-1);
    expect(findValue(tape, 1, 'name')).toBe(-1);
  });

  test('a key without a colon is found, too', () => {
    expect(findKey(tape, 0, 'long')).toBeGreaterThan(0);
  });

  test('text is compared as decoded', () => {
    expect(hasText(tape, findKey(tape, 0, 'quoted'), 'quo\\x74ed')).toBe(false);
  });

  test('the innermost node at an offset is found', () => {
    expect(nodeAt(tape, 6)).toBe(2);
    expect(nodeAt(readYaml(''), 5)).toBe(-1);
  });
});
