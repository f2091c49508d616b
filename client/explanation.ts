import type { Translate } from './words.js';

/** What the server knows about a rule. */
export interface RuleFacts {
  readonly rule: string;
  readonly title: string;
  readonly severity: string;
  readonly why: string;
  readonly instead: string;
  readonly falsePositives?: string;
  readonly examples: readonly { readonly bad: string; readonly fixed?: string }[];
  readonly pci: readonly string[];
  readonly cwe: readonly string[];
}

/** The page about a rule, in Markdown. */
export function explanation(facts: RuleFacts, t: Translate): string {
  const { rule, title, severity, why, instead, falsePositives, examples, pci, cwe } = facts;
  const norms = [...pci.map((number) => `PCI DSS ${number}`), ...cwe].join(', ');
  const parts = [
    `# ${title}`,
    `\`${rule}\`, ${severity}${norms === '' ? '' : `. ${norms}`}`,
    section(t('Why'), why),
    section(t('Instead'), instead),
    ...(falsePositives ? [section(t('When it is wrong'), falsePositives)] : []),
    ...examples.flatMap(({ bad, fixed }) => [
      section(t('Found'), code(bad)),
      ...(fixed === undefined ? [] : [section(t('Corrected'), code(fixed))]),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, text: string): string {
  return `## ${title}\n\n${text}`;
}

function code(text: string): string {
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}
