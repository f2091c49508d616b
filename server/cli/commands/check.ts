import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Analysis } from '../../core/analysis.js';
import { applyConfig } from '../../core/config/config.js';
import type { SourceFile } from '../../core/formats/format.js';
import { maskProse } from '../../core/text/masking.js';
import type { CheckOptions } from '../args.js';
import { type Discovery, discover, type Input } from '../discover.js';
import type { Host } from '../host.js';
import { reasonOf } from '../io-error.js';
import { loadConfig, withoutIgnored } from '../load-config.js';
import { renderGithub } from '../output/github.js';
import { renderJson } from '../output/json.js';
import { renderSarif } from '../output/sarif.js';
import { summaryLine } from '../output/summary-line.js';
import { renderText } from '../output/text.js';
import { visible } from '../output/visible.js';
import { Progress } from '../progress.js';
import { MAX_BYTES, readText, tooLarge } from '../read-text.js';
import { type ExitCode, exitCodeOf, type FileRead, type Report, reportFiles } from '../report.js';
import type { RuleInfo } from '../rule-info.js';

/** What the command line knows of the product. */
export interface Product {
  readonly version: string;
  readonly rules: readonly RuleInfo[];
  analyse(files: readonly SourceFile[]): Analysis;
}

/** `keytrace check`: read, analyse, render, judge. */
export async function check(options: CheckOptions, product: Product, host: Host): Promise<ExitCode> {
  const start = host.now();
  const progress = new Progress(host, options.quiet);
  const found = discover(options.paths, host.cwd, options.stdinPath);
  const loaded = loadConfig(options.paths, host.cwd);
  const { reads, sources } = await readAll(withoutIgnored(found.inputs, loaded), host, progress);
  progress.analysing(
    sources.length,
    reads.reduce((sum, read) => sum + read.bytes, 0),
  );
  const analysis = product.analyse(sources);
  progress.clear();

  const configured = { ...analysis, findings: applyConfig(analysis.findings, loaded.config) };
  const problems = [...loaded.problems, ...found.problems];
  const report = judge(options, { ...found, problems }, reads, configured, product, host, start);
  for (const line of remarks(options, found, reads, report))
    host.stderr.write(`keytrace: ${visible(maskProse(line))}\n`);
  return emit(render(report, options, host), report, options, host);
}

interface Read extends FileRead {
  readonly source: SourceFile | undefined;
}

async function readAll(inputs: readonly Input[], host: Host, progress: Progress) {
  const reads: Read[] = [];
  for (const input of inputs) {
    progress.reading(reads.length, inputs.length);
    reads.push(await readInput(input, host));
  }
  return { reads, sources: reads.flatMap(({ source }) => (source === undefined ? [] : [source])) };
}

async function readInput(input: Input, host: Host): Promise<Read> {
  const { path, isNamed } = input;
  const failed = (failure: string, bytes: number) => ({ path, isNamed, bytes, failure, repair: '', source: undefined });
  try {
    const size = input.file === undefined ? 0 : statSync(input.file).size;
    if (size > MAX_BYTES) return failed(tooLarge(size), size);
    const content = input.file === undefined ? await host.readStdin() : readFileSync(input.file);
    const read = readText(content);
    if ('failure' in read) return failed(read.failure, content.length);
    const source = { uri: path, text: read.text };
    return { path, isNamed, bytes: content.length, failure: '', repair: read.problem, source };
  } catch (error) {
    return failed(reasonOf(error), 0);
  }
}

function judge(
  options: CheckOptions,
  { problems, isSearch }: Discovery,
  reads: readonly Read[],
  analysis: Analysis,
  { version, rules }: Product,
  host: Host,
  start: number,
): Report {
  const unread = reads.filter(({ failure }) => failure !== '').map((read) => `${read.path}: ${read.failure}`);
  const outcome = {
    files: reportFiles(reads, analysis),
    findings: analysis.findings,
    problems: [...problems, ...unread],
  };
  return {
    ...outcome,
    exitCode: exitCodeOf(outcome, { ...options, isSearch }),
    rules,
    version,
    cwd: host.cwd,
    durationMs: Math.round(host.now() - start),
  };
}

/** The lines for standard error: what made the run fail, and unless quiet what else a reader should know. */
function remarks(options: CheckOptions, { isSearch }: Discovery, reads: readonly Read[], report: Report): string[] {
  const repairs = new Map(reads.map(({ path, repair }) => [path, repair]));
  const isEmptySearch = isSearch && report.files.length > 0 && report.files.every(({ status }) => status === 'ignored');
  const lines = [...report.problems];
  if (isEmptySearch) lines.push(`nothing analysed: no flow in ${options.paths.join(' ')}`);
  if (options.quiet && !options.strict) return lines;
  for (const { path, status, reason, problems, isNamed } of report.files) {
    const isReported = report.problems.some((problem) => problem.startsWith(`${path}: `));
    const repair = repairs.get(path) ?? '';
    if (status === 'failed' && !isReported) lines.push(`${path}: failed: ${reason}`);
    if (status === 'ignored' && isNamed) lines.push(`${path}: ignored: ${reason}`);
    if (status === 'analysed' && repair !== '') lines.push(`${path}: ${repair}`);
    else if (options.strict && problems > 0) lines.push(`${path}: not fully understood (problems: ${problems})`);
  }
  return lines;
}

function render(report: Report, options: CheckOptions, host: Host): string {
  const hasSummary = !options.quiet;
  switch (options.format) {
    case 'text':
      return renderText(report, { color: usesColor(options, host), columns: widthOf(options, host), hasSummary });
    case 'json':
      return renderJson(report);
    case 'sarif':
      return renderSarif(report);
    case 'github':
      return renderGithub(report, { workspace: host.env.GITHUB_WORKSPACE, hasSummary });
  }
}

function emit(text: string, report: Report, options: CheckOptions, host: Host): ExitCode {
  if (options.output === undefined) {
    host.stdout.write(text);
    return report.exitCode;
  }
  try {
    writeFileSync(path.resolve(host.cwd, options.output), text);
  } catch (error) {
    host.stderr.write(`keytrace: ${visible(options.output)}: cannot be written: ${reasonOf(error)}\n`);
    return 2;
  }
  if (!options.quiet) host.stderr.write(`keytrace: ${summaryLine(report)}\n`);
  return report.exitCode;
}

function usesColor({ color, output }: CheckOptions, { env, stdout }: Host): boolean {
  const isRefused = !color || output !== undefined || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return !isRefused && (stdout.isTerminal || (env.FORCE_COLOR ?? '0') !== '0');
}

function widthOf({ output }: CheckOptions, { stdout }: Host): number {
  return output === undefined ? stdout.columns : 0;
}
