import { describe, expect, test } from 'vitest';
import { readIgnores } from '../../server/core/config/read-ignores.js';
import { addIgnore, newIgnores } from '../../server/core/config/write-ignores.js';
import { applyEdits } from '../../server/core/text/span.js';

const ENTRY = { rule: 'secure-value-in-log', fingerprint: '0a1b', path: 'a "b".json', reason: 'tests only' };
const WRITTEN =
  '{ "rule": "secure-value-in-log", "path": "a \\"b\\".json", "fingerprint": "0a1b", "reason": "tests only" }';

const added = (text: string) => {
  const edit = addIgnore(text, ENTRY);
  return edit && applyEdits(text, [edit]);
};

test('a new file is one that can be read', () => {
  expect(newIgnores(ENTRY)).toBe(`{\n  "ignores": [\n    ${WRITTEN}\n  ]\n}\n`);
  const [one, ...others] = readIgnores({ uri: 'x', text: newIgnores(ENTRY) });
  expect(one).toMatchObject({ rule: ENTRY.rule, reason: ENTRY.reason });
  expect([one!.problem, others]).toEqual([undefined, []]);
});

describe('an entry is added', () => {
  test.each([
    [
      'behind the last one',
      '{\n\t"ignores": [\n\t\t{ "rule": "a" } // ours\n\t]\n}',
      `{\n\t"ignores": [\n\t\t{ "rule": "a" },\n\t\t${WRITTEN} // ours\n\t]\n}`,
    ],
    ['on one line', '{"ignores":[{}]}', `{"ignores":[{}, ${WRITTEN}]}`],
    ['to an empty list', '{ "ignores": [ ] }', `{ "ignores": [\n    ${WRITTEN}\n  ] }`],
    ['never to a broken file', '{ "ignores": [', undefined],
    ['never to another file', '{ "rules": {} }', undefined],
    ['never to nothing', '', undefined],
  ])('%s', (_, before, after) => {
    expect(added(before)).toBe(after);
  });
});
