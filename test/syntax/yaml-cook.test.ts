import { describe, expect, test } from 'vitest';
import { cook, scalarText } from '../../server/core/syntax/yaml/cook.js';
import { findValue } from '../../server/core/syntax/yaml/cursor.js';
import { readYaml } from '../../server/core/syntax/yaml/read.js';
import { generateDocument } from './support/generator.js';
import { Random } from './support/random.js';

/** The decoded value of `key` at the top of a document. */
function cooked(text: string, key = 'key') {
  const tape = readYaml(text);
  expect(tape.problems).toEqual([]);
  return cook(tape, findValue(tape, 0, key));
}

describe('a value keeps its offsets', () => {
  test('a plain value is the text itself', () => {
    const value = cooked('key: Task.card  # note');
    expect(value.text).toBe('Task.card');
    expect(value.isVerbatim).toBe(true);
    expect(value.rawSpan(5, 9)).toEqual({ start: 10, end: 14 });
  });

  test('a quoted value starts behind its quote', () => {
    const value = cooked('key: "Task.card"');
    expect(value.isVerbatim).toBe(true);
    expect(value.rawOffset(0)).toBe(6);
  });

  test('an escape moves what stands behind it', () => {
    const text = 'key: "a\\nToAudioTTS(Task.card)\\u00e4\\U0001f600b"';
    const value = cooked(text);
    expect(value.text).toBe('a\nToAudioTTS(Task.card)ä😀b');
    expect(value.isVerbatim).toBe(false);
    for (const word of ['ToAudioTTS', 'Task.card', 'b']) {
      const at = value.text.lastIndexOf(word);
      expect(value.rawSpan(at, at + word.length).start).toBe(text.lastIndexOf(word));
      expect(value.rawSpan(at, at + word.length).end).toBe(text.lastIndexOf(word) + word.length);
    }
  });

  test('a doubled quote is one character of the value', () => {
    const value = cooked("key: 'it''s'");
    expect(value.text).toBe("it's");
    expect(value.rawSpan(2, 3)).toEqual({ start: 8, end: 10 });
  });

  test('a folded line break is one space', () => {
    const text = 'key: one  \n     two\n\n     three';
    const value = cooked(text);
    expect(value.text).toBe('one two\nthree');
    expect(value.rawSpan(0, 3)).toEqual({ start: 5, end: 8 });
    expect(value.rawOffset(4)).toBe(text.indexOf('two'));
    expect(value.rawOffset(8)).toBe(text.indexOf('three'));
    expect(value.rawOffset(13)).toBe(text.length);
  });

  test('every character of a generated value that is no escape stands where the map says', () => {
    for (let seed = 0; seed < 200; seed++) {
      const tape = readYaml(generateDocument(new Random(seed)));
      for (let node = 0; node < tape.count; node++) {
        const value = cook(tape, node);
        expect(value.text).toBe(scalarText(tape, node));
        let last = tape.start[node]!;
        for (let i = 0; i <= value.text.length; i++) {
          const raw = value.rawOffset(i);
          expect(raw).toBeGreaterThanOrEqual(last);
          expect(raw).toBeLessThanOrEqual(tape.end[node]!);
          last = raw;
          const character = value.text[i];
          if (character === undefined || /[\s"\\'ä😀A]/u.test(character) || /[\ud800-\udfff]/.test(character)) continue;
          expect(tape.text[raw]).toBe(character);
        }
      }
    }
  });
});

test.each([
  ['a literal keeps its lines', 'key: |\n  a\n   b\n\n  c\n', 'a\n b\n\nc\n'],
  ['- takes the last break', 'key: |-\n  a\n\n', 'a'],
  ['+ keeps every break', 'key: |+\n  a\n\n', 'a\n\n'],
  ['a folded text joins lines', 'key: >\n  a\n  b\n\n  c\n   d\n  e\n', 'a b\nc\n d\ne\n'],
  ['a digit tells the indentation', 'key: |2\n   a\n  b\n', ' a\nb\n'],
  ['the digit counts from the parent', 'outer:\n  key: |1-\n     a\nkey: |1-\n   a\n', '  a'],
  ['a backslash joins lines', 'key: "a \\\n   b"', 'a b'],
  ['CRLF is a line break', 'key: |\r\n  a\r\n  b\r\n', 'a\nb\n'],
  ['a lone CR is a line break', 'key: a\r  b', 'a b'],
  ['a placeholder stays as written', 'key: {{a b}}-x', '{{a b}}-x'],
])('%s', (_, text, expected) => {
  expect(cooked(text).text).toBe(expected);
});

test('an unclosed quote has the rest of its line as its value', () => {
  const tape = readYaml('key: "Task.card\nnext: 1');
  expect(scalarText(tape, findValue(tape, 0, 'key'))).toBe('Task.card');
});

test('a collection has no text', () => {
  expect(scalarText(readYaml('[a]'), 0)).toBe('');
});
