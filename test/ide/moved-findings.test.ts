import { expect, test } from 'vitest';
import { knownFindings, movedFindings } from '../../server/core/ide/moved-findings.js';
import type { Finding } from '../../server/core/model/finding.js';

const TEXT = 'one two three';

/** Words of the text as findings. */
function found(...words: readonly string[]): Finding[] {
  return words.map((word) => {
    const start = TEXT.indexOf(word);
    const span = { start, end: start + word.length };
    // Only places are looked at here.
    return { span, message: word } as Finding;
  });
}

function after(now: string, ...words: readonly string[]): string[] {
  return movedFindings(knownFindings(TEXT, found(...words)), now).map(({ span }) => now.slice(span.start, span.end));
}

test('what stands behind a change moves with the text', () => {
  expect(after('one, two three', 'one', 'two', 'three')).toEqual(['two', 'three']);
  expect(after('one 2 two three', 'three')).toEqual(['three']);
  expect(after('two three', 'two', 'three')).toEqual(['three']);
});

test('what holds the change grows', () => {
  expect(after('one two, too, three', 'one two three')).toEqual(['one two, too, three']);
});

test('what was touched is left out', () => {
  expect(after('one tw three', 'one', 'two', 'three')).toEqual(['one', 'three']);
});

test('nothing moves when nothing has changed', () => {
  expect(after(TEXT, 'one', 'two', 'three')).toEqual(['one', 'two', 'three']);
});

test('a span that moves later does not move what is known', () => {
  const span = { start: 4, end: 7 };
  const known = knownFindings(TEXT, [{ span } as Finding]);
  span.start = 0;
  expect(movedFindings(known, TEXT)[0]!.span).toEqual({ start: 4, end: 7 });
});
