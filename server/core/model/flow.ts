import type { CookedText } from '../text/cooked-text.js';
import type { Span } from '../text/span.js';
import type { DataType, Expression } from './expression.js';

/**
 * One flow as its file says it, in the same shape for every vendor format. Plain data; every element carries the
 * span it was read from. Actions nest: an output's `body` lists the actions that run on that path, and a path that
 * ends falls through to what follows the action that owns the output.
 */
export interface Flow {
  readonly uri: string;
  readonly format: FormatId;
  /** As written; '' when the file gives none. */
  readonly name: string;
  readonly nameSpan: Span;
  /** Canonical lower-case type as in the JSON configuration: 'inboundcall', 'securecall', 'workflow', ... */
  readonly type: string;
  readonly typeSpan: Span;
  readonly span: Span;
  /** The platform's own "contains secure data" flag, where the format has it. */
  readonly isSecure?: boolean;
  /** Every variable of the flow and of its containers, in document order. */
  readonly variables: readonly Variable[];
  readonly containers: readonly Container[];
  /** Every action and menu choice, in document order; `Action.index` is the place in this list. */
  readonly actions: readonly Action[];
  /** Where the flow starts; left out when the file does not say. */
  readonly start?: Target;
  /** Names of the input variables in the order a caller passes them; for formats that bind them by position. */
  readonly parameters?: readonly string[];
  /** Values of the flow itself: initial greeting, default settings, error-handling audio. */
  readonly slots: readonly Slot[];
  readonly errorHandling?: ErrorHandling;
}

export type FormatId = 'architect-yaml' | 'architect-json' | 'architect-i3' | 'cxone-json' | 'cxone-xml' | 'node-json';

/** What happens when an action fails unexpectedly, anywhere in the flow. */
export interface ErrorHandling {
  readonly span: Span;
  /** 'disconnect', 'jumpToTask', 'endWorkflow', ... as the format's key says, in the YAML spelling. */
  readonly kind: string;
  readonly target?: Target;
  /** Index into `Flow.slots` of the audio spoken before it. */
  readonly audio?: number;
}

export interface Variable {
  /** As written, with its scope: 'Flow.cardNumber'. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole declaration. */
  readonly span: Span;
  readonly type: DataType;
  /** Index of the container that owns it; -1 for the flow. */
  readonly container: number;
  readonly isSecure: boolean;
  /** Where the secure flag stands, when it is written. */
  readonly secureSpan?: Span;
  readonly isInput: boolean;
  readonly isOutput: boolean;
  /** Lives as long as the contact: every flow that handles it reads and writes the same variable. */
  readonly isShared?: boolean;
  readonly initialValue?: Value;
}

/** In a 'script' the body lists where it can start; what follows an action is said by its outputs and nothing else. */
export type ContainerKind = 'task' | 'menu' | 'state' | 'bot' | 'startup' | 'script';

export interface Container {
  readonly index: number;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly nameSpan: Span;
  /** refId in YAML, id in JSON; '' when there is none. */
  readonly id: string;
  readonly idSpan: Span;
  readonly span: Span;
  /** First-level actions in order; for a menu its choices, which are alternatives. */
  readonly body: readonly number[];
  /** Actions that the format lists but nothing leads to (JSON only). */
  readonly detached: readonly number[];
  /** Menu audio and other values of the container itself. */
  readonly slots: readonly Slot[];
  /** JSON only: the platform says that nothing reaches it. */
  readonly unreachable?: boolean;
}

export interface Action {
  readonly index: number;
  /** Catalogue key ('callData'); as written in the file when the catalogue does not know it. */
  readonly kind: string;
  readonly known: boolean;
  readonly kindSpan: Span;
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
  /** Where else in the file something of it stands, in formats that keep names, values and ways out apart. */
  readonly places?: readonly Span[];
  readonly container: number;
  /** Index of the action whose output holds this one; -1 at the container's first level. */
  readonly parent: number;
  readonly slots: readonly Slot[];
  readonly outputs: readonly Output[];
  /** The task, menu, state, flow, module, bot or data action that it names. */
  readonly target?: Target;
  readonly enabled: boolean;
  /** JSON only: the platform says that nothing reaches it. */
  readonly unreachable?: boolean;
  /** JSON only: the platform's id. */
  readonly id?: string;
}

/** A way out of an action. An output that the file does not mention falls through. */
export interface Output {
  /** 'success', 'failure', 'timeout', 'yes', 'no', 'loop', 'found', 'default', 'case', an intent's or named path's name. */
  readonly name: string;
  /** 'case', 'intent', 'path' for outputs that the author names or numbers; 'fixed' otherwise. */
  readonly kind: 'fixed' | 'case' | 'intent' | 'path';
  readonly span: Span;
  readonly body: readonly number[];
  /** Where it leads when that is an action that stands elsewhere; cycles are allowed. */
  readonly to?: number;
  readonly enabled: boolean;
  /** Index into `Action.slots` of the case's condition or value. */
  readonly condition?: number;
}

export type TargetKind =
  | 'task'
  | 'menu'
  | 'state'
  | 'bot'
  | 'flow'
  | 'common-module'
  | 'bot-flow'
  | 'data-action'
  | 'script'
  | 'called-script'
  | 'data-table';

export interface Target {
  readonly kind: TargetKind;
  /** Display name of a flow, module or data action; the name or reference id of a task, menu or state. */
  readonly name: string;
  readonly span: Span;
  /** Data actions: the category (integration). */
  readonly category?: string;
  readonly categorySpan?: Span;
  /** JSON: the platform's id of the target; YAML references: the text in the brackets. */
  readonly id?: string;
  /** The name holds a substitution, so nothing can be said about where it leads. */
  readonly isTemplated?: boolean;
}

/**
 * One value that an action, container or flow takes in or gives out. An assignment has `target` and `value`,
 * a named attribute has `key`, an output binding has `target` only.
 */
export interface Slot {
  /** The catalogue's role: 'input', 'successOutput', 'attribute', 'statement', 'audio', ...; a plain setting's own key. */
  readonly role: string;
  /** Name of the input, output or attribute where names are keys: 'cardNumber'; else ''. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The whole pair or entry. */
  readonly span: Span;
  /** Attributes: the name, itself an expression. */
  readonly key?: Value;
  readonly value?: Value;
  readonly target?: Reference;
}

/** A variable that something is written to. */
export interface Reference {
  /** As written: 'Task.card', or with a property behind it: 'Workitem.Workitem.name'. */
  readonly name: string;
  /** Where the name stands; the text there is `name`, without `impliedScope` and its dot. */
  readonly span: Span;
  /** A scope that the file leaves out because the place implies it: 'Slot' in `slot: {name: x}`. */
  readonly impliedScope?: string;
  /** The property of the variable that is written, where a format tells them apart: `card` of `order.card.number`. */
  readonly part?: string;
  /** Something inside of what is named is written, so the rest of it stays. */
  readonly isPart?: boolean;
}

export type ValueMode = 'expression' | 'variable' | 'literal' | 'speech' | 'prompt' | 'none' | 'unknown';

export interface Value {
  readonly mode: ValueMode;
  /** From the mode's key to the end of the value: findings about the value stand here. */
  readonly span: Span;
  /** Expression text, literal text, spoken text, prompt name. '' for none, and for literals that are no scalar. */
  readonly source: CookedText;
  /** Parsed when the mode is 'expression' or 'variable'. */
  readonly expression?: Expression;
  /** Literals that are maps, as {minutes: 5} or {name: Queue}: their scalar entries in order. */
  readonly fields?: ReadonlyArray<readonly [key: string, value: string]>;
}

/** Something the reader could not read. The rule of the same family turns it into a finding. */
export interface Problem {
  readonly family: 'text' | 'structure' | 'expression';
  readonly span: Span;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}
