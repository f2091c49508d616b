import type { Finding, Fix } from '../model/finding.js';
import { wholeText } from '../model/resource.js';
import { type OptionTable, withDefaults } from '../model/shape.js';
import { acceptFindings, type JudgedIgnore } from './accept.js';
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
import { type FileSettings, NO_SETTINGS, type Settings } from './settings.js';
import { type Ignore, readInlineIgnores } from './suppressions.js';

/** Where a rule's page is. */
export function helpOf(id: string): string {
  return `docs/rules/${id}.md`;
}

/**
 * Runs every rule over every flow and every other file, then looks at what somebody accepts: in comments, and in
 * `ignores` from elsewhere. A rule that throws becomes one finding that names it; the others go on.
 */
export function runRules(
  rules: readonly Rule[],
  workspace: CheckedWorkspace,
  settings: Settings = NO_SETTINGS,
  ignores: readonly Ignore[] = [],
): Finding[] {
  const collector = new Collector(workspace);
  for (const file of workspace.flows) checkFlow(rules, file, workspace, settings, collector);
  const own = rules.filter(({ checkResource }) => checkResource !== undefined);
  for (const file of workspace.resourceFiles) checkResource(own, file, workspace, settings, collector);
  const inline = [
    ...workspace.flows.flatMap(({ uri, text, flow }) => readInlineIgnores(uri, text, flow.format)),
    ...workspace.resourceFiles.flatMap(({ uri, text, format }) => readInlineIgnores(uri, text, format)),
  ];
  const { findings, judged } = acceptFindings(collector.findings, [...inline, ...ignores], settings);
  const about = new Collector(workspace);
  for (const one of judged) checkIgnore(rules, one, about);
  return [...findings, ...about.findings].sort(inOrder);
}

function checkFlow(
  rules: readonly Rule[],
  file: CheckedFlow,
  workspace: CheckedWorkspace,
  settings: Settings,
  collector: Collector,
): void {
  const settled = settings.settingsOf(file.uri);
  for (const rule of rules) {
    try {
      const report = (draft: FindingDraft) => collector.add(rule, file.uri, draft);
      rule.check?.({ file, workspace, options: optionsOf(rule, settled), facts: settled.facts, report });
    } catch (error) {
      collector.add(internalError(rule), file.uri, crashDraft(rule, file.flow.nameSpan, 'flow', error));
    }
  }
}

function checkResource(
  rules: readonly Rule[],
  file: CheckedResource,
  workspace: CheckedWorkspace,
  settings: Settings,
  collector: Collector,
): void {
  const settled = settings.settingsOf(file.uri);
  for (const rule of rules) {
    try {
      const report = (draft: ResourceDraft) => collector.addResource(rule, file, draft);
      rule.checkResource?.({ file, workspace, options: optionsOf(rule, settled), facts: settled.facts, report });
    } catch (error) {
      const draft = crashDraft(rule, { start: 0, end: 0 }, 'file', error);
      collector.addResource(internalError(rule), file, draft);
    }
  }
}

const NO_OPTIONS: OptionTable = {};

function optionsOf({ id, options = NO_OPTIONS }: Rule, settled: FileSettings) {
  return withDefaults(options, settled.options.get(id));
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
  readonly #seen = new Set<string>();

  constructor({ flows }: CheckedWorkspace) {
    this.#flows = new Map(flows.map((file) => [file.uri, file]));
  }

  add(rule: Rule, uri: string, draft: FindingDraft): void {
    const flow = this.#flows.get(uri)?.flow;
    const action = draft.action === undefined || draft.action < 0 ? undefined : flow?.actions[draft.action];
    const container = flow?.containers[action?.container ?? draft.container ?? -1];
    const owner = { uri, flow: flow?.name ?? '', container: container?.name ?? '', action: action?.name ?? '' };
    this.findings.push(finish(rule, owner, draft, this.#numbersOf(uri)));
  }

  /** A module that is used twice declares the same thing twice in one place; one finding stands for both. */
  addResource(rule: Rule, file: CheckedResource, draft: ResourceDraft): void {
    const uri = draft.uri ?? file.uri;
    const { start, end } = draft.span;
    const key = [rule.id, uri, start, end, draft.message].join('\n');
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    const action = draft.subject ? (wholeText(draft.subject.name) ?? '') : '';
    this.findings.push(finish(rule, { uri, flow: '', container: '', action }, draft, this.#numbersOf(uri)));
  }

  #numbersOf(uri: string): Map<string, number> {
    const numbers = this.#numbers.get(uri) ?? new Map<string, number>();
    this.#numbers.set(uri, numbers);
    return numbers;
  }
}

function finish(
  rule: Rule,
  owner: Pick<Finding, 'uri' | 'flow' | 'container' | 'action'>,
  draft: Omit<FindingDraft, 'action' | 'container'>,
  numbers: Map<string, number>,
): Finding {
  const told = {
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
    pci: rule.pci,
    cwe: rule.cwe,
    seed: rule.seed,
    help: helpOf(rule.id),
    ...(draft.labels ? { labels: draft.labels } : {}),
    ...(draft.sink ? { sink: draft.sink } : {}),
    ...(draft.tag ? { tag: draft.tag } : {}),
  };
  const fixes = once(draft.fixes);
  return {
    ...told,
    fingerprint: fingerprintOf(told, numbers),
    get fixes() {
      return fixes();
    },
  };
}

/** A fix that cannot be worked out is not offered; its finding stands all the same. */
function once(work: FindingDraft['fixes']): () => readonly Fix[] {
  if (!work) return () => NO_FIXES;
  let known: readonly Fix[] | undefined;
  return () => {
    try {
      known ??= work();
    } catch {
      known = NO_FIXES;
    }
    return known;
  };
}

const NO_FIXES: readonly Fix[] = [];

function internalError(rule: Rule): Rule {
  const none: RuleDefinition = rule;
  return { ...none, id: 'internal-error', severity: 'warning', confidence: 'high', pci: [], cwe: [], seed: [] };
}

function crashDraft(rule: Rule, span: FindingDraft['span'], what: string, error: unknown): FindingDraft {
  const reason = error instanceof Error ? error.name : 'an unknown error';
  const message = `The rule "${rule.id}" stopped with ${reason} on this ${what}; its findings are missing`;
  return { span, message };
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
