import type { Finding } from '../../core/model/finding.js';
import type { Report } from '../report.js';
import type { RuleInfo } from '../rule-info.js';
import type { FindingsPage } from './findings.js';
import { html, type Markup, NOTHING, type Part } from './markup.js';

/** What the rules that found something look for, so that nothing outside of the page has to be opened. */
export function ruleSections(report: Report, { numbers }: FindingsPage): Markup {
  const known = new Map(report.rules.map((rule) => [rule.id, rule]));
  const found = new Map<string, Finding[]>();
  for (const finding of report.findings) {
    const list = found.get(finding.rule);
    if (list) list.push(finding);
    else found.set(finding.rule, [finding]);
  }
  const sections = [...found]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, findings]) => {
      const links = findings
        .flatMap((finding) => numbers.get(finding) ?? [])
        .map((number) => html` <a href="#finding-${number}">${number}</a>`);
      return ruleSection(id, known.get(id), links);
    });
  return html`${sections}`;
}

function ruleSection(id: string, rule: RuleInfo | undefined, links: readonly Markup[]): Markup {
  const references = rule === undefined ? [] : [...rule.pci.map((id) => `PCI DSS ${id}`), ...rule.cwe];
  const rows: (readonly [string, Part])[] =
    rule === undefined
      ? []
      : [
          ['Why it matters', rule.why],
          ['What to do instead', rule.instead],
          ...(rule.falsePositives === undefined ? [] : [['When it may be wrong', rule.falsePositives] as const]),
          ...(references.length === 0 ? [] : [['References', references.join(', ')] as const]),
        ];
  const facts = [...rows, ...(links.length === 0 ? [] : [['Findings', html`${links}`] as const])];
  return html`<section id="rule-${id}">
<h3>${rule?.title ?? id}</h3>
<p><code>${id}</code></p>
${facts.length === 0 ? NOTHING : html`<dl>${facts.map(([name, text]) => html`<dt>${name}</dt><dd>${text}</dd>`)}</dl>`}
</section>
`;
}

/** The names of all rules whose findings would have been shown somewhere. */
export function appliedRules({ rules, leftOut, files }: Report): Markup {
  const analysed = files.filter(({ status }) => status === 'analysed').length;
  const hidden = new Map<string, number>();
  for (const { rule, files: count } of leftOut.rules) hidden.set(rule, (hidden.get(rule) ?? 0) + count);
  const applied = rules.filter(({ id }) => (hidden.get(id) ?? 0) < analysed);
  if (applied.length === 0) return html`<p>No rule was applied.</p>\n`;
  return html`<p>${applied.length} of ${rules.length} rules were applied:</p>
<ul class="names">${applied.map(({ id }) => html`<li><code>${id}</code></li>`)}</ul>
`;
}
