import type { AnalysedFile } from '../core/analysis.js';
import type { Finding, Step } from '../core/model/finding.js';
import { locate } from './report.js';
import type { RuleInfo } from './rule-info.js';

/** A hard-coded credential is the very thing that the finding is about. */
const LITERAL_CWES: ReadonlySet<string> = new Set(['CWE-259', 'CWE-321', 'CWE-547', 'CWE-798']);

/** Every step of the path in order, the finding's own place last. */
export function stepsOf(finding: Finding, sources: ReadonlyMap<string, AnalysedFile>): readonly Step[] {
  const last = finding.trace.at(-1);
  const isShown = last?.uri === finding.uri && locate(last, sources).line === locate(finding, sources).line;
  return isShown ? finding.trace : [...finding.trace, { uri: finding.uri, span: finding.span, message: '' }];
}

/** Tells findings about values that stand in the flow itself: code frames show none of it. */
export function literalFindings(rules: readonly RuleInfo[]): (finding: Finding) => boolean {
  const literal = new Set(rules.filter(({ family }) => family === 'literal').map(({ id }) => id));
  return ({ rule, cwe }) => literal.has(rule) || cwe.some((id) => LITERAL_CWES.has(id));
}
