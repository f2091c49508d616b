import type { Finding } from '../model/finding.js';
import { fingerprintOf } from './fingerprint.js';
import type { CheckedFlow, CheckedWorkspace, FindingDraft, Rule, RuleDefinition } from './rule.js';
import { readSuppressions } from './suppressions.js';

/** Where a rule's page is. */
export function helpOf(id: string): string {
  return `docs/rules/${id}.md`;
}

/** Runs every rule over every flow. A rule that throws becomes one finding that names it; the others go on. */
export function runRules(rules: readonly Rule[], workspace: CheckedWorkspace): Finding[] {
  const findings: Finding[] = [];
  for (const file of workspace.flows) {
    const numbers = new Map<string, number>();
    const suppressionOf = readSuppressions(file);
    const add = (rule: Rule, draft: FindingDraft) => {
      const finding = complete(rule, file, draft, numbers);
      const suppressed = suppressionOf(rule.id, draft.span.start);
      findings.push(suppressed ? { ...finding, suppressed } : finding);
    };
    for (const rule of rules) {
      try {
        rule.check({ file, workspace, report: (draft) => add(rule, draft) });
      } catch (error) {
        add(internalError(rule), crashDraft(rule, file, error));
      }
    }
  }
  return findings.sort(
    (a, b) =>
      compareText(a.uri, b.uri) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

function complete(rule: Rule, file: CheckedFlow, draft: FindingDraft, numbers: Map<string, number>): Finding {
  const action = draft.action === undefined || draft.action < 0 ? undefined : file.flow.actions[draft.action];
  const container = file.flow.containers[action?.container ?? draft.container ?? -1];
  const finding = {
    rule: rule.id,
    uri: file.uri,
    span: draft.span,
    severity: draft.severity ?? rule.severity,
    confidence: draft.confidence ?? rule.confidence,
    message: draft.message,
    flow: file.flow.name,
    container: container?.name ?? '',
    action: action?.name ?? '',
    trace: draft.trace ?? [],
    fixes: draft.fixes ?? [],
    pci: rule.pci,
    cwe: rule.cwe,
    seed: rule.seed,
    help: helpOf(rule.id),
    ...(draft.labels ? { labels: draft.labels } : {}),
    ...(draft.sink ? { sink: draft.sink } : {}),
    ...(draft.tag ? { tag: draft.tag } : {}),
  };
  return { ...finding, fingerprint: fingerprintOf(finding, numbers) };
}

function internalError(rule: Rule): Rule {
  const none: RuleDefinition = rule;
  return { ...none, id: 'internal-error', severity: 'warning', confidence: 'high', pci: [], cwe: [], seed: [] };
}

function crashDraft(rule: Rule, file: CheckedFlow, error: unknown): FindingDraft {
  const { nameSpan } = file.flow;
  const reason = error instanceof Error ? error.name : 'an unknown error';
  return {
    span: nameSpan,
    message: `The rule "${rule.id}" stopped with ${reason} on this flow; its findings are missing`,
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
