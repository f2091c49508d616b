import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '../../server/core/analysis.js';
import type { Place } from '../../server/core/model/finding.js';

/** FlowBench lies beside the repository; tests that need it skip without it. */
const ROOT = fileURLToPath(new URL('../../../shared/flowbench', import.meta.url));

export const hasFlowBench = existsSync(join(ROOT, 'README.md'));

export interface BenchFile {
  /** Below the benchmark, with `/`. */
  readonly uri: string;
  readonly text: string;
}

/** One case: the files that are a workspace, and what is marked in them. Places are `file:line`, leaks `file:line sink`. */
export interface BenchCase {
  readonly id: string;
  readonly files: readonly BenchFile[];
  readonly leaks: readonly string[];
  readonly sources: readonly string[];
}

/** What differs between the marks and the findings; nothing when the case passes. */
export interface Verdict {
  readonly missed: readonly string[];
  readonly false: readonly string[];
  /** Leaks whose trace starts elsewhere. */
  readonly source: readonly string[];
}

/** A reported leak: `file:line sink`, and where its trace starts. */
interface Leak {
  readonly at: string;
  readonly start: string;
}

/** Every case as the scorer finds it: a file or a folder below a category. */
export function readFlowBench(): BenchCase[] {
  if (!hasFlowBench) return [];
  return foldersIn('').flatMap((category) => [
    ...foldersIn(category).map((name) => caseOf(`${category}/${name}`, filesBelow(`${category}/${name}`))),
    ...flowsIn(category).map((name) => caseOf(`${category}/${name.replace(/\.ya?ml$/i, '')}`, [`${category}/${name}`])),
  ]);
}

/** The scorer's judgement: the leaks found are the marked ones, and one of each starts at a SOURCE, where one stands. */
export function judge(one: BenchCase, analysis: Analysis): Verdict {
  const uris = new Set(one.files.map(({ uri }) => uri));
  const found = leaksOf(analysis).filter(({ at }) => uris.has(at.replace(/:\d+ .*$/, '')));
  const places = new Set(found.map(({ at }) => at));
  const startsElsewhere = (leak: string) => {
    const starts = found.filter(({ at }) => at === leak).map(({ start }) => start);
    return one.sources.length > 0 && starts.length > 0 && !starts.some((start) => one.sources.includes(start));
  };
  return {
    missed: one.leaks.filter((leak) => !places.has(leak)),
    false: [...places].filter((place) => !one.leaks.includes(place)),
    source: one.leaks.filter(startsElsewhere),
  };
}

function leaksOf({ files, findings }: Analysis): Leak[] {
  const lines = new Map(files.map((file) => [file.uri, file.lines]));
  const placeOf = ({ uri, span }: Place) => `${uri}:${lines.get(uri)!.positionAt(span.start).line + 1}`;
  return findings
    .filter(({ sink, severity }) => sink && severity !== 'information' && severity !== 'hint')
    .map((finding) => ({
      at: `${placeOf(finding)} ${finding.sink}`,
      start: finding.trace[0] ? placeOf(finding.trace[0]) : 'no trace',
    }));
}

function caseOf(id: string, uris: readonly string[]): BenchCase {
  return markedCase(
    id,
    uris.map((uri) => ({ uri, text: readFileSync(join(ROOT, uri), 'utf8') })),
  );
}

/** A case of files with marks in them. */
export function markedCase(id: string, files: readonly BenchFile[]): BenchCase {
  const marks = files.flatMap(marksOf);
  return {
    id,
    files,
    leaks: marks.filter(({ kind }) => kind === 'LEAK').map(({ at, rest }) => `${at} ${rest}`),
    sources: marks.filter(({ kind }) => kind === 'SOURCE').map(({ at }) => at),
  };
}

/** The first line of a file is its reason and holds no marks. */
function marksOf({ uri, text }: BenchFile): { kind: string; at: string; rest: string }[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const found = index === 0 ? null : /(?:^|\s)#\s*(LEAK|SOURCE)\b(.*)$/.exec(line);
    return found ? [{ kind: found[1]!, at: `${uri}:${index + 1}`, rest: found[2]!.trim() }] : [];
  });
}

function entriesOf(folder: string) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function foldersIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

function flowsIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => (entry.isFile() && /\.ya?ml$/i.test(entry.name) ? [entry.name] : []));
}

function filesBelow(folder: string): string[] {
  const below = foldersIn(folder).flatMap((name) => filesBelow(`${folder}/${name}`));
  return [...flowsIn(folder).map((name) => `${folder}/${name}`), ...below];
}
