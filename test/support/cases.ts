import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '../../server/core/analysis.js';
import { CONFIG_FILE } from '../../server/core/config/candidates.js';
import { applyConfig, mergeConfig } from '../../server/core/config/config.js';
import { readConfig } from '../../server/core/config/read-config.js';
import type { Finding, Place } from '../../server/core/model/finding.js';
import { analyse } from '../../server/core/workspace.js';

/** A test case: one text file of prose, files and expectations. Every section begins with a line `-- name --`. */
export interface Case {
  /** Below the folder that was searched, with `/`. */
  readonly id: string;
  readonly path: string;
  readonly prose: string;
  readonly sections: ReadonlyMap<string, string>;
}

const HEADING = /^-- (.+?) --$/;
const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** All cases below a folder of `test/`. */
export function readCases(folder: string): Case[] {
  const root = join(ROOT, folder);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.txt'));
  return names.sort().map((name) => {
    const path = join(root, name);
    return { id: relative(root, path).replaceAll('\\', '/'), path, ...splitSections(readFileSync(path, 'utf8')) };
  });
}

/** Splits an archive; what stands before the first heading is prose. */
export function splitSections(text: string): Pick<Case, 'prose' | 'sections'> {
  const sections = new Map<string, string>();
  let prose = '';
  let name: string | undefined;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const heading = HEADING.exec(line.trimEnd())?.[1];
    if (heading !== undefined) {
      name = heading;
      sections.set(name, '');
    } else if (name === undefined) prose += line;
    else sections.set(name, sections.get(name) + line);
  }
  return { prose, sections };
}

/** The files of a case, or of an example that is one file without a heading. */
export function filesOf({ prose, sections }: Pick<Case, 'prose' | 'sections'>): { uri: string; text: string }[] {
  if (sections.size === 0) return [{ uri: 'flow.yaml', text: prose }];
  return [...sections].filter(([name]) => /\.\w+$/.test(name)).map(([uri, text]) => ({ uri, text }));
}

/** The day on which all cases happen. */
const TODAY = '2026-06-30';

/**
 * What is found in the files. A `keytrace.json` among them holds for all of them; without one every rule takes part,
 * those for reviews too.
 */
export function analyseCase(files: readonly { uri: string; text: string }[]): Analysis {
  const file = files.find(({ uri }) => uri === CONFIG_FILE);
  const { layer, problems } = readConfig(file?.text ?? '{ "persona": "auditor" }');
  if (problems.length > 0) throw new Error(`${CONFIG_FILE}: ${problems.map(({ message }) => message).join('; ')}`);
  const config = mergeConfig({ ...layer, persona: layer.persona ?? 'auditor' });
  const analysis = analyse(files, { settingsOf: () => config, today: TODAY });
  return { ...analysis, findings: applyConfig(analysis.findings, config) };
}

/** `file:line:column severity rule: message`, with the trace indented below. */
export function renderFindings(files: readonly { uri: string; text: string }[], rule?: string): string {
  const analysis = analyseCase(files);
  const lines = new Map(analysis.files.map((file) => [file.uri, file.lines]));
  const place = ({ uri, span }: Place) => {
    const { line, column } = lines.get(uri)!.positionAt(span.start);
    return `${uri}:${line + 1}:${column + 1}`;
  };
  const render = (finding: Finding) => [
    `${place(finding)} ${finding.severity} ${finding.rule}: ${finding.message}${finding.suppressed ? ` (accepted: ${finding.suppressed.reason})` : ''}`,
    ...finding.trace.map((step) => `  ${place(step)} ${step.message}`),
  ];
  const wanted = analysis.findings.filter((finding) => rule === undefined || finding.rule === rule);
  return wanted.flatMap(render).join('\n');
}

/** The expectation of a case; with UPDATE=1 in the environment it is first replaced by what was found. */
export function expectationOf(one: Case, actual: string): string {
  const expected = (one.sections.get('expect') ?? '').trimEnd();
  if (process.env.UPDATE !== '1' || expected === actual) return expected;
  const text = readFileSync(one.path, 'utf8');
  const at = text.search(/^-- expect --$/m);
  const before = (at < 0 ? text : text.slice(0, at)).trimEnd();
  writeFileSync(one.path, `${before}\n-- expect --\n${actual === '' ? '' : `${actual}\n`}`);
  return actual;
}
