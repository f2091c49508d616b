import { describe, expect, test } from 'vitest';
import { code, docsLink, escapeMarkdown, escapeSentence, listSome, quoted } from '../../server/core/ide/markdown.js';
import { shownSentence, shownText } from '../../server/core/ide/visible.js';

const HOSTILE = [
  '[click me](https://evil.example)',
  '![x](https://evil.example/track.png)',
  '<img src=x onerror=alert(1)>',
  '<https://evil.example>',
  'https://evil.example/path',
  'www.evil.example',
  'WWW.evil.example',
  'someone@evil.example',
  '[x]: https://evil.example',
  '$(sync~spin)',
  '&lt;b&gt; &#x41; &amp;',
  '**bold** _emphasis_ ~~gone~~ `code`',
  '# heading',
  '> quote',
  '- item',
  '+ item',
  '1. item',
  '---',
  '===',
  '| a | b |',
  '``` fence',
  '\\[x\\](y)',
  '\u202egnp.exe',
  'zero\u200bwidth',
  'line\nbreak\r\n# heading',
  '\u0000\u001b[31m',
];

/** What is left active: an unescaped character that begins markup. */
const ACTIVE = /(?<!\\)(?:\\\\)*(?:[`*_[\]<~@]|&#?\w|:\/\/|\$\()|\bwww\./i;
const LINE_START = /^(?:[#>+=|-]|\d+[.)])/;
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/;

describe('names in markdown', () => {
  test.each(HOSTILE)('nothing in %j means anything', (name) => {
    const shown = escapeMarkdown(name);
    expect(shown).not.toMatch(ACTIVE);
    expect(shown).not.toMatch(LINE_START);
    expect(shown).not.toMatch(INVISIBLE);
  });

  test.each(HOSTILE)('%j stays inside its code', (name) => {
    const [, fence = '', inside = ''] = /^(`+) ?(.*?) ?\1$/s.exec(code(name)) ?? [];
    expect(fence).not.toBe('');
    const runs = [...inside.matchAll(/`+/g)].map(([run]) => run.length);
    expect(runs).not.toContain(fence.length);
    expect(inside).not.toMatch(INVISIBLE);
  });

  test('ordinary names stay as they are', () => {
    expect(escapeMarkdown('Ask for the card (1/2): what, why & how? 50% = a!')).toBe(
      'Ask for the card (1/2): what, why & how? 50% = a!',
    );
    expect(code('Task.cardNumber')).toBe('`Task.cardNumber`');
    expect(quoted('Ask')).toBe('"Ask"');
  });

  test('every invisible character is spelled out', () => {
    expect(shownText('a\u202eb')).toBe('a<U+202E>b');
    expect(escapeMarkdown('a\u202eb')).toBe('a\\<U+202E>b');
    expect(shownText('\ud800')).toBe('<U+D800>');
    expect(shownText('\u{e0041}')).toBe('<U+E0041>');
  });

  test('a name without anything to see says so', () => {
    expect(code('')).toBe('(no name)');
    expect(code(' \n ')).toBe('(no name)');
  });

  test('a name that begins or ends with a backtick keeps it', () => {
    expect(code('`a`')).toBe('`` `a` ``');
    expect(code('a``b')).toBe('```a``b```');
  });

  test('a long name is cut, also inside a wide character', () => {
    expect([...shownText('\u{1f511}'.repeat(500))]).toHaveLength(161);
    expect(shownText('a'.repeat(100_000))).toHaveLength(161);
  });
});

describe('values', () => {
  test('the number of a card keeps its last four digits', () => {
    expect(shownText('4111 1111 1111 1111')).toBe('**** **** **** 1111');
    expect(shownSentence('from "4111111111111111" here')).toBe('from "************1111" here');
  });

  test('credentials are starred', () => {
    expect(shownText('AKIAABCDEFGHIJKLMNOP')).toBe('*'.repeat(20));
    expect(escapeSentence('Bearer abcdef0123456789abcdef')).not.toContain('0123');
  });
});

describe('links', () => {
  test('lead to pages of the documentation only', () => {
    expect(docsLink('secure-value-in-speech', 'docs/rules/secure-value-in-speech.md')).toBe(
      '[secure-value-in-speech](docs/rules/secure-value-in-speech.md)',
    );
    expect(docsLink('x', 'https://evil.example')).toBe('x');
    expect(docsLink('x', 'docs/rules/../../secret.md')).toBe('x');
    expect(docsLink('x', 'docs/rules/a.md) [y](z')).toBe('x');
  });
});

test('a long list says how much it leaves out', () => {
  expect(listSome(['a'])).toBe('a');
  expect(listSome(['a', 'b', 'c'])).toBe('a, b and c');
  expect(listSome(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c and 3 more');
});
