import { expect, test } from 'vitest';
import { readText, tooLarge } from '../../server/cli/read-text.js';

const bytes = (...values: number[]) => Uint8Array.from(values);

test.each([
  ['plain text', Buffer.from('name: Pay'), { text: 'name: Pay', problem: '' }],
  ['text behind a byte order mark', Buffer.from('\ufeffname: ü'), { text: 'name: ü', problem: '' }],
  ['nothing', bytes(), { text: '', problem: '' }],
  [
    'an umlaut in Latin-1',
    bytes(0x61, 0x0a, 0xfc, 0x0a),
    { text: 'a\n\ufffd\n', problem: 'line 2 is not valid UTF-8; analysed with replacement characters' },
  ],
  ['UTF-16, little end first', bytes(0xff, 0xfe, 0x61, 0), { failure: 'the file is UTF-16; save it as UTF-8' }],
  ['UTF-16, big end first', bytes(0xfe, 0xff, 0, 0x61), { failure: 'the file is UTF-16; save it as UTF-8' }],
])('%s', (_, content, expected) => {
  expect(readText(content)).toEqual(expected);
});

test('a file that is too large is told by how much', () => {
  expect(tooLarge(104_857_601)).toBe('the file is too large (101 MB, at most 100 MB)');
});
