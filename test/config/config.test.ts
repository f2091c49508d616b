import { describe, expect, test } from 'vitest';
import { applyConfig, mergeConfig } from '../../server/core/config/config.js';
import { matchesGlob } from '../../server/core/config/glob.js';
import { readConfig } from '../../server/core/config/read-config.js';
import type { Finding } from '../../server/core/model/finding.js';

const FULL = `{
  // what we live with
  "$schema": "./keytrace.schema.json",
  "rules": {
    "unknown-action": "off", /* ours */
    "secure-value-in-speech": "hint",
  },
  "persona": "auditor",
  "ignore": ["generated/**"],
  "hints": { "parameters": false },
}`;

describe('reading', () => {
  test('comments and last commas are no mistakes', () => {
    const { layer, problems } = readConfig(FULL);
    expect(problems).toEqual([]);
    expect(layer).toEqual({
      rules: new Map([
        ['unknown-action', 'off'],
        ['secure-value-in-speech', 'hint'],
      ]),
      options: new Map(),
      persona: 'auditor',
      ignore: ['generated/**'],
      hints: { parameters: false },
      facts: { names: [], dataActions: [], sinks: [], sources: [] },
    });
  });

  test.each([
    ['{ "ruls": {} }', '"ruls"', 'There is no setting "ruls"; did you mean "rules"?'],
    [
      '{ "rules": { "secure-value-in-speach": "off" } }',
      '"secure-value-in-speach"',
      'There is no rule "secure-value-in-speach"; did you mean "secure-value-in-speech"?',
    ],
    [
      '{ "rules": { "wrong-type": "fatal" } }',
      '"fatal"',
      'This should be "error", "warning", "information", "hint" or "off"',
    ],
    ['{ "persona": true }', 'true', 'This should be "regular" or "auditor"'],
    ['{ "hints": { "keys": "true" } }', '"true"', 'This should be true or false'],
    ['{ "ignore": "x" }', '"x"', 'A list of paths in brackets should stand here'],
    ['[]', '[]', 'A map in braces should stand here'],
  ])('%s has one mistake', (text, part, message) => {
    const start = text.indexOf(part);
    expect(readConfig(text).problems).toEqual([{ span: { start, end: start + part.length }, message }]);
  });

  test('every beginning of a file is read, and what is whole in it counts', () => {
    for (let end = 0; end <= FULL.length; end++) {
      const { problems } = readConfig(FULL.slice(0, end));
      for (const { span } of problems) expect(span.end).toBeLessThanOrEqual(end);
    }
    expect(readConfig(FULL.slice(0, FULL.indexOf('"persona"'))).layer.rules.size).toBe(2);
  });

  test('names of the language are names like others', () => {
    expect(readConfig('{ "__proto__": 1, "rules": { "constructor": "off" } }').problems).toHaveLength(2);
  });
});

describe('applying', () => {
  const finding = (rule: string): Finding => ({ rule, severity: 'error' }) as Finding; // nothing else is looked at
  const found = [finding('wrong-type'), finding('extract-not-acknowledged'), finding('internal-error')];
  const apply = (text: string) =>
    applyConfig(found, mergeConfig(readConfig(text).layer)).map((f) => `${f.rule} ${f.severity}`);

  test('rules for reviews are asked for, by persona or by name', () => {
    expect(apply('{}')).toEqual(['wrong-type error', 'internal-error error']);
    expect(apply('{ "persona": "auditor" }')).toHaveLength(3);
    expect(apply('{ "rules": { "extract-not-acknowledged": "error" } }')).toHaveLength(3);
  });

  test('a rule is switched off or gets another severity', () => {
    expect(apply('{ "rules": { "wrong-type": "off" } }')).toEqual(['internal-error error']);
    expect(apply('{ "rules": { "wrong-type": "hint" } }')).toContain('wrong-type hint');
  });

  test('later layers win, and what is known adds up', () => {
    const layers = [
      '{ "persona": "auditor", "names": [{ "match": "a", "label": "PIN" }], "hints": { "keys": false } }',
      '{ "persona": "regular", "names": [{ "match": "b", "label": "none" }] }',
    ];
    const config = mergeConfig(...layers.map((text) => readConfig(text).layer));
    expect(config).toMatchObject({ persona: 'regular', hints: { keys: false, types: true } });
    expect(config.facts.names.map(({ match }) => match)).toEqual(['a', 'b']);
  });
});

describe('paths', () => {
  test.each([
    ['generated', 'a/generated/b.yaml', true],
    ['*.json', 'x/y.json', true],
    ['a/*.yaml', 'a/b.yaml', true],
    ['a/*.yaml', 'a/b/c.yaml', false],
    ['a/**/c.yaml', 'a/c.yaml', true],
    ['a/**/c.yaml', 'a/x/y/c.yaml', true],
    ['./a/', 'a/b', true],
    ['/a', 'a/b', true],
    ['/a', 'b/a', false],
    ['a?c', 'abc', true],
    ['a', 'ab', false],
    ['**', 'x/y', true],
    ['', 'x', false],
    ['[x](y)+.*', 'x', false],
  ])('%s %s: %s', (pattern, path, isMatch) => {
    expect(matchesGlob(pattern, path)).toBe(isMatch);
  });

  test('a hostile pattern takes no time', () => {
    const start = performance.now();
    matchesGlob(`${'**/*a'.repeat(50)}b`, `${'a/'.repeat(500)}${'a'.repeat(5_000)}`);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
