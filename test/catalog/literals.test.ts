import { expect, test } from 'vitest';
import { findCardNumbers, findCredentials, isPlaceholder } from '../../server/core/catalog/literals.js';

const kinds = (text: string) => [...findCardNumbers(text)].map(({ start, end, kind }) => `${start}-${end} ${kind}`);

test.each([
  ['4539578763621486', ['0-16 brand']],
  ['4539-5787-6362-1486', ['0-19 brand']],
  ['4539  5787 6362 1486', []],
  ['4111111111111111', ['0-16 test']],
  ['1234567890128', ['0-13 digits']],
  ['+4539578763621486', []],
  ['45395787636214860000', []],
  ['x4539578763621486', []],
  ['4539578763621486x', []],
  ['4539578763621486.', ['0-16 brand']],
  ['4539578763621486.50', []],
  ['(4539578763621486)', ['1-17 brand']],
  ['0000 0000 0000 0000', []],
])('card numbers in %s', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test.each([
  ['Bearer 3fA9c41d2e7b8a90ffee', 1],
  ['Bearer authentication', 0],
  ['Bearer {{token}}', 0],
  ['Basic dXNlcjpwYXNzd29yZA==', 1],
  ['Basic information', 0],
  ['Basic authentication', 0],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl', 1],
  ['-----BEGIN PRIVATE KEY-----', 1],
  ['-----BEGIN PUBLIC KEY-----', 0],
])('credentials in %s', (text, count) => {
  expect([...findCredentials(text)].length).toBe(count);
});

// biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of a deployment tool, as files have it
test.each(['', 'null', 'changeme', '{{x}}', '${x}', '<token>', '****', '0', 'your-api-key', '$TOKEN'])(
  '"%s" stands for a credential and is none',
  (text) => {
    expect(isPlaceholder(text)).toBe(true);
  },
);

test.each(['Winter2024', '7f3a9c41d2', 's3cr3t-value'])('"%s" may be a credential', (text) => {
  expect(isPlaceholder(text)).toBe(false);
});
