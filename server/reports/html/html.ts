import type { Severity } from '../../core/model/finding.js';
import { type Report, summarise } from '../report.js';
import { counted } from '../summary-line.js';
import { analysedSection, notAnalysedSection } from './coverage.js';
import { acceptedTable, type FindingsPage, findingSections, findingsPage, severityMark } from './findings.js';
import { constant, grouped, html, list, type Markup, NOTHING, type Part, table } from './markup.js';
import { appliedRules, ruleSections } from './rule-texts.js';
import { STYLE, STYLE_HASH } from './style.js';

/**
 * One page for reviewers that needs nothing else: no script, no font, no picture from outside. The same report gives the
 * same bytes; it bears a day only when somebody names one.
 */
export function renderHtml(report: Report): string {
  const page = findingsPage(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${constant(STYLE_HASH)}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Keytrace report: ${resultOf(report)}</title>
<style>${constant(STYLE)}</style>
</head>
<body>
${header(report)}<main>
${sections(report, page)}</main>
<footer><p>Drawn from the files named here by static analysis. Not an attestation.</p></footer>
</body>
</html>
`.markup;
}

/** Nothing found and nothing understood must not look alike. */
function resultOf(report: Report): string {
  const { analysed } = summarise(report);
  if (analysed === 0) return 'nothing was analysed';
  const open = report.findings.filter(({ suppressed }) => suppressed === undefined).length;
  return `${open === 0 ? 'no findings' : counted(open, 'finding')}, ${counted(analysed, 'file')} analysed`;
}

function header(report: Report): Markup {
  const { analysed, ignored, failed } = summarise(report);
  const flows = report.files.reduce((sum, file) => sum + file.flows.length, 0);
  const facts: (readonly [string, Part])[] = [
    ['Result', resultOf(report)],
    ['Read', `${analysed} analysed (${counted(flows, 'flow')}), ${ignored} ignored, ${failed} failed`],
    ...(report.date === undefined ? [] : [['Day', report.date] as const]),
    ['Made with', `Keytrace ${report.version}`],
  ];
  return html`<header>
<p class="brand">Keytrace</p>
<h1>Where secure data goes in the flows</h1>
<dl>${facts.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
</header>
`;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly content: Markup;
}

function sections(report: Report, page: FindingsPage): Markup {
  const accepted = acceptedTable(report, page);
  const all: readonly Section[] = [
    { id: 'about', title: 'What this report is, and what it is not', content: ABOUT },
    { id: 'summary', title: 'Summary', content: summary(report) },
    {
      id: 'findings',
      title: 'Findings',
      content: page.numbers.size === 0 ? noFindings(report) : findingSections(page),
    },
    { id: 'accepted', title: 'Accepted findings', content: accepted ?? html`<p>No finding counts as accepted.</p>\n` },
    { id: 'analysed', title: 'What was analysed', content: analysedSection(report) },
    { id: 'not-analysed', title: 'What was not analysed, and why', content: notAnalysedSection(report) },
    { id: 'rules', title: 'Rules', content: html`${appliedRules(report)}${ruleSections(report, page)}` },
  ];
  const links = all.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`);
  return html`<nav aria-label="Contents"><ol>${links}</ol></nav>
${all.map(
  ({ id, title, content }) => html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${content}</section>
`,
)}`;
}

const ABOUT = html`<p>Static analysis of the files named below: where a card number, a security code, a PIN, a one-time code, an account
number, a token or a secure link enters a flow, and which step shows, stores, speaks or sends it. Values are never shown.</p>
${list([
  'It is not an attestation and not an assessment. It does not say that a flow, a payment process or an organisation meets PCI DSS or anything else; the requirements named beside findings say where a reviewer may want to look.',
  'It is not proof that nothing leaks. Where nothing is listed, these rules found nothing in these files; what was not analysed is listed below.',
  'It does not replace a look at the platform: what is published, and who may see recordings, logs and screens, stands in no file.',
])}`;

const SEVERITIES: readonly (readonly [Severity, 'errors' | 'warnings' | 'information' | 'hints'])[] = [
  ['error', 'errors'],
  ['warning', 'warnings'],
  ['information', 'information'],
  ['hint', 'hints'],
];

function summary(report: Report): Markup {
  const counts = summarise(report);
  const rows: Part[][] = SEVERITIES.map(([severity, key]) => [severityMark(severity), grouped(counts[key])]);
  rows.push(['accepted, not counted above', grouped(counts.suppressed)]);
  const bySeverity = table({ caption: 'Findings by severity', columns: ['Severity', 'Findings'], rows });
  return html`<div class="tables">${bySeverity}${byRule(report)}</div>\n`;
}

function byRule({ findings, rules }: Report): Markup {
  const counts = new Map<string, number>();
  for (const { rule, suppressed } of findings)
    if (suppressed === undefined) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  if (counts.size === 0) return NOTHING;
  const infos = new Map(rules.map((rule) => [rule.id, rule]));
  const sorted = [...counts].sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  const rows = sorted.map(([id, count]): Part[] => {
    const { title = id, pci = [] } = infos.get(id) ?? {};
    return [html`<a href="#rule-${id}">${title}</a>`, pci.join(', '), grouped(count)];
  });
  return table({ caption: 'Findings by rule', columns: ['Rule', 'PCI DSS', 'Findings'], rows });
}

/** In the words of the graph. */
function noFindings(report: Report): Markup {
  const { analysed } = summarise(report);
  if (analysed === 0)
    return html`<p class="notice">Nothing was analysed, so nothing can be said about secure data.</p>\n`;
  const problems = report.files.reduce((sum, file) => sum + file.problems, 0);
  const understood =
    problems === 0 ? 'everything in them was understood' : `${counted(problems, 'place')} not understood`;
  return html`<p class="notice">No findings in ${counted(analysed, 'file')}; ${understood}. Settings of the organisation are part of this
only where a file states them.</p>\n`;
}
