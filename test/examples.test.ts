import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Place } from '../server/core/model/finding.js';
import { rules } from '../server/core/rules/index.generated.js';
import { analyse } from '../server/core/workspace.js';

const ROOT = fileURLToPath(new URL('../examples', import.meta.url));

/** By folder: what Keytrace says about it, one line per finding and one, indented, per step of its trace. */
const expected: Record<string, string[]> = JSON.parse(readFileSync(join(ROOT, 'expected.json'), 'utf8'));

/** Rules for reviews take part only when somebody asks for them. */
const FOR_REVIEWS = new Set(rules.filter(({ persona }) => persona === 'auditor').map(({ id }) => id));

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).sort();
}

function flowsIn(folder: string) {
  const names = filesIn(folder);
  return names.map((name) => ({ uri: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

function findingsOf(files: readonly { uri: string; text: string }[]): string[] {
  const analysis = analyse(files);
  expect(analysis.files.map(({ uri, status, problems }) => [uri, status, problems])).toEqual(
    files.map(({ uri }) => [uri, 'analysed', 0]),
  );
  const lines = new Map(analysis.files.map((file) => [file.uri, file.lines]));
  const lineOf = ({ uri, span }: Place) => `${uri}:${lines.get(uri)!.positionAt(span.start).line + 1}`;
  const shown = analysis.findings.filter(({ rule }) => !FOR_REVIEWS.has(rule));
  return shown.flatMap((finding) => [
    `${lineOf(finding)} ${finding.severity} ${finding.rule}: ${finding.message}`,
    ...finding.trace.map((step) => `  ${lineOf(step)} ${step.message}`),
  ]);
}

test('every example has its expectation', () => {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  // Those in two versions have a manifest of their own: examples-seeds.test.ts.
  const plain = folders.map(({ name }) => name).filter((name) => !existsSync(join(ROOT, name, 'broken')));
  expect(Object.keys(expected).sort()).toEqual(plain.sort());
});

test.each(Object.keys(expected))('examples/%s has the findings that expected.json lists', (folder) => {
  const found = findingsOf(flowsIn(folder));
  if (process.env.UPDATE === '1') {
    expected[folder] = found;
    writeFileSync(join(ROOT, 'expected.json'), `${JSON.stringify(expected, null, 2)}\n`);
  }
  expect(found).toEqual(expected[folder]);
});

test('nothing is found in the corrected examples', () => {
  const corrected = Object.entries(expected).filter(([folder]) => /(?:-corrected|\/fixed)$/.test(folder));
  expect(corrected.map(([, findings]) => findings)).toEqual(corrected.map(() => []));
  expect(corrected.length).toBeGreaterThan(0);
});

test('all examples together, as `npm start` shows them, have the same findings', () => {
  const folders = Object.keys(expected).sort();
  const found = findingsOf(folders.flatMap(flowsIn));
  expect([...found].sort()).toEqual(folders.flatMap((folder) => expected[folder]!).sort());
});

test.each(['broken', 'fixed'])('identity-promotion-cxone/%s says the same as JSON and as XML', (state) => {
  const inForm = (form: string) => {
    const uri = `identity-promotion-cxone/${state}/identity-promotion.${form}`;
    const { findings } = analyse([{ uri, text: readFileSync(join(ROOT, uri), 'utf8') }]);
    return findings.map(({ rule, severity, message, trace }) => [
      rule,
      severity,
      message,
      trace.map((step) => step.message),
    ]);
  };
  const sorted = (found: readonly unknown[]) => found.map((one) => JSON.stringify(one)).sort();
  expect(sorted(inForm('json'))).toEqual(sorted(inForm('xml')));
});
