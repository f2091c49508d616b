import type { Finding, Fix, WorkspaceChange } from '../model/finding.js';
import { changeKey, compatible, remediesOf, together } from '../rules/fixes/choose.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { findingsIn, findingsOf } from './findings-at.js';

/** Something that the host does; names are told apart by what follows 'keytrace.'. */
export interface EditorCommand {
  /** 'keytrace.suppress' asks for a reason and applies `suppressEdit`. */
  readonly name: 'keytrace.suppress' | 'keytrace.showPath' | 'keytrace.explainRule';
  readonly arguments: readonly string[];
}

interface CommonAction {
  readonly title: string;
  /** What it is about; all of them are gone afterwards where it edits. */
  readonly findings: readonly Finding[];
  /** The one to take when somebody takes the first that fits. */
  readonly isPreferred: boolean;
}

/** Kinds are the protocol's words. Either the texts change or the host does something. */
export type CodeAction =
  | (CommonAction & WorkspaceChange & { readonly kind: 'quickfix' | 'source.fixAll' })
  | (CommonAction & { readonly kind: 'quickfix'; readonly command: EditorCommand });

/** What can be done about the findings that a range touches: fixes first, then what explains or silences them. */
export function codeActions(context: IdeContext, range: Span): CodeAction[] {
  const findings = findingsIn(context, range);
  return [
    ...fixes(findings),
    ...fixAll(findingsOf(context)),
    ...findings.flatMap(showPath),
    ...oncePerRule(findings).flatMap(explain),
    ...oncePerRule(findings).map(suppress),
  ];
}

/** The same change may mend several findings. */
function fixes(findings: readonly Finding[]): CodeAction[] {
  const byChange = new Map<string, { fix: Fix; findings: Finding[] }>();
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      const key = `${fix.title}\n${changeKey(fix)}`;
      const entry = byChange.get(key) ?? { fix, findings: [] };
      byChange.set(key, entry);
      entry.findings.push(finding);
    }
  }
  let hasPreferred = false;
  return [...byChange.values()].map(({ fix, findings: mended }) => {
    const isPreferred = fix.safe && !hasPreferred;
    hasPreferred ||= isPreferred;
    const title = fix.safe ? fix.title : `${fix.title} (look at the result)`;
    const { edits, newFiles } = fix;
    return { title, kind: 'quickfix', findings: mended, isPreferred, edits, ...(newFiles ? { newFiles } : {}) };
  });
}

/** Every safe fix of the file at once; of two that touch the same place the first one counts. */
function fixAll(findings: readonly Finding[]): CodeAction[] {
  const remedies = compatible(remediesOf(findings, ({ safe }) => safe));
  if (remedies.length === 0) return [];
  const mended = new Set(remedies.flatMap((remedy) => remedy.findings));
  return [
    {
      title: 'Apply all safe fixes in this file',
      kind: 'source.fixAll',
      findings: findings.filter((finding) => mended.has(finding)),
      isPreferred: false,
      ...together(remedies.map(({ fix }) => fix)),
    },
  ];
}

function showPath(finding: Finding): CodeAction[] {
  if (finding.trace.length < 2) return [];
  return [command('Show the path in the graph', [finding], 'keytrace.showPath', [finding.uri, finding.fingerprint])];
}

function explain(finding: Finding): CodeAction[] {
  return [command(`Explain ${finding.rule}`, [finding], 'keytrace.explainRule', [finding.rule])];
}

function suppress(finding: Finding): CodeAction {
  const title = `Ignore ${finding.rule} here, with a reason`;
  return command(title, [finding], 'keytrace.suppress', [finding.uri, finding.fingerprint]);
}

function command(
  title: string,
  findings: readonly Finding[],
  name: EditorCommand['name'],
  args: readonly string[],
): CodeAction {
  return { title, kind: 'quickfix', findings, isPreferred: false, command: { name, arguments: args } };
}

/** A rule is explained, and silenced on a line, once. */
function oncePerRule(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
}
