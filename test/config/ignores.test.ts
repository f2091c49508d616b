import { describe, expect, test } from 'vitest';
import { readIgnores } from '../../server/core/config/read-ignores.js';
import { NO_SETTINGS } from '../../server/core/rules/settings.js';
import { analyse } from '../../server/core/workspace.js';

const FILE = 'flows/keytrace-ignores.json';
const FLOW = `workflow:
  name: Log it
  variables: [ { stringVariable: { name: Flow.cardNumber, isInput: true } } ]
  tasks: [ { task: { name: Main, actions: [ { endWorkflow: { name: End, exitReason: { exp: Flow.cardNumber } } } ] } } ]
`;
const RULE = 'secure-value-in-log';

function suppressedIn(uri: string, ignores: string, file = FILE) {
  const files = [
    { uri, text: FLOW },
    { uri: file, text: ignores },
  ];
  return analyse(files).findings.filter(({ rule }) => rule === RULE)[0]?.suppressed;
}

const accepting = (more: object) => JSON.stringify({ ignores: [{ rule: RULE, reason: 'ok', ...more }] });

test.each([
  [{ action: 'End' }, true],
  [{ flow: 'Log it', container: 'Main' }, true],
  [{ flow: 'Log it', container: 'Other' }, false],
  [{ path: 'sub/a.yaml' }, true],
  [{ path: 'a.yaml' }, false],
  [{ path: 'sub/a.yaml', action: 'Other' }, false],
  [{ action: 'End', rule: 'secure-value-in-speech' }, false],
])('%j accepts a finding in the folder below: %s', (more, isAccepted) => {
  const expected = isAccepted ? { kind: 'sidecar', reason: 'ok' } : undefined;
  expect(suppressedIn('flows/sub/a.yaml', accepting(more))).toEqual(expected);
});

test('it holds for its own folder only', () => {
  expect(suppressedIn('other/a.yaml', accepting({ action: 'End' }))).toBeUndefined();
  expect(suppressedIn('other/a.yaml', accepting({ action: 'End' }), 'keytrace-ignores.json')).toBeDefined();
});

test('a fingerprint names one finding, wherever its lines are', () => {
  const [finding] = analyse([{ uri: 'flows/a.yaml', text: FLOW }]).findings.filter(({ rule }) => rule === RULE);
  expect(suppressedIn('flows/a.yaml', accepting({ fingerprint: finding!.fingerprint }))).toBeDefined();
  expect(suppressedIn('flows/a.yaml', accepting({ fingerprint: 'x' }))).toBeUndefined();
});

test('addresses of editors fit too', () => {
  const text = accepting({ path: 'a b.yaml' });
  expect(suppressedIn('file:///c%3A/flows/a%20b.yaml', text, 'file:///c%3A/flows/keytrace-ignores.json')).toBeDefined();
});

test('a run without suppressions reports as if there were none', () => {
  const files = [
    { uri: 'flows/a.yaml', text: `# keytrace-ignore nothing\n${FLOW}` },
    { uri: FILE, text: accepting({ action: 'End' }) },
  ];
  const { findings } = analyse(files, { ...NO_SETTINGS, readsIgnores: false });
  expect(findings.map(({ rule, suppressed }) => [rule, suppressed])).toEqual([[RULE, undefined]]);
});

describe('whatever stands in the file', () => {
  const TEXT = accepting({ action: 'End', until: '2026-01-01' });

  test('every beginning is read', () => {
    for (let end = 0; end <= TEXT.length; end++) {
      for (const { place } of readIgnores({ uri: FILE, text: TEXT.slice(0, end) })) {
        expect(place.span.end).toBeLessThanOrEqual(end);
      }
    }
  });

  test('names of the language are names like others', () => {
    const found = readIgnores({ uri: FILE, text: '{ "__proto__": 1, "ignores": [{ "constructor": 2 }] }' });
    expect(found.map(({ problem }) => problem)).toEqual([
      'There is no setting "__proto__"',
      'There is no setting "constructor"',
      'Here "rule" is missing',
    ]);
  });
});
