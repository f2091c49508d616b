import type { Finding } from '../model/finding.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { holds, overlaps } from './place.js';

const byUri = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>();

/** As much of a context as it takes to know what was found in its file. */
interface FileFindings {
  readonly file: { readonly uri: string };
  readonly findings: readonly Finding[];
}

/** Findings of the file that is asked about, in report order, without those that somebody has accepted. */
export function findingsOf({ findings, file }: FileFindings): readonly Finding[] {
  return group(findings).get(file.uri) ?? [];
}

/** Findings whose place holds an offset. */
export function findingsAt(context: IdeContext, offset: number): Finding[] {
  return findingsOf(context).filter(({ span }) => holds(span, offset));
}

/** Findings whose place touches a range. */
export function findingsIn(context: IdeContext, range: Span): Finding[] {
  return findingsOf(context).filter(({ span }) => overlaps(span, range));
}

function group(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const known = byUri.get(findings);
  if (known) return known;
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.suppressed) continue;
    const list = groups.get(finding.uri);
    if (list) list.push(finding);
    else groups.set(finding.uri, [finding]);
  }
  byUri.set(findings, groups);
  return groups;
}
