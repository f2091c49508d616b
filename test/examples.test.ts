import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Place } from '../server/core/model/finding.js';
import { analyse } from '../server/core/workspace.js';

const ROOT = fileURLToPath(new URL('../examples', import.meta.url));

/** By folder: what Keytrace says about it, one line per finding and one, indented, per step of its trace. */
const expected: Record<string, string[]> = JSON.parse(readFileSync(join(ROOT, 'expected.json'), 'utf8'));

/** A pair of examples is two folders in one. */
function foldersIn(folder = ''): string[] {
  const inside = readdirSync(join(ROOT, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const here = folder !== '' && filesIn(folder).length > 0 ? [folder] : [];
  return [...here, ...inside.flatMap(({ name }) => foldersIn(folder === '' ? name : `${folder}/${name}`))];
}

function filesIn(folder: string): string[] {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isFile() ? entry.name : [])).sort();
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
  return analysis.findings.flatMap((finding) => [
    `${lineOf(finding)} ${finding.severity} ${finding.rule}: ${finding.message}`,
    ...finding.trace.map((step) => `  ${lineOf(step)} ${step.message}`),
  ]);
}

test('every example has its expectation', () => {
  expect(Object.keys(expected).sort()).toEqual(foldersIn().sort());
});

test.each(Object.keys(expected))('examples/%s has the findings that expected.json lists', (folder) => {
  expect(findingsOf(flowsIn(folder))).toEqual(expected[folder]);
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
