import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../server/core/config/read-config.js';
import { readIgnores } from '../../server/core/config/read-ignores.js';
import { configSchema, ignoresSchema } from '../../server/core/config/schema.js';

const ajv = new Ajv({ strict: true, keywords: ['allowComments', 'allowTrailingCommas'] });
const isConfig = ajv.compile(configSchema());
const isIgnores = ajv.compile(ignoresSchema());

test.each([
  [{}, true],
  [{ $schema: 'x', persona: 'auditor', ignore: ['a'], hints: { keys: false } }, true],
  [{ rules: { 'unknown-action': 'off', 'wrong-type': { severity: 'hint' } } }, true],
  [{ rules: { 'unknown-action': 'of' } }, false],
  [{ rules: { 'unknown-acton': 'off' } }, false],
  [{ rules: { 'wrong-type': { sevrity: 'hint' } } }, false],
  [
    {
      names: [
        { match: '*_pin', label: 'PIN' },
        { match: 'x', label: 'none' },
      ],
    },
    true,
  ],
  [{ names: [{ match: '*_pin' }] }, false],
  [{ names: [{ match: '*_pin', label: 'PINS' }] }, false],
  [{ dataActions: [{ name: 'Pay', secure: true, maxSeconds: 5 }] }, true],
  [{ dataActions: [{ maxSeconds: -1 }] }, false],
  [{ sinks: [{ action: 'a', input: 'b', sink: 'log' }] }, true],
  [{ sources: [{ action: 'a', output: 'b', label: 'PAN' }] }, true],
  [{ sources: [{ action: 'a', output: 'b', label: 'none' }] }, false],
  [{ policy: { allowSuppressions: false } }, true],
  [{ policy: [] }, false],
])('the schema and the reader agree about %j', (config, isRight) => {
  expect(isConfig(config)).toBe(isRight);
  expect(readConfig(JSON.stringify(config)).problems.length === 0).toBe(isRight);
});

test.each([
  [{ ignores: [{ rule: 'wrong-type', reason: 'x', path: 'a.yaml' }] }, true],
  [{ ignores: [{ rule: 'wrong-type', path: 'a.yaml' }] }, false],
  [{ ignores: [{ rule: 1, reason: 'x', path: 'a.yaml' }] }, false],
  [{ ignore: [] }, false],
])('and about %j', (file, isRight) => {
  expect(isIgnores(file)).toBe(isRight);
  const problems = readIgnores({ uri: 'keytrace-ignores.json', text: JSON.stringify(file) });
  expect(problems.every(({ problem }) => problem === undefined)).toBe(isRight);
});

describe('the extension', () => {
  const { contributes } = JSON.parse(readFileSync('package.json', 'utf8'));

  test.each(['keytrace', 'keytrace-ignores'])('offers the schema of %s.json', (name) => {
    const entry = contributes.jsonValidation.find(
      ({ fileMatch }: { fileMatch: string }) => fileMatch === `${name}.json`,
    );
    expect(entry.url).toBe(`./docs/${name}.schema.json`);
    expect(JSON.parse(readFileSync(entry.url, 'utf8')).type).toBe('object');
  });
});
