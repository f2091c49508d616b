import type { Finding } from '../model/finding.js';
import { withDefaults } from '../model/shape.js';
import { acceptFindings, type JudgedIgnore } from './accept.js';
import { fingerprintOf } from './fingerprint.js';
import type { CheckedFlow, CheckedWorkspace, FindingDraft, Rule, RuleDefinition } from './rule.js';
import { NO_SETTINGS, type Settings } from './settings.js';
import { type Ignore, readInlineIgnores } from './suppressions.js';

/** Where a rule's page is. */
export function helpOf(id: string): string {
  return `docs/rules/${id}.md`;
}

/**
 * Runs every rule over every flow, then looks at what somebody accepts: in comments, and in `ignores` from elsewhere.
 * A rule that throws becomes one finding that names it; the others go on.
 */
export function runRules(
  rules: readonly Rule[],
  workspace: CheckedWorkspace,
  settings: Settings = NO_SETTINGS,
  ignores: readonly Ignore[] = [],
): Finding[] {
  const collector = new Collector(workspace);
  for (const file of workspace.flows) checkFlow(rules, file, workspace, settings, collector);
  const all = [...workspace.flows.flatMap(readInlineIgnores), ...ignores];
  const { findings, judged } = acceptFindings(collector.findings, all, settings);
  const about = new Collector(workspace);
  for (const one of judged) checkIgnore(rules, one, about);
  return [...findings, ...about.findings].sort(inOrder);
}

function checkFlow(
  rules: readonly Rule[],
  file: CheckedFlow,
  workspace: CheckedWorkspace,
  { settingsOf }: Settings,
  collector: Collector,
): void {
  const { options: set, facts } = settingsOf(file.uri);
  for (const rule of rules) {
    try {
      const options = withDefaults(rule.options ?? {}, set.get(rule.id));
      rule.check?.({ file, workspace, options, facts, report: (draft) => collector.add(rule, file.uri, draft) });
    } catch (error) {
      collector.add(internalError(rule), file.uri, crashDraft(rule, file, error));
    }
  }
}

function checkIgnore(rules: readonly Rule[], judged: JudgedIgnore, collector: Collector): void {
  const ruleIds = rules.map(({ id }) => id);
  for (const rule of rules) {
    rule.checkIgnore?.(judged, {
      ruleIds,
      report: (draft) => collector.add(rule, judged.ignore.place.uri, draft),
    });
  }
}

/** Makes findings of what rules say. */
class Collector {
  readonly findings: Finding[] = [];
  readonly #flows: ReadonlyMap<string, CheckedFlow>;
  readonly #numbers = new Map<string, Map<string, number>>();

  constructor({ flows }: CheckedWorkspace) {
    this.#flows = new Map(flows.map((file) => [file.uri, file]));
  }

  add(rule: Rule, uri: string, draft: FindingDraft): void {
    const numbers = this.#numbers.get(uri) ?? new Map<string, number>();
    this.#numbers.set(uri, numbers);
    this.findings.push(complete(rule, uri, this.#flows.get(uri), draft, numbers));
  }
}

function complete(
  rule: Rule,
  uri: string,
  file: CheckedFlow | undefined,
  draft: FindingDraft,
  numbers: Map<string, number>,
): Finding {
  const action = draft.action === undefined || draft.action < 0 ? undefined : file?.flow.actions[draft.action];
  const container = file?.flow.containers[action?.container ?? draft.container ?? -1];
  const finding = {
    rule: rule.id,
    uri,
    span: draft.span,
    severity: draft.severity ?? rule.severity,
    confidence: draft.confidence ?? rule.confidence,
    message: draft.message,
    flow: file?.flow.name ?? '',
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

function inOrder(a: Finding, b: Finding): number {
  return (
    compareText(a.uri, b.uri) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
