import type { Finding, Fix, WorkspaceChange } from '../../model/finding.js';
import type { Edit, Span } from '../../text/span.js';

/** One change, with every finding that it mends. */
export interface Remedy {
  readonly fix: Fix;
  readonly findings: readonly Finding[];
}

/** The first fix of each finding that is acceptable; the same change for several findings is one. */
export function remediesOf(findings: readonly Finding[], accepts: (fix: Fix) => boolean): readonly Remedy[] {
  const byChange = new Map<string, { fix: Fix; findings: Finding[] }>();
  for (const finding of findings) {
    const fix = finding.fixes.find(accepts);
    if (!fix) continue;
    const key = changeKey(fix);
    const known = byChange.get(key);
    if (known) known.findings.push(finding);
    else byChange.set(key, { fix, findings: [finding] });
  }
  return [...byChange.values()];
}

/** Those that can be applied together: of two that touch the same place the first one counts. */
export function compatible(remedies: readonly Remedy[]): readonly Remedy[] {
  const edits = new Map<string, Edit[]>();
  const newFiles = new Set<string>();
  return remedies.filter(({ fix }) => {
    if (!fits(edits, newFiles, fix)) return false;
    for (const [uri, added] of fix.edits) edits.set(uri, [...(edits.get(uri) ?? []), ...added]);
    for (const uri of fix.newFiles?.keys() ?? []) newFiles.add(uri);
    return true;
  });
}

/** Several changes as one. */
export function together(changes: readonly WorkspaceChange[]): WorkspaceChange {
  const edits = new Map<string, readonly Edit[]>();
  for (const change of changes) {
    for (const [uri, added] of change.edits) edits.set(uri, [...(edits.get(uri) ?? []), ...added]);
  }
  const newFiles = new Map(changes.flatMap((change) => [...(change.newFiles ?? [])]));
  return newFiles.size > 0 ? { edits, newFiles } : { edits };
}

/** Equal for changes that do the same. */
export function changeKey({ edits, newFiles = new Map() }: WorkspaceChange): string {
  return JSON.stringify([
    [...edits].map(([uri, list]) => [uri, list.map(({ span, newText }) => [span.start, span.end, newText])]),
    [...newFiles],
  ]);
}

function fits(edits: ReadonlyMap<string, readonly Edit[]>, newFiles: ReadonlySet<string>, fix: Fix): boolean {
  for (const uri of fix.newFiles?.keys() ?? []) if (newFiles.has(uri)) return false;
  for (const [uri, added] of fix.edits) {
    const taken = edits.get(uri) ?? [];
    if (added.some(({ span }) => taken.some((other) => touches(span, other.span)))) return false;
  }
  return true;
}

/** Insertions at one place have no order, so they count as the same place. */
function touches(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && (a.end === a.start || b.end === b.start));
}
