import { rankOf, type Severity } from './findings.js';

/** What two states of the same files are compared by. */
export interface Comparable {
  /** Survives moved lines; told apart within one file. */
  readonly fingerprint: string;
  readonly severity: Severity;
  /** Somebody has accepted it, with a reason in the files. */
  readonly isSuppressed: boolean;
  readonly place: { readonly uri: string };
}

/** What a change opens and closes; each finding is in one of the lists, the worst first. */
export interface Changes<F> {
  readonly opened: readonly F[];
  /** As they were before the change. */
  readonly closed: readonly F[];
  readonly unchanged: readonly F[];
  /** Still there, but accepted with the change: nothing was repaired. */
  readonly accepted: readonly F[];
}

/** Compares two states. A file that has moved has to have the same address in both. */
export function changesBetween<F extends Comparable>(before: readonly F[], after: readonly F[]): Changes<F> {
  const were = byKey(before.filter(isShown));
  const are = byKey(after);
  const shown = after.filter(isShown);
  return {
    opened: worstFirst(shown.filter((finding) => !were.has(keyOf(finding)))),
    closed: worstFirst([...were.values()].filter((finding) => !are.has(keyOf(finding)))),
    unchanged: worstFirst(shown.filter((finding) => were.has(keyOf(finding)))),
    accepted: worstFirst(after.filter((finding) => finding.isSuppressed && were.has(keyOf(finding)))),
  };
}

export interface SeverityCount {
  readonly severity: Severity;
  readonly count: number;
}

/** How many of each severity there are, the worst first; those that do not occur are left out. */
export function countsBySeverity(findings: readonly { readonly severity: Severity }[]): readonly SeverityCount[] {
  const counts = new Map<Severity, number>();
  for (const { severity } of findings) counts.set(severity, (counts.get(severity) ?? 0) + 1);
  return [...counts].map(([severity, count]) => ({ severity, count })).sort((a, b) => bySeverity(a, b));
}

/** The order within one severity stays as it is. */
export function worstFirst<F extends { readonly severity: Severity }>(findings: readonly F[]): readonly F[] {
  return [...findings].sort(bySeverity);
}

function bySeverity(a: { readonly severity: Severity }, b: { readonly severity: Severity }): number {
  return rankOf(a.severity) - rankOf(b.severity);
}

function isShown({ isSuppressed }: Comparable): boolean {
  return !isSuppressed;
}

function byKey<F extends Comparable>(findings: readonly F[]): ReadonlyMap<string, F> {
  return new Map(findings.map((finding) => [keyOf(finding), finding]));
}

/** An address holds no blank. */
function keyOf({ fingerprint, place }: Comparable): string {
  return `${place.uri} ${fingerprint}`;
}
