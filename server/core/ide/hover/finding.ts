import type { Finding } from '../../model/finding.js';
import { rules } from '../../rules/index.generated.js';
import { docsLink, escapeSentence } from '../markdown.js';

const ruleById = new Map(rules.map((rule) => [rule.id, rule]));

/** A few findings at one place say enough; the list of problems has them all. */
const MOST = 3;

/** Findings as short paragraphs: what the rule is about, why, what to do instead. One paragraph per rule. */
export function describeFindings(findings: readonly Finding[]): string[] {
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]));
  const shown = [...byRule.values()].slice(0, MOST).map(describe);
  const more = byRule.size - shown.length;
  return more > 0 ? [...shown, `${more} more ${more === 1 ? 'rule has' : 'rules have'} something to say here.`] : shown;
}

function describe({ rule: id, severity, confidence, help }: Finding): string {
  const rule = ruleById.get(id);
  if (!rule) return docsLink(id, help);
  return [
    `**${escapeSentence(rule.title)}** (${severity}, ${confidence} confidence)`,
    `Why: ${escapeSentence(rule.why)}`,
    `Instead: ${escapeSentence(rule.instead)}`,
    docsLink(id, help),
  ].join('  \n');
}
