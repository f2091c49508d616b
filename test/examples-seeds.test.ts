import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../server/core/model/finding.js';
import { analyse } from '../server/core/workspace.js';
import { analyseCase } from './support/cases.js';

const ROOT = fileURLToPath(new URL('../examples', import.meta.url));

/** Blames nobody: it names the scenario of a secure flow in the report, which is all that is asked of it. */
const NAMED = 'secure-flow-scenario';

/** What a broken example reports, in the order of its files and lines, and its corrected twin. */
interface Manifest {
  readonly broken: readonly {
    readonly at: string;
    readonly severity: string;
    readonly rule: string;
    readonly message: string;
    /** The requirements that its comments name and that this finding speaks of. */
    readonly traps: readonly string[];
  }[];
  readonly fixed: Manifest['broken'];
}

const folders = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'broken')));

function flowsIn(folder: string) {
  const names = readdirSync(join(ROOT, folder)).sort();
  return names.map((name) => ({ uri: `${folder}/${name}`, text: readFileSync(join(ROOT, folder, name), 'utf8') }));
}

/** Requirements named in comments, as in `# B5, B7: the whole number is spoken`; JSON has descriptions instead. */
function trapsIn(text: string): Set<string> {
  const comments = [...text.matchAll(/(?:# |\/\/ |"description": ")((?:[BPCSI]\d+(?:, )?)+):/g)].map(
    ([, ids]) => ids ?? '',
  );
  return new Set(comments.flatMap((ids) => ids.split(', ')));
}

/** A `keytrace.json` beside the flows holds for them. */
function reportOf(folder: string) {
  const files = flowsIn(folder).map(({ uri, text }) => ({ uri: uri.slice(folder.length + 1), text }));
  const analysis = analyseCase(files);
  const unread = analysis.files.filter(({ uri, status, problems }) => {
    return uri !== 'keytrace.json' && (status !== 'analysed' || problems > 0);
  });
  expect(unread.map(({ uri, reason }) => `${uri}: ${reason}`)).toEqual([]);
  const traps = new Map(files.map(({ uri, text }) => [uri, trapsIn(text)]));
  const isNamed = (id: string, uri: string) => [uri, 'keytrace.json'].some((one) => traps.get(one)?.has(id));
  const lines = new Map(analysis.files.map((file) => [file.uri, file.lines]));
  return analysis.findings.map(({ uri, span, severity, rule, message, seed }: Finding) => ({
    at: `${uri}:${lines.get(uri)!.positionAt(span.start).line + 1}`,
    severity,
    rule,
    message,
    traps: seed.filter((id) => isNamed(id, uri)),
  }));
}

describe.each(folders)('examples/%s', (folder) => {
  const path = join(ROOT, folder, 'expected.json');

  test('has exactly the findings that its manifest lists', () => {
    const found: Manifest = JSON.parse(
      JSON.stringify({ broken: reportOf(`${folder}/broken`), fixed: reportOf(`${folder}/fixed`) }),
    );
    if (process.env.UPDATE === '1') writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });

  test('says in a comment what is wrong, and is found out in every point', () => {
    const named = flowsIn(`${folder}/broken`).flatMap(({ text }) => [...trapsIn(text)]);
    const told = new Set(reportOf(`${folder}/broken`).flatMap(({ traps }) => traps));
    const missed = named.filter((id) => !told.has(id));
    expect(missed).toEqual([]);
  });

  test('has nothing to report when it is corrected, to an auditor neither', () => {
    const found = reportOf(`${folder}/fixed`);
    expect(found.filter(({ rule }) => rule !== NAMED)).toEqual([]);
  });

  test('reports the same in one workspace with all other examples', () => {
    const all = folders.flatMap((one) => [...flowsIn(`${one}/broken`), ...flowsIn(`${one}/fixed`)]);
    const alone = [...flowsIn(`${folder}/broken`), ...flowsIn(`${folder}/fixed`)];
    const uris = new Set(alone.map(({ uri }) => uri));
    const told = (findings: readonly Finding[]) =>
      // Which flow a setting is about may be another one then; where and what is said stays.
      findings.filter(({ uri }) => uris.has(uri)).map(({ uri, rule, span }) => `${uri} ${rule} ${span.start}`);
    expect(told(analyse(all).findings)).toEqual(told(analyse(alone).findings));
  });
});
