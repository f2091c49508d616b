import type { Finding } from '../model/finding.js';
import { wholeText } from '../model/resource.js';
import { fingerprintOf } from './fingerprint.js';
import type {
  CheckedFlow,
  CheckedResource,
  CheckedWorkspace,
  FindingDraft,
  ResourceDraft,
  Rule,
  RuleDefinition,
} from './rule.js';
import { readSuppressions } from './suppressions.js';

/** Where a rule's page is. */
export function helpOf(id: string): string {
  return `docs/rules/${id}.md`;
}

/** Runs every rule over every flow and every other file. A rule that throws becomes one finding that names it. */
export function runRules(rules: readonly Rule[], workspace: CheckedWorkspace): Finding[] {
  const findings: Finding[] = [];
  for (const file of workspace.flows) runOnFlow(rules, file, workspace, findings);
  runOnResources(rules, workspace, findings);
  return findings.sort(
    (a, b) =>
      compareText(a.uri, b.uri) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compareText(a.rule, b.rule) ||
      compareText(a.message, b.message),
  );
}

function runOnFlow(rules: readonly Rule[], file: CheckedFlow, workspace: CheckedWorkspace, findings: Finding[]): void {
  const numbers = new Map<string, number>();
  const suppressionOf = readSuppressions(file.text, file.flow.format);
  const add = (rule: Rule, draft: FindingDraft) => {
    const finding = complete(rule, file, draft, numbers);
    const suppressed = suppressionOf(rule.id, draft.span.start);
    findings.push(suppressed ? { ...finding, suppressed } : finding);
  };
  for (const rule of rules) {
    try {
      rule.check?.({ file, workspace, report: (draft) => add(rule, draft) });
    } catch (error) {
      add(internalError(rule), crashDraft(rule, file.flow.nameSpan, 'flow', error));
    }
  }
}

function runOnResources(rules: readonly Rule[], workspace: CheckedWorkspace, findings: Finding[]): void {
  const own = rules.filter(({ checkResource }) => checkResource !== undefined);
  const report = new ResourceReport(workspace, findings);
  for (const file of workspace.resourceFiles) {
    for (const rule of own) {
      try {
        rule.checkResource?.({ file, workspace, report: (draft) => report.add(rule, file, draft) });
      } catch (error) {
        report.add(internalError(rule), file, crashDraft(rule, { start: 0, end: 0 }, 'file', error));
      }
    }
  }
}

/** A module that is used twice declares the same thing twice in one place; one finding stands for both. */
class ResourceReport {
  readonly #files: ReadonlyMap<string, CheckedResource>;
  readonly #findings: Finding[];
  readonly #numbers = new Map<string, Map<string, number>>();
  readonly #suppressions = new Map<string, ReturnType<typeof readSuppressions>>();
  readonly #seen = new Set<string>();

  constructor({ resourceFiles }: CheckedWorkspace, findings: Finding[]) {
    this.#files = new Map(resourceFiles.map((file) => [file.uri, file]));
    this.#findings = findings;
  }

  add(rule: Rule, file: CheckedResource, draft: ResourceDraft): void {
    const uri = draft.uri ?? file.uri;
    const { start, end } = draft.span;
    const key = [rule.id, uri, start, end, draft.message].join('\n');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const numbers = this.#numbers.get(uri) ?? new Map<string, number>();
    this.#numbers.set(uri, numbers);
    const action = wholeText(draft.subject?.name) ?? '';
    const finding = finish(rule, { uri, flow: '', container: '', action: draft.subject ? action : '' }, draft, numbers);
    const suppressed = this.#suppressionsOf(uri)(rule.id, start);
    this.#findings.push(suppressed ? { ...finding, suppressed } : finding);
  }

  #suppressionsOf(uri: string): ReturnType<typeof readSuppressions> {
    const known = this.#suppressions.get(uri);
    if (known) return known;
    const file = this.#files.get(uri);
    const read = file ? readSuppressions(file.text, file.format) : () => undefined;
    this.#suppressions.set(uri, read);
    return read;
  }
}

function complete(rule: Rule, file: CheckedFlow, draft: FindingDraft, numbers: Map<string, number>): Finding {
  const action = draft.action === undefined || draft.action < 0 ? undefined : file.flow.actions[draft.action];
  const container = file.flow.containers[action?.container ?? draft.container ?? -1];
  const owner = {
    uri: file.uri,
    flow: file.flow.name,
    container: container?.name ?? '',
    action: action?.name ?? '',
  };
  return finish(rule, owner, draft, numbers);
}

function finish(
  rule: Rule,
  owner: Pick<Finding, 'uri' | 'flow' | 'container' | 'action'>,
  draft: Omit<FindingDraft, 'action' | 'container'>,
  numbers: Map<string, number>,
): Finding {
  const finding = {
    rule: rule.id,
    uri: owner.uri,
    span: draft.span,
    severity: draft.severity ?? rule.severity,
    confidence: draft.confidence ?? rule.confidence,
    message: draft.message,
    flow: owner.flow,
    container: owner.container,
    action: owner.action,
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

function crashDraft(rule: Rule, span: FindingDraft['span'], what: string, error: unknown): FindingDraft {
  const reason = error instanceof Error ? error.name : 'an unknown error';
  const message = `The rule "${rule.id}" stopped with ${reason} on this ${what}; its findings are missing`;
  return { span, message };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
