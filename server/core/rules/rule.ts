import type { LocalFacts } from '../catalog/local-facts.js';
import type { ControlGraph } from '../graph/control-graph.js';
import type { Confidence, Fix, Severity, Step } from '../model/finding.js';
import type { Flow, Problem } from '../model/flow.js';
import type { PlatformSettings } from '../model/platform-settings.js';
import type { DataAction, ResourceFile } from '../model/resource.js';
import type { Resources } from '../model/resources.js';
import type { OptionsOf, OptionTable } from '../model/shape.js';
import type { Tape } from '../syntax/tape.js';
import type { TaintPath } from '../taint/taint.js';
import type { Span } from '../text/span.js';
import type { JudgedIgnore } from './accept.js';

/** One flow with everything that was found out about it before the rules run. */
export interface CheckedFlow {
  readonly uri: string;
  /** The text that spans count in. */
  readonly text: string;
  readonly flow: Flow;
  readonly graph: ControlGraph;
  readonly problems: readonly Problem[];
  readonly tape: Tape;
}

/** A file without a flow, with the data actions that it declares and the settings that it holds. */
export interface CheckedResource extends ResourceFile {
  readonly dataActions: readonly DataAction[];
  readonly settings: readonly PlatformSettings[];
}

/** What all files of the workspace know together. */
export interface CheckedWorkspace {
  readonly flows: readonly CheckedFlow[];
  readonly paths: readonly TaintPath[];
  /** Sensitive values in places that are no sinks: inputs of secure data actions, variables that promise a mask. */
  readonly passages: readonly TaintPath[];
  /** What the user says about names and data actions of one file. */
  factsOf(uri: string): LocalFacts;
  readonly resources: Resources;
  readonly resourceFiles: readonly CheckedResource[];
}

/** What a rule says; the runner adds the rest. */
export interface FindingDraft {
  readonly span: Span;
  readonly message: string;
  /** Index of the action it is about; left out when it is about none. */
  readonly action?: number;
  /** Index of the container, when no action says it. */
  readonly container?: number;
  /** Where they differ from the rule's own. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
  readonly labels?: readonly string[];
  readonly sink?: string;
  readonly trace?: readonly Step[];
  /** Worked out when somebody asks for them, as most never are. */
  readonly fixes?: () => readonly Fix[];
  readonly tag?: 'unnecessary';
}

export interface RuleContext<O extends OptionTable = OptionTable> {
  readonly file: CheckedFlow;
  readonly workspace: CheckedWorkspace;
  /** As configured for this file; defaults for what nobody has set. */
  readonly options: OptionsOf<O>;
  /** What the user says about names and data actions of this file. */
  readonly facts: LocalFacts;
  report(draft: FindingDraft): void;
}

export interface IgnoreContext {
  readonly ruleIds: readonly string[];
  /** Spans count in the file that the wish stands in. */
  report(draft: FindingDraft): void;
}

/** What a rule says about a file without a flow. */
export interface ResourceDraft extends Pick<FindingDraft, 'span' | 'message' | 'severity' | 'confidence' | 'trace'> {
  /** Where it differs from the file's own: a value may be written elsewhere. */
  readonly uri?: string;
  readonly labels?: readonly string[];
  readonly sink?: string;
  /** The data action that it is about. */
  readonly subject?: DataAction;
}

export interface ResourceContext<O extends OptionTable = OptionTable> {
  readonly file: CheckedResource;
  readonly workspace: CheckedWorkspace;
  readonly options: OptionsOf<O>;
  readonly facts: LocalFacts;
  report(draft: ResourceDraft): void;
}

/**
 * Groups of rules: what the platform enforces and what we judge are never mixed in one rule. 'handling' is how sensitive
 * data is taken in, named, worded and asked for, whether or not it leaks.
 */
export type RuleFamily =
  | 'leak'
  | 'handling'
  | 'platform'
  | 'reading'
  | 'control'
  | 'reference'
  | 'literal'
  | 'authentication'
  | 'resilience'
  | 'data-action'
  | 'setting'
  | 'suppression';

export interface RuleDefinition<O extends OptionTable = OptionTable> {
  readonly title: string;
  readonly family: RuleFamily;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** 'auditor' rules are for reviews; they stay out of everyday reports unless asked for. */
  readonly persona: 'regular' | 'auditor';
  readonly since: string;
  readonly why: string;
  readonly instead: string;
  /** When a finding may be wrong, and how to see it. */
  readonly falsePositives?: string;
  readonly pci: readonly string[];
  readonly cwe: readonly string[];
  readonly seed: readonly string[];
  /**
   * Flow texts; `bad` has at least one finding of the rule, `fixed` none. Run as tests and shown in the docs.
   * Where it takes several files, each begins with a line `-- name --`.
   */
  readonly examples: ReadonlyArray<{ readonly bad: string; readonly fixed: string }>;
  /** What can be configured; described for the schema and the rule's page. */
  readonly options?: O;
  /** Called once per flow. */
  check?(context: RuleContext<O>): void;
  /** Called once per file without a flow. */
  checkResource?(context: ResourceContext<O>): void;
  /** Called once per wish to accept findings, when it is known what became of it. */
  checkIgnore?(judged: JudgedIgnore, context: IgnoreContext): void;
}

export interface Rule extends RuleDefinition {
  /** The file name. */
  readonly id: string;
}

/** Options get their types from the table; without one there are none. */
export function defineRule<const O extends OptionTable = Readonly<Record<never, never>>>(
  definition: RuleDefinition<O>,
): RuleDefinition<O> {
  return definition;
}
