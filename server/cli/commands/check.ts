import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { maskProse } from '../../core/text/masking.js';
import { renderHtml } from '../../reports/html/html.js';
import { renderJson } from '../../reports/json.js';
import { hiddenRules } from '../../reports/left-out.js';
import { type Report, repairsOf, reportFiles } from '../../reports/report.js';
import { renderSarif } from '../../reports/sarif.js';
import { summaryLine } from '../../reports/summary-line.js';
import { type ExitCode, exitCodeOf } from '../../reports/verdict.js';
import { visible } from '../../reports/visible.js';
import type { CheckOptions } from '../args.js';
import { applyBaseline } from '../baseline-file.js';
import type { Discovery } from '../discover.js';
import type { Host } from '../host.js';
import { inspect, inspectionProblems, type Product } from '../inspect.js';
import { reasonOf } from '../io-error.js';
import { renderGithub } from '../output/github.js';
import { renderText } from '../output/text.js';
import { Progress } from '../progress.js';
import type { Read } from '../read-inputs.js';

/** `keytrace check`: read, analyse, compare, render, judge. */
export async function check(options: CheckOptions, product: Product, host: Host): Promise<ExitCode> {
  const start = host.now();
  const progress = new Progress(host, options.quiet);
  const inspection = await inspect(options, product, host, progress);
  const { found, reads, sources } = inspection;
  progress.analysing(
    sources.length,
    reads.reduce((sum, read) => sum + read.bytes, 0),
  );
  const analysis = inspection.analyse(sources);
  progress.clear();

  const { baseline } = options;
  const compared =
    baseline === undefined
      ? { findings: analysis.findings, problems: [], remarks: [] }
      : applyBaseline(analysis.findings, baseline, host.cwd);
  const outcome = {
    files: reportFiles(reads, analysis),
    findings: compared.findings,
    dataActionCalls: analysis.dataActionCalls,
    problems: [...inspectionProblems(inspection), ...compared.problems],
  };
  const report: Report = {
    ...outcome,
    exitCode: exitCodeOf(outcome, { ...options, isSearch: found.isSearch }),
    rules: product.rules,
    version: product.version,
    rootUri: folderUri(host.cwd),
    hasBaseline: baseline !== undefined,
    durationMs: Math.round(host.now() - start),
    leftOut: {
      files: inspection.leftOut,
      rules: hiddenRules(product.rules, outcome.files, inspection.loaded.configOf),
    },
    remarks: [...repairsOf(reads), ...compared.remarks],
    date: options.date,
  };
  const lines = [...remarks(options, found, reads, report), ...(options.quiet ? [] : compared.remarks)];
  for (const line of lines) host.stderr.write(`keytrace: ${visible(maskProse(line))}\n`);
  return emit(render(report, options, host), report, options, host);
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
    case 'html':
      return renderHtml(report);
    case 'github':
      return renderGithub(report, { cwd: host.cwd, workspace: host.env.GITHUB_WORKSPACE, hasSummary });
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

function folderUri(folder: string): string {
  return `${pathToFileURL(folder).href.replace(/\/$/, '')}/`;
}

function usesColor({ color, output }: CheckOptions, { env, stdout }: Host): boolean {
  const isRefused = !color || output !== undefined || (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return !isRefused && (stdout.isTerminal || (env.FORCE_COLOR ?? '0') !== '0');
}

function widthOf({ output }: CheckOptions, { stdout }: Host): number {
  return output === undefined ? stdout.columns : 0;
}
