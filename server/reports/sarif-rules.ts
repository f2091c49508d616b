import type { Confidence, Finding, Severity } from '../core/model/finding.js';
import type { Report } from './report.js';

import type { RuleInfo } from './rule-info.js';

export const LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};
/** GitHub reads these as high, medium and low. */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  error: '8.0',
  warning: '5.5',
  information: '3.0',
  hint: '1.0',
};
const PROBLEM_SEVERITY: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'recommendation',
  hint: 'recommendation',
};
const PRECISION: Readonly<Record<Confidence, string>> = { high: 'high', medium: 'medium', low: 'low' };

interface Catalogue {
  readonly name: 'CWE' | 'PCI DSS';
  readonly about: Readonly<Record<string, unknown>>;
  idsOf(item: { readonly cwe: readonly string[]; readonly pci: readonly string[] }): readonly string[];
  describe(id: string): Readonly<Record<string, unknown>>;
}

const CATALOGUES: readonly Catalogue[] = [
  {
    name: 'CWE',
    about: {
      organization: 'MITRE',
      shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
      informationUri: 'https://cwe.mitre.org/',
    },
    idsOf: ({ cwe }) => cwe.map((id) => id.replace(/^CWE-/i, '')),
    describe: (id) => ({ helpUri: `https://cwe.mitre.org/data/definitions/${encodeURIComponent(id)}.html` }),
  },
  {
    name: 'PCI DSS',
    about: {
      organization: 'PCI Security Standards Council',
      version: '4.0.1',
      shortDescription: { text: 'Payment Card Industry Data Security Standard' },
      informationUri: 'https://www.pcisecuritystandards.org/',
    },
    idsOf: ({ pci }) => pci,
    describe: (id) => ({ shortDescription: { text: `Requirement ${id}` } }),
  },
];

/** One catalogue of weaknesses or requirements, cut down to what rules and findings of this run name. */
export function taxonomiesOf({ rules, findings }: Pick<Report, 'rules' | 'findings'>) {
  return CATALOGUES.map((catalogue, catalogueIndex) => {
    const ids = [...new Set([...rules, ...findings].flatMap((item) => catalogue.idsOf(item)))].sort(byNumber);
    const reference = (id: string) => ({
      id,
      index: ids.indexOf(id),
      toolComponent: { name: catalogue.name, index: catalogueIndex },
    });
    return {
      name: catalogue.name,
      component: {
        name: catalogue.name,
        ...catalogue.about,
        isComprehensive: false,
        taxa: ids.map((id) => ({ id, ...catalogue.describe(id) })),
      },
      referencesOf: (item: Pick<RuleInfo, 'cwe' | 'pci'>) => catalogue.idsOf(item).map(reference),
    };
  });
}

/** All rules, so that a clean run still says what was looked for; a finding without a rule gets a bare entry. */
export function describeRules(report: Report, taxonomies: ReturnType<typeof taxonomiesOf>) {
  const known = new Set(report.rules.map(({ id }) => id));
  const helpById = new Map(report.findings.map(({ rule, help }) => [rule, help]));
  const strangers = new Map(report.findings.filter(({ rule }) => !known.has(rule)).map((f) => [f.rule, f]));
  return [
    ...report.rules.map((rule) => describeRule(rule, helpById.get(rule.id) ?? '', taxonomies)),
    ...[...strangers.values()].map((finding) => describeStranger(finding, taxonomies)),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function describeRule(rule: RuleInfo, help: string, taxonomies: ReturnType<typeof taxonomiesOf>) {
  return {
    ...descriptor(rule.id, rule.severity, help, rule, taxonomies),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: { text: `${rule.why}\n\n${rule.instead}`, markdown: markdownHelp(rule) },
    properties: properties(rule),
  };
}

function describeStranger(finding: Finding, taxonomies: ReturnType<typeof taxonomiesOf>) {
  const { rule, severity, help } = finding;
  return { ...descriptor(rule, severity, help, finding, taxonomies), properties: properties(finding) };
}

function descriptor(
  id: string,
  severity: Severity,
  help: string,
  item: Pick<RuleInfo, 'cwe' | 'pci'>,
  taxonomies: ReturnType<typeof taxonomiesOf>,
) {
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    ...(/^https?:\/\//.test(help) ? { helpUri: help } : {}),
    defaultConfiguration: { level: LEVELS[severity] },
    relationships: taxonomies.flatMap((taxonomy) =>
      taxonomy.referencesOf(item).map((target) => ({ target, kinds: ['relevant'] })),
    ),
  };
}

/** Rules that name a weakness or a requirement are security rules; the others must not look like alerts. */
function properties({ cwe, pci, severity, confidence, ...rest }: SecurityFacts) {
  const isSecurity = cwe.length > 0 || pci.length > 0;
  const tags = [
    ...(isSecurity ? ['security'] : []),
    ...cwe.map((id) => `external/cwe/${id.toLowerCase()}`),
    ...pci.map((id) => `external/pci-dss/${id}`),
    ...(rest.family ? [rest.family] : []),
    ...(rest.persona === 'auditor' ? ['auditor'] : []),
  ];
  return {
    tags,
    precision: PRECISION[confidence],
    'problem.severity': PROBLEM_SEVERITY[severity],
    ...(isSecurity ? { 'security-severity': SECURITY_SEVERITY[severity] } : {}),
  };
}

type SecurityFacts = Pick<RuleInfo, 'cwe' | 'pci' | 'severity' | 'confidence'> &
  Partial<Pick<RuleInfo, 'family' | 'persona'>>;

function markdownHelp(rule: RuleInfo): string {
  const examples = rule.examples.flatMap(({ bad, fixed }) => [
    `**Instead of**\n\n${fenced(bad)}`,
    ...(fixed === undefined ? [] : [`**write**\n\n${fenced(fixed)}`]),
  ]);
  return [`# ${rule.title}`, rule.why, rule.instead, ...examples].join('\n\n');
}

function fenced(code: string): string {
  return `\`\`\`yaml\n${code.trimEnd()}\n\`\`\``;
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
