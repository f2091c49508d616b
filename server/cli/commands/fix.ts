import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { applyFixes, type FixResult } from '../../core/fixing.js';
import type { Fix } from '../../core/model/finding.js';
import type { Remedy } from '../../core/rules/fixes/choose.js';
import { maskProse } from '../../core/text/masking.js';
import { counted } from '../../reports/summary-line.js';
import type { ExitCode } from '../../reports/verdict.js';
import { visible } from '../../reports/visible.js';
import type { FixOptions } from '../args.js';
import type { Host } from '../host.js';
import { type Inspection, inspect, inspectionProblems, type Product } from '../inspect.js';
import { unifiedDiff } from '../output/unified-diff.js';
import { Progress } from '../progress.js';
import { createText, replaceText } from '../write-text.js';

/** `keytrace fix`: applies the fixes that keep their promise, or shows what they would change. */
export async function fix(options: FixOptions, product: Product, host: Host): Promise<ExitCode> {
  const say = (line: string) => host.stderr.write(`keytrace: ${visible(maskProse(line))}\n`);
  const progress = new Progress(host, options.quiet);
  const inspection = await inspect(options, product, host, progress);
  const { sources } = inspection;
  const allowed = allowedFiles(inspection, options, host.cwd);
  const result = applyFixes(sources, {
    analyse: inspection.analyse,
    accepts: (one, finding) =>
      (one.safe || options.isUnsafe) && (options.rules?.has(finding.rule) ?? true) && allowed(one),
  });
  progress.clear();
  const problems = inspectionProblems(inspection);
  for (const problem of problems) say(problem);
  const texts = new Map(sources.map(({ uri, text }) => [uri, text]));
  const failures = options.isDryRun ? showDiff(result, texts, host) : write(result, texts, inspection, host);
  for (const failure of failures) say(failure);
  if (!options.quiet) for (const line of summary(result, options)) say(line);
  if (problems.length + failures.length > 0) return 2;
  return options.isDryRun && result.changed.size > 0 ? 1 : 0;
}

/** Only files that were read, and new ones in folders that were named; links must not lead out of them. */
function allowedFiles({ reads }: Inspection, { paths }: FixOptions, cwd: string): (fix: Fix) => boolean {
  const named = paths.flatMap((name) => realPath(path.resolve(cwd, name)) ?? []);
  const folders = named.filter((file) => statSync(file).isDirectory());
  const isNamed = (real: string | undefined) => {
    return real !== undefined && (named.includes(real) || folders.some((folder) => isBelow(real, folder)));
  };
  const readable = new Set(reads.filter(({ file, repair }) => file && repair === '').map((read) => read.path));
  const isAllowed = (uri: string) => readable.has(uri) && isNamed(realPath(path.resolve(cwd, uri)));
  const isFree = (uri: string) => {
    const file = path.resolve(cwd, uri);
    return realPath(file) === undefined && isNamed(realPath(path.dirname(file)));
  };
  return ({ edits, newFiles = new Map() }) => [...edits.keys()].every(isAllowed) && [...newFiles.keys()].every(isFree);
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

function showDiff(result: FixResult, texts: ReadonlyMap<string, string>, host: Host): string[] {
  for (const [uri, text] of result.changed) {
    const lines = unifiedDiff(uri, texts.get(uri), text).split('\n');
    host.stdout.write(lines.map((line) => visible(maskProse(line))).join('\n'));
  }
  return [];
}

/** Gives back what could not be written. */
function write(
  { changed, created }: FixResult,
  texts: ReadonlyMap<string, string>,
  { reads }: Inspection,
  host: Host,
): string[] {
  const files = new Map(reads.map((read) => [read.path, read.file]));
  return [...changed].flatMap(([uri, text]) => {
    const file = files.get(uri) ?? path.resolve(host.cwd, uri);
    const failure = created.has(uri) ? createText(file, text) : replaceText(file, texts.get(uri) ?? '', text);
    return failure === undefined ? [] : [`${uri}: not written: ${failure}`];
  });
}

function summary({ applied, refused, changed }: FixResult, { isDryRun }: FixOptions): string[] {
  const lines = applied.map((remedy) => `${isDryRun ? 'would be applied' : 'applied'}: ${describe(remedy)}`);
  for (const remedy of refused) lines.push(`not applied: ${describe(remedy)}: ${remedy.reason}`);
  const done = `${counted(applied.length, 'change')} in ${counted(changed.size, 'file')}`;
  const left = refused.length > 0 ? `, ${refused.length} not applied` : '';
  return [...lines, `${isDryRun ? `${done}, nothing written` : done}${left}`];
}

function describe({ fix: { title }, findings }: Remedy): string {
  const [first] = findings;
  return first ? `${first.uri}: ${title} (${first.rule}: ${first.message})` : title;
}
