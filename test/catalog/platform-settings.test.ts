import { describe, expect, test } from 'vitest';
import { SETTINGS_KINDS, settingOf, tlsVersion } from '../../server/core/catalog/platform-settings.js';
import type { SettingName, SettingsKind } from '../../server/core/model/platform-settings.js';

const KINDS: Readonly<Record<SettingsKind, true>> = { trunk: true, organisation: true, 'retention-policy': true };

test('every kind of file is one that the model knows, and is told by keys', () => {
  expect(SETTINGS_KINDS.map(({ kind }) => kind).sort()).toEqual(Object.keys(KINDS).sort());
  for (const { strong, weak } of SETTINGS_KINDS)
    expect([...strong, ...weak].every((key) => /^\w+$/.test(key))).toBe(true);
});

test.each<[string, SettingName | undefined]>([
  ['dtmfMaskingEnabled', 'dtmf-masking'],
  ['trunk_media_dtmf_method', 'dtmf-method'],
  ['min-tls-version', 'tls-minimum'],
  ['name', undefined],
  ['__proto__', undefined],
])('the key %s says %s', (key, setting) => {
  expect(settingOf(key)).toBe(setting);
});

describe('a version of TLS', () => {
  test.each([
    ['1.0', 1],
    ['TLSv1', 1],
    ['TLSv1_1', 1.1],
    ['TLS 1.2', 1.2],
    ['TLS12', 1.2],
    ['tls_1_3', 1.3],
    ['SSLv3', 0],
    ['high', undefined],
    ['', undefined],
    ['2048', undefined],
  ])('%s is %s', (text, version) => {
    expect(tlsVersion(text)).toBe(version);
  });
});
