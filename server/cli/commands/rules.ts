import type { RuleInfo } from '../../reports/rule-info.js';
import type { ExitCode } from '../../reports/verdict.js';
import { escapeJson, visible } from '../../reports/visible.js';
import type { Host } from '../host.js';

/** `keytrace rules`: one line each, or everything as JSON. */
export function listRules(rules: readonly RuleInfo[], asJson: boolean, host: Host): ExitCode {
  host.stdout.write(asJson ? `${escapeJson(JSON.stringify(rules.map(describe), null, 2))}\n` : table(rules));
  return 0;
}

function table(rules: readonly RuleInfo[]): string {
  const idWidth = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(({ id, severity, persona, title }) => {
    const audience = persona === 'auditor' ? ' (auditor)' : '';
    return visible(`${id.padEnd(idWidth)}  ${severity.padEnd('information'.length)}  ${title}${audience}`);
  });
  return lines.map((line) => `${line}\n`).join('');
}

/** Picked by name, so that nothing of a rule's inside leaks into the output. */
function describe(rule: RuleInfo) {
  const { id, title, severity, confidence, family, persona, why, instead, examples, pci, cwe, seed } = rule;
  const shown = examples.map(({ bad, fixed }) => ({ bad, fixed: fixed ?? null }));
  const falsePositives = rule.falsePositives ?? null;
  return {
    id,
    title,
    severity,
    confidence,
    family,
    persona,
    why,
    instead,
    falsePositives,
    examples: shown,
    pci,
    cwe,
    seed,
  };
}
