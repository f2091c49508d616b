import { describe, expect, test } from 'vitest';
import { GITHUB } from '../../../client/browser/doors/addresses.js';
import { githubDoor } from '../../../client/browser/doors/github/door.js';

const door = githubDoor(GITHUB, async () => undefined);
const placeAt = (address: string) => door.recognise(new URL(address));
const SHA = 'a'.repeat(40);

describe('an address of the site', () => {
  test.each([
    ['acme/ivr/blob/main/flows/card.yaml', 'file', 'card.yaml in acme/ivr'],
    ['acme/ivr/blob/main/flows/card.yaml?plain=1#L10-L20', 'file', 'card.yaml in acme/ivr'],
    ['acme/ivr/blame/main/card.i3InboundFlow', 'file', 'card.i3InboundFlow in acme/ivr'],
    ['acme/ivr/blob/feature/pay/flows/Sm%C3%B8rrebr%C3%B8d%20%231.yaml', 'file', 'Smørrebrød #1.yaml in acme/ivr'],
    ['acme/ivr/tree/main', 'folder', 'acme/ivr'],
    ['acme/ivr/tree/main/flows/', 'folder', 'flows in acme/ivr'],
    ['acme/ivr/pull/12', 'changes', 'Pull request 12 of acme/ivr'],
    ['acme/ivr/pull/12/files', 'changes', 'Pull request 12 of acme/ivr'],
    ['acme/ivr/pull/12/changes#diff-abc', 'changes', 'Pull request 12 of acme/ivr'],
    ['acme/ivr/pull/12/commits', 'changes', 'Pull request 12 of acme/ivr'],
    [`acme/ivr/pull/12/commits/${SHA}`, 'changes', 'Commit aaaaaaa of acme/ivr'],
    [`acme/ivr/commit/${SHA}`, 'changes', 'Commit aaaaaaa of acme/ivr'],
    ['acme/ivr/compare/main...feature/pay', 'changes', 'main … feature/pay in acme/ivr'],
    ['acme/ivr/compare/main...mallory:fork', 'changes', 'main … mallory:fork in acme/ivr'],
    ['acme/ivr/compare/feature/pay', 'changes', 'default branch … feature/pay in acme/ivr'],
  ])('%s shows flows', (path, kind, title) => {
    expect(placeAt(`https://github.com/${path}`)).toMatchObject({ door: 'github', kind, title });
  });

  test.each([
    'https://github.com/',
    'https://github.com/acme',
    'https://github.com/acme/ivr',
    'https://github.com/acme/ivr/issues/12',
    'https://github.com/acme/ivr/pulls',
    'https://github.com/acme/ivr/pull/new/main',
    'https://github.com/acme/ivr/pull/012',
    'https://github.com/acme/ivr/blob/main/README.md',
    'https://github.com/acme/ivr/blob/card.yaml',
    'https://github.com/acme/ivr/tree',
    'https://github.com/acme/ivr/commit/main',
    'https://github.com/acme/ivr/compare/',
    'https://github.com/acme/ivr/compare/a..b',
    'https://github.com/acme/ivr/compare/a...b...c',
    'http://github.com/acme/ivr/pull/12',
    'https://github.com:8443/acme/ivr/pull/12',
    'https://gist.github.com/acme/ivr/pull/12',
    'https://github.com.example.org/acme/ivr/pull/12',
    'https://example.org/https://github.com/acme/ivr/pull/12',
    'chrome://extensions/',
    'about:blank',
  ])('%s shows none', (address) => {
    expect(placeAt(address)).toBeUndefined();
  });
});

describe('a hostile address', () => {
  test.each([
    ['a step upwards that is encoded twice', 'acme/ivr/blob/main/%252e%252e/card.yaml', '%252e%252e'],
    ['characters that mean something in an address', 'acme/ivr/blob/main/a%3Fb%23c%26d/card.yaml', 'a%3Fb%23c%26d'],
    ['a line separator', 'acme/ivr/blob/main/a%E2%80%A8b/card.yaml', 'a%E2%80%A8b'],
  ])('with %s stays one name of a path', (_what, path, name) => {
    expect(placeAt(`https://github.com/${path}`)?.detail.address).toBe(
      `https://github.com/acme/ivr/blob/main/${name}/card.yaml`,
    );
  });

  test.each([
    ['an encoded slash', 'acme/ivr/blob/main/..%2f..%2fsecret/card.yaml'],
    ['an encoded backslash', 'acme/ivr/blob/main/..%5c..%5csecret/card.yaml'],
    ['an encoded zero', 'acme/ivr/blob/main/card%00.yaml'],
    ['a broken encoding', 'acme/ivr/blob/main/%zz/card.yaml'],
    ['an empty name', 'acme/ivr/blob/main//card.yaml'],
    ['an owner that climbs', '%2e%2e%2facme/ivr/pull/12'],
    ['a repository with a slash', 'acme/ivr%2f..%2fother/pull/12'],
    ['a repository of dots', 'acme/%252e%252e/pull/12'],
  ])('with %s shows nothing', (_what, path) => {
    expect(placeAt(`https://github.com/${path}`)).toBeUndefined();
  });

  test('that climbs by itself is another address before anybody looks at it', () => {
    expect(placeAt('https://github.com/acme/ivr/blob/main/../../../../evil/x/pull/1')?.title).toBe(
      'Pull request 1 of evil/x',
    );
  });
});

describe('the key of a place', () => {
  const keyAt = (address: string) => placeAt(`https://github.com/${address}`)?.key;

  test('is the same for all tabs of a pull request, and for names in another case', () => {
    expect(keyAt('acme/ivr/pull/12/files')).toBe(keyAt('Acme/IVR/pull/12#issuecomment-1'));
  });

  test('tells files apart by case, and pull requests by number', () => {
    expect(keyAt('acme/ivr/blob/main/a.yaml')).not.toBe(keyAt('acme/ivr/blob/main/A.yaml'));
    expect(keyAt('acme/ivr/pull/12')).not.toBe(keyAt('acme/ivr/pull/13'));
  });
});

test('only the two hosts that are asked have to be permitted', () => {
  expect(placeAt('https://github.com/acme/ivr/pull/12')?.origins).toEqual([
    'https://api.github.com/*',
    'https://raw.githubusercontent.com/*',
  ]);
});
