import type { AnalysedFile } from '../../core/analysis.js';
import type { Finding, Severity, Step } from '../../core/model/finding.js';
import { codeFrame } from '../code-frame.js';
import { literalFindings, stepsOf } from '../path.js';
import { locate, type Report, sourcesOf } from '../report.js';
import { counted } from '../summary-line.js';
import { constant, escaped, html, type Markup, NOTHING, type Part, table } from './markup.js';

/** Characters of a source line that are shown around the marked part. */
const COLUMNS = 160;

/** A shape and a word for each severity, before any colour. */
const SHAPES: Readonly<Record<Severity, string>> = {
  error: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 4h2v5H7zM7 10.5h2v2H7z',
  warning: 'M8 1 0.5 15h15zM7 6h2v4.5H7zM7 11.5h2v2H7z',
  information: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zM7 3.5h2v2H7zM7 7h2v5.5H7z',
  hint: 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z',
};

export interface FindingsPage {
  readonly sources: ReadonlyMap<string, AnalysedFile>;
  readonly hidesLiterals: (finding: Finding) => boolean;
  /** Running numbers of findings that count. */
  readonly numbers: ReadonlyMap<Finding, number>;
}

export function findingsPage(report: Report): FindingsPage {
  const open = report.findings.filter(({ suppressed }) => suppressed === undefined);
  return {
    sources: sourcesOf(report.files),
    hidesLiterals: literalFindings(report.rules),
    numbers: new Map(open.map((finding, index) => [finding, index + 1])),
  };
}

export function severityMark(severity: Severity): Markup {
  const shape = html`<svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true"><path fill-rule="evenodd" d="${constant(SHAPES[severity])}"/></svg>`;
  return html`<span class="severity ${severity}">${shape} ${severity}</span>`;
}

/** Findings that count, file by file, each with its path. */
export function findingSections(page: FindingsPage): Markup {
  const files = new Map<string, Finding[]>();
  for (const finding of page.numbers.keys()) {
    const known = files.get(finding.uri);
    if (known) known.push(finding);
    else files.set(finding.uri, [finding]);
  }
  const sections = [...files].map(
    ([file, findings]) => html`<section>
<h3>${escaped(file)}: ${counted(findings.length, 'finding')}</h3>
${findings.map((finding) => findingArticle(finding, page))}</section>
`,
  );
  return html`${sections}`;
}

function findingArticle(finding: Finding, page: FindingsPage): Markup {
  const id = `finding-${page.numbers.get(finding)}`;
  const { severity, rule, confidence, pci, cwe, fingerprint } = finding;
  const facts: Part[] = [
    severityMark(severity),
    html`<a href="#rule-${rule}">${rule}</a>`,
    `${confidence} confidence`,
    ...pci.map((requirement) => `PCI DSS ${requirement}`),
    ...cwe,
    html`fingerprint <code>${fingerprint}</code>`,
  ];
  return html`<article class="${severity}" id="${id}" aria-labelledby="${id}-title">
<h4 id="${id}-title">${page.numbers.get(finding) ?? 0}. <bdi>${finding.message}</bdi></h4>
<ul class="facts">${facts.map((fact) => html`<li>${fact}</li>`)}</ul>
<p class="place">${placeOf(finding, page)}${ownersOf(finding)}</p>
${pathOf(finding, page)}${fixesOf(finding)}</article>
`;
}

function placeOf(place: Pick<Finding, 'uri' | 'span'>, { sources }: FindingsPage): Markup {
  const { line, column } = locate(place, sources);
  const decoded = sources.get(place.uri)?.format === 'architect-i3' ? ' (decoded)' : '';
  return html`<code>${escaped(place.uri)}:${line}:${column}</code>${decoded}`;
}

function ownersOf({ flow, container, action }: Finding): Markup {
  const owners = [flow, container, action].filter((name) => name !== '');
  if (owners.length === 0) return NOTHING;
  return html` in ${owners.map((name, index) => html`${index > 0 ? ' › ' : ''}<bdi>${name}</bdi>`)}`;
}

function pathOf(finding: Finding, page: FindingsPage): Markup {
  const steps = stepsOf(finding, page.sources);
  const hides = page.hidesLiterals(finding);
  const [first] = steps;
  // A place without words has been named above.
  if (first && steps.length === 1 && first.message === '') return frame(first, page, hides);
  const items = steps.map((step) => stepItem(step, page, hides));
  return html`<ol class="path" role="list" aria-label="Path of the value, ${counted(steps.length, 'step')}">\n${items}</ol>\n`;
}

function stepItem(step: Step, page: FindingsPage, hidesLiterals: boolean): Markup {
  const words = step.message === '' ? 'reported here' : step.message;
  const head = html`<p><bdi>${words}</bdi> <span class="at">${placeOf(step, page)}</span></p>`;
  return html`<li>${head}${frame(step, page, hidesLiterals)}</li>\n`;
}

function frame(step: Step, { sources }: FindingsPage, hidesLiterals: boolean): Markup {
  const file = sources.get(step.uri);
  if (file === undefined) return NOTHING;
  const { line, parts } = codeFrame(file, step.span, COLUMNS, hidesLiterals);
  const [before, marked, after] = parts;
  const code = html`<code>${escaped(before.trimStart())}<mark>${escaped(marked)}</mark>${escaped(after)}</code>`;
  return html`<pre><span class="line">${line}</span> ${code}</pre>`;
}

function fixesOf({ fixes }: Finding): Markup {
  if (fixes.length === 0) return NOTHING;
  const items = fixes.map(({ title, safe }) => {
    return html`<li><bdi>${title}</bdi>${safe ? '' : ' (somebody has to look at the result)'}</li>`;
  });
  return html`<div class="fixes"><p>How Keytrace can repair it:</p><ul>${items}</ul></div>\n`;
}

const KINDS = { inline: 'in a comment', sidecar: 'in a file beside it', baseline: 'in a baseline' } as const;

/** Findings that somebody accepts; undefined when there are none. */
export function acceptedTable({ findings }: Report, page: FindingsPage): Markup | undefined {
  const rows = findings.flatMap((finding) => {
    const { suppressed, severity, rule, message } = finding;
    if (suppressed === undefined) return [];
    const what = html`<bdi>${message}</bdi> (<a href="#rule-${rule}">${rule}</a>)`;
    const reason = html`<bdi>${suppressed.reason}</bdi>, ${KINDS[suppressed.kind]}`;
    return [[placeOf(finding, page), severityMark(severity), what, reason]];
  });
  if (rows.length === 0) return undefined;
  return table({ caption: 'Accepted findings', columns: ['Place', 'Severity', 'Finding', 'Why it may stay'], rows });
}
