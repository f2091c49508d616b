import type { Finding, Severity } from '../core/model/finding.js';
import type { Report, ReportFile } from './report.js';

/** The least severity that counts. */
export type Threshold = Severity | 'never';
export type ExitCode = 0 | 1 | 2;

const ORDER: readonly Threshold[] = ['error', 'warning', 'information', 'hint'];

export interface Verdict {
  readonly failOn: Threshold;
  readonly strict: boolean;
  /** A folder or glob was searched; a search that comes home without a flow has not run. */
  readonly isSearch: boolean;
}

/** What `keytrace check` goes by when it is told nothing else, in a folder. */
export const DEFAULT_VERDICT: Verdict = { failOn: 'warning', strict: false, isSearch: true };

/** The table in docs/cli.md, in its order. */
export function exitCodeOf(
  { files, findings, problems }: Pick<Report, 'files' | 'findings' | 'problems'>,
  { failOn, strict, isSearch }: Verdict,
): ExitCode {
  if (problems.length > 0) return 2;
  if (isSearch && files.every((file) => file.status === 'ignored')) return 2;
  if (strict && !files.every(isFullyUnderstood)) return 2;
  const threshold = ORDER.indexOf(failOn);
  const counts = (finding: Finding) => finding.suppressed === undefined && ORDER.indexOf(finding.severity) <= threshold;
  return findings.some(counts) ? 1 : 0;
}

/** Files without a flow are expected in a folder, but not among files named one by one. */
function isFullyUnderstood({ status, isNamed, problems }: ReportFile): boolean {
  return status === 'ignored' ? !isNamed : status === 'analysed' && problems === 0;
}
