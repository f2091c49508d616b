import type { AnalysedFile, Analysis } from '../core/analysis.js';
import type { Finding, Place, Severity } from '../core/model/finding.js';
import type { LeftOut } from './left-out.js';
import type { RuleInfo } from './rule-info.js';
import type { ExitCode } from './verdict.js';

export interface ReportFile {
  readonly path: string;
  readonly status: AnalysedFile['status'];
  /** True when the user named this very file. */
  readonly isNamed: boolean;
  readonly format: string | undefined;
  readonly flows: readonly string[];
  /** Number of data actions that it declares. */
  readonly dataActions: number;
  readonly problems: number;
  readonly bytes: number;
  /** Why it is ignored or failed; '' when analysed. */
  readonly reason: string;
  /** What spans count in; undefined when the file could not be read. */
  readonly source: AnalysedFile | undefined;
}

/** Everything that an output format may say. */
export interface Report {
  /** Ordered by path. */
  readonly files: readonly ReportFile[];
  readonly findings: readonly Finding[];
  readonly dataActionCalls: Analysis['dataActionCalls'];
  /** Lines about arguments and files that could not be read; any of them means exit code 2. */
  readonly problems: readonly string[];
  readonly rules: readonly RuleInfo[];
  readonly version: string;
  /** Address of the folder that paths are relative to; ends with `/`. */
  readonly rootUri: string;
  /** Findings were compared with a baseline: those that it knows are accepted, all others are new. */
  readonly hasBaseline: boolean;
  readonly exitCode: ExitCode;
  readonly durationMs: number;
  readonly leftOut: LeftOut;
  /** What a reader should know about how it was made, one line each. */
  readonly remarks: readonly string[];
  /** The day that it bears, 2026-12-31; undefined when nobody has named one. */
  readonly date: string | undefined;
}

export interface FileRead {
  readonly path: string;
  readonly isNamed: boolean;
  readonly bytes: number;
  /** Why there is no text to analyse; '' when there is. */
  readonly failure: string;
  /** What had to be repaired to read it; '' when nothing. */
  readonly repair: string;
}

/** Joins what was read with what the core made of it. */
export function reportFiles(reads: readonly FileRead[], analysis: Analysis): ReportFile[] {
  const analysed = new Map(analysis.files.map((file) => [file.uri, file]));
  return reads.map(({ path, isNamed, bytes, failure, repair }) => {
    const source = analysed.get(path);
    const flows = source?.flows.map(({ name }) => name) ?? [];
    const dataActions = source?.dataActions.length ?? 0;
    const common = { path, isNamed, bytes, source, format: source?.format, flows, dataActions };
    if (failure !== '') return { ...common, status: 'failed', problems: 0, reason: failure };
    if (source === undefined) return { ...common, status: 'failed', problems: 0, reason: 'the analysis left it out' };
    const isRepaired = repair !== '' && source.status !== 'ignored';
    return {
      ...common,
      status: source.status,
      problems: source.problems + (isRepaired ? 1 : 0),
      reason: source.reason,
    };
  });
}

/** What had to be repaired before files could be analysed, one line each. */
export function repairsOf(reads: readonly FileRead[]): string[] {
  return reads.filter(({ repair }) => repair !== '').map(({ path, repair }) => `${path}: ${repair}`);
}

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
  readonly hints: number;
  readonly suppressed: number;
  readonly files: number;
  readonly analysed: number;
  readonly ignored: number;
  readonly failed: number;
}

export function summarise({ files, findings }: Pick<Report, 'files' | 'findings'>): Summary {
  const open = findings.filter((finding) => finding.suppressed === undefined);
  const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  const having = (status: ReportFile['status']) => files.filter((file) => file.status === status).length;
  return {
    errors: count('error'),
    warnings: count('warning'),
    information: count('information'),
    hints: count('hint'),
    suppressed: findings.length - open.length,
    files: files.length,
    analysed: having('analysed'),
    ignored: having('ignored'),
    failed: having('failed'),
  };
}

/** 1-based lines and columns; `end` is exclusive. Columns count UTF-16 code units. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Where a place is in its own file; the first character when that file is not among the sources. */
export function locate(place: Place, sources: ReadonlyMap<string, AnalysedFile>): Range {
  const lines = sources.get(place.uri)?.lines;
  if (lines === undefined) return { line: 1, column: 1, endLine: 1, endColumn: 1 };
  const start = lines.positionAt(place.span.start);
  const end = lines.positionAt(Math.max(place.span.start, place.span.end));
  return { line: start.line + 1, column: start.column + 1, endLine: end.line + 1, endColumn: end.column + 1 };
}

export function sourcesOf(files: readonly ReportFile[]): ReadonlyMap<string, AnalysedFile> {
  return new Map(files.flatMap(({ source }) => (source === undefined ? [] : [[source.uri, source] as const])));
}
