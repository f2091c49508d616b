import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { SERVER_SETTINGS, serverSettings } from '../../client/settings.js';
import { readConfig } from '../../server/core/config/read-config.js';

const NOBODY = { value: undefined, isSet: false };

test('a default of the editor does not go over the file of the folder', () => {
  expect(serverSettings(() => ({ value: 'regular', isSet: false }))).toEqual({});
});

test('what somebody has set is sent, in the shape of the file', () => {
  const set = new Map<string, unknown>([
    ['rules', { 'secure-value-in-log': 'off' }],
    ['hints.keys', false],
    ['persona', 'auditor'],
  ]);
  const settings = serverSettings((name) => (set.has(name) ? { value: set.get(name), isSet: true } : NOBODY));
  expect(settings).toEqual({
    rules: { 'secure-value-in-log': 'off' },
    persona: 'auditor',
    hints: { keys: false },
  });
  expect(readConfig(JSON.stringify(settings)).problems).toEqual([]);
});

test('every setting for the server is in the manifest', () => {
  const manifest = JSON.parse(readFileSync(fileURLToPath(new URL('../../package.json', import.meta.url)), 'utf8'));
  const names = Object.keys(manifest.contributes.configuration.properties);
  expect(SERVER_SETTINGS.map((name) => `keytrace.${name}`).filter((name) => !names.includes(name))).toEqual([]);
});
