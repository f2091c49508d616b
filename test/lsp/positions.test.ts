import { describe, expect, test } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { documentSync } from '../../server/lsp/documents.js';
import { chooseEncoding, type Encoding, Positions } from '../../server/lsp/positions.js';

const ENCODINGS: readonly Encoding[] = ['utf-8', 'utf-16', 'utf-32'];
const TEXT = 'plain: é\r\n名前: 卡号\n\u{1f511} key: \u{20bb7}x\r\rlast\u{1f600}';

/** Counted the slow way. */
function units(text: string, encoding: Encoding): number {
  if (encoding === 'utf-8') return new TextEncoder().encode(text).length;
  return encoding === 'utf-16' ? text.length : [...text].length;
}

/** Offsets that are not inside a character or a line break. */
function* offsets(text: string): Iterable<number> {
  for (let at = 0; at <= text.length; at++) {
    const isInside = /[\udc00-\udfff]/.test(text[at] ?? '') || (text[at] === '\n' && text[at - 1] === '\r');
    if (!isInside) yield at;
  }
}

describe.each(ENCODINGS)('in %s', (encoding) => {
  const positions = new Positions(TEXT, encoding);

  test('every offset has the position that counting gives, and comes back', () => {
    for (const offset of offsets(TEXT)) {
      const before = TEXT.slice(0, offset).split(/\r\n|\r|\n/);
      const position = { line: before.length - 1, character: units(before.at(-1)!, encoding) };
      expect(positions.position(offset)).toEqual(position);
      expect(positions.offset(position)).toBe(offset);
    }
  });

  test('a character behind the end of its line is the end of its line', () => {
    expect(positions.offset({ line: 0, character: 999 })).toBe(TEXT.indexOf('\r\n'));
    expect(positions.offset({ line: 1, character: 999 })).toBe(TEXT.indexOf('\n\u{1f511}'));
    expect(positions.offset({ line: 99, character: 0 })).toBe(TEXT.length);
    expect(positions.offset({ line: 4, character: 999 })).toBe(TEXT.length);
  });

  test('an edit lands where the client means it', () => {
    const sync = documentSync(() => encoding);
    for (const offset of offsets(TEXT)) {
      const document = sync.create('file:///a.yaml', 'yaml', 1, TEXT);
      const at = positions.position(offset);
      sync.update(document, [{ range: { start: at, end: at }, text: '字' }], 2);
      expect(document.getText()).toBe(`${TEXT.slice(0, offset)}字${TEXT.slice(offset)}`);
    }
  });

  test('edits of one message count one after the other', () => {
    const sync = documentSync(() => encoding);
    const document = sync.create('file:///a.yaml', 'yaml', 1, '');
    const whole: string[] = [];
    const changes = ['号', '\u{1f511}', 'é', 'x'].map((text) => {
      const character = units(whole.join(''), encoding);
      whole.push(text);
      return { range: { start: { line: 0, character }, end: { line: 0, character } }, text };
    });
    sync.update(document, changes, 2);
    expect(document.getText()).toBe('号\u{1f511}éx');
  });
});

test('a position inside a character is its beginning', () => {
  expect(new Positions('\u{1f511}x', 'utf-8').offset({ line: 0, character: 2 })).toBe(0);
  expect(new Positions('卡x', 'utf-8').offset({ line: 0, character: 1 })).toBe(0);
});

test('half a surrogate pair is counted like the replacement that other programs see', () => {
  expect(new Positions('a\ud83dx', 'utf-8').position(2)).toEqual({ line: 0, character: 4 });
});

test('the encoding is the first of ours that the client knows', () => {
  expect(chooseEncoding(undefined)).toBe('utf-16');
  expect(chooseEncoding([])).toBe('utf-16');
  expect(chooseEncoding(['utf-8'])).toBe('utf-8');
  expect(chooseEncoding(['utf-8', 'utf-32'])).toBe('utf-32');
  expect(chooseEncoding(['utf-7'])).toBe('utf-16');
});

test('documents of the library break lines where ours do', () => {
  const document = TextDocument.create('file:///a.yaml', 'yaml', 1, TEXT);
  const positions = new Positions(TEXT, 'utf-16');
  for (const offset of offsets(TEXT)) expect(document.positionAt(offset)).toEqual(positions.position(offset));
});
