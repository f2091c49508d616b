import path from 'node:path';
import type { Finding } from '../../core/model/finding.js';
import { maskProse } from '../../core/text/masking.js';
import { locate, type Report, sourcesOf } from '../../reports/report.js';
import { summaryLine } from '../../reports/summary-line.js';
import { visible } from '../../reports/visible.js';

const COMMANDS = { error: 'error', warning: 'warning', information: 'notice', hint: 'notice' } as const;

export interface GithubStyle {
  /** What paths are relative to. */
  readonly cwd: string;
  /** GITHUB_WORKSPACE: where the repository is checked out. */
  readonly workspace: string | undefined;
  readonly hasSummary: boolean;
}

/**
 * Workflow commands that GitHub Actions turns into annotations (docs.github.com, "Workflow commands for GitHub
 * Actions"). Annotations are matched to files by their path in the repository.
 */
export function renderGithub(report: Report, { cwd, workspace, hasSummary }: GithubStyle): string {
  const sources = sourcesOf(report.files);
  const fileName = (file: string) => inRepository(file, cwd, workspace);
  const lines = report.findings
    .filter((finding) => finding.suppressed === undefined)
    .map((finding) => annotation(finding, fileName, sources));
  for (const file of report.files) {
    if (file.status === 'failed') lines.push(command('error', { file: fileName(file.path) }, clean(file.reason)));
  }
  if (hasSummary) lines.push(summaryLine(report));
  return lines.map((line) => `${line}\n`).join('');
}

function annotation(
  finding: Finding,
  fileName: (file: string) => string,
  sources: ReturnType<typeof sourcesOf>,
): string {
  const { line, column, endLine, endColumn } = locate(finding, sources);
  const place = { file: fileName(finding.uri), line, endLine };
  // GitHub takes columns only for annotations within one line.
  const columns = line === endLine ? { col: column, endColumn: Math.max(column, endColumn - 1) } : {};
  const steps = finding.trace.map((step, index) => {
    return `${index + 1}. ${step.uri}:${locate(step, sources).line} ${step.message}`;
  });
  const text = [finding.message, ...steps].map(clean).join('\n');
  return command(COMMANDS[finding.severity], { ...place, ...columns, title: finding.rule }, text);
}

function clean(text: string): string {
  return visible(maskProse(text));
}

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(',')}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function inRepository(file: string, cwd: string, workspace: string | undefined): string {
  if (workspace === undefined || workspace === '') return file;
  const relative = path.relative(workspace, path.resolve(cwd, file)).replaceAll(path.sep, '/');
  return relative.startsWith('../') || path.isAbsolute(relative) ? file : relative;
}
