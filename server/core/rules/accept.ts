import type { Finding } from '../model/finding.js';
import type { Settings } from './settings.js';
import type { Ignore } from './suppressions.js';

/** What became of one wish to accept findings. */
export interface JudgedIgnore {
  readonly ignore: Ignore;
  /** Findings that it covers, whether or not it may accept them. */
  readonly covered: number;
  readonly isExpired: boolean;
  /** The configuration lets nobody accept findings in this file. */
  readonly isForbidden: boolean;
}

/** The findings, with a word beside those that somebody accepts, and what became of each wish. */
export function acceptFindings(
  findings: readonly Finding[],
  ignores: readonly Ignore[],
  { settingsOf, today, readsIgnores }: Settings,
): { readonly findings: readonly Finding[]; readonly judged: readonly JudgedIgnore[] } {
  if (ignores.length === 0 || readsIgnores === false) return { findings, judged: [] };
  const byRule = new Map<string, Ignore[]>();
  for (const ignore of ignores) byRule.set(ignore.rule, [...(byRule.get(ignore.rule) ?? []), ignore]);
  const covered = new Map<Ignore, number>();
  const isExpired = ({ until }: Ignore) => until !== undefined && today !== undefined && until < today;
  const accepted = findings.map((finding) => {
    const fitting = (byRule.get(finding.rule) ?? []).filter((ignore) => ignore.covers(finding));
    for (const ignore of fitting) covered.set(ignore, (covered.get(ignore) ?? 0) + 1);
    const valid = fitting.find((ignore) => ignore.problem === undefined && !isExpired(ignore));
    if (!valid || !settingsOf(finding.uri).allowSuppressions) return finding;
    return { ...finding, suppressed: { kind: valid.kind, reason: valid.reason } };
  });
  const judged = ignores.map((ignore) => ({
    ignore,
    covered: covered.get(ignore) ?? 0,
    isExpired: isExpired(ignore),
    isForbidden: !settingsOf(ignore.place.uri).allowSuppressions,
  }));
  return { findings: accepted, judged };
}
