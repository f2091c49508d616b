import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../../server/core/rules/index.generated.js';
import { analyse } from '../../server/core/workspace.js';
import { corpusFiles, hasCorpus } from '../support/corpus.js';

const BENCH = resolve(dirname(fileURLToPath(import.meta.url)), '../../../shared/flowbench');
const hasBench = existsSync(BENCH);
const families = new Map(rules.map(({ id, family }) => [id, family]));

interface TextFile {
  readonly uri: string;
  readonly text: string;
}

/** Real flows are valid: what the reading rules say about them is wrong. */
function misreadings(files: readonly TextFile[]): string[] {
  const { findings } = analyse(files);
  return findings
    .filter(({ rule }) => (families.get(rule) ?? 'reading') === 'reading')
    .map(({ uri, rule, message }) => `${uri} ${rule}: ${message}`);
}

function noisy(files: readonly TextFile[], family: string): string[] {
  return analyse(files)
    .findings.filter(({ rule, severity }) => families.get(rule) === family && severity !== 'information')
    .map(({ uri, rule, message }) => `${uri} ${rule}: ${message}`);
}

describe.skipIf(!hasCorpus)('real flows (skipped where ../shared/corpus is not there)', () => {
  const files = corpusFiles('archy-yaml', 'i3', 'architect-json').map(({ path, text }) => ({ uri: path, text }));

  test('none is misread', () => {
    expect(misreadings(files)).toEqual([]);
  });

  test.each(['platform', 'reference', 'literal'])('no noise from the family %s', (family) => {
    expect(noisy(files, family)).toEqual([]);
  });

  test('of how values are handled only what a person has confirmed', () => {
    // The one secure call flow among them collects the card number into a plain variable.
    expect(noisy(files, 'handling').map((line) => line.replace(/^.*\//, ''))).toEqual([
      'EventOrchestrator_Secure_Flow.tftpl sensitive-input-in-plain-variable: A card number is collected by "Process card details" into Task.cardNumber, which is not secure',
    ]);
  });
});

describe.skipIf(!hasBench)('the benchmark (skipped where ../shared/flowbench is not there)', () => {
  const files = hasBench ? benchFiles() : [];

  test('no flow is misread', () => {
    expect(misreadings(files)).toEqual([]);
  });

  test.each(['platform', 'reference', 'literal'])('no noise from the family %s', (family) => {
    expect(noisy(files, family)).toEqual([]);
  });
});

function benchFiles(): TextFile[] {
  const names = readdirSync(BENCH, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  return names.map((uri) => ({ uri, text: readFileSync(join(BENCH, uri), 'utf8') }));
}
