import { describe, expect, test } from 'vitest';
import { rules } from '../../server/core/rules/index.generated.js';
import { analyseCase, filesOf, splitSections } from '../support/cases.js';

const readingRules = new Set(rules.filter(({ family }) => family === 'reading').map(({ id }) => id));

function rulesFound(text: string): string[] {
  return analyseCase(filesOf(splitSections(text))).findings.map(({ rule }) => rule);
}

describe.each(rules)('$id', ({ id, examples }) => {
  test('has an example', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  test.each(examples)('the bad example is found', ({ bad }) => {
    expect(rulesFound(bad)).toContain(id);
  });

  test.each(examples)('the fixed example is not, and can be read', ({ fixed }) => {
    const found = rulesFound(fixed);
    expect(found).not.toContain(id);
    expect(found.filter((rule) => readingRules.has(rule) || rule === 'internal-error')).toEqual([]);
  });
});
