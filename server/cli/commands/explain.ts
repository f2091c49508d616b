import type { RuleInfo } from '../../reports/rule-info.js';
import type { ExitCode } from '../../reports/verdict.js';
import { visible } from '../../reports/visible.js';
import type { Host } from '../host.js';
import { nearest } from '../nearest.js';

const LINE_WIDTH = 100;

/** `keytrace explain <rule>`: what the rule's page says, as plain text. */
export function explain(id: string, rules: readonly RuleInfo[], host: Host): ExitCode {
  const rule = rules.find((candidate) => candidate.id === id);
  if (rule === undefined) {
    const meant = nearest(
      id,
      rules.map((candidate) => candidate.id),
    );
    const hint = meant === undefined ? 'keytrace rules lists them' : `did you mean "${meant}"?`;
    host.stderr.write(`keytrace: unknown rule "${visible(id)}"; ${hint}\n`);
    return 2;
  }
  host.stdout.write(`${page(rule).join('\n')}\n`);
  return 0;
}

function page(rule: RuleInfo): string[] {
  const references = [...rule.cwe, ...rule.pci.map((requirement) => `PCI DSS ${requirement}`)];
  return [
    `${rule.id} - ${rule.title}`,
    `${rule.severity}, ${rule.confidence} confidence${references.length > 0 ? `; ${references.join(', ')}` : ''}`,
    '',
    'Why',
    ...paragraph(rule.why),
    '',
    'Instead',
    ...paragraph(rule.instead),
    ...(rule.falsePositives === undefined ? [] : ['', 'When it may be wrong', ...paragraph(rule.falsePositives)]),
    ...rule.examples.flatMap(({ bad, fixed }) => [
      ...example('Not like this', bad),
      ...(fixed === undefined ? [] : example('Like this', fixed)),
    ]),
  ];
}

function example(title: string, code: string): string[] {
  const lines = code.replace(/^\n+|\s+$/g, '').split('\n');
  return ['', title, ...lines.map((line) => (line === '' ? '' : `    ${visible(line)}`))];
}

function paragraph(text: string): string[] {
  const lines: string[] = [];
  let line = ' ';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line.length + 1 + word.length > LINE_WIDTH && line !== ' ') {
      lines.push(line);
      line = ' ';
    }
    line += ` ${visible(word)}`;
  }
  return [...lines, line];
}
