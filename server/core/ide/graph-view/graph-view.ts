import type { Confidence, Severity } from '../../model/finding.js';
import type { ContainerKind } from '../../model/flow.js';

/**
 * What is drawn of a workspace, as plain data that survives JSON. It holds names and texts as the files have them, cut to
 * a length that can be shown; whoever draws them escapes them. Nothing here says where on a canvas anything stands.
 */
export interface GraphView {
  /** In the order of calls: what starts a call before what it leads to, then by address. */
  readonly flows: readonly FlowView[];
  /** From one flow to another, and to flows that are not in the workspace. */
  readonly links: readonly LinkView[];
  /** One per finding that has a path; the order of `findings`. */
  readonly paths: readonly PathView[];
  /** Every finding that the settings want to see, in the order of the report. */
  readonly findings: readonly FindingView[];
  /** Where a value stopped being secret, so that it is not reported behind it. */
  readonly stops: readonly StopView[];
  /** Files that hold no flow that could be read, and why. */
  readonly unread: readonly { readonly uri: string; readonly reason: string }[];
}

/** A place in a file. Offsets are UTF-16 code units in the text that the editor shows; lines count from 1. */
export interface PlaceView {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/**
 * Ids are stable while the text is edited elsewhere: made of the file, the container and the action's own name and kind,
 * with a running number where those are equal. They are opaque to everybody else.
 */
export type NodeId = string;

export interface FlowView {
  readonly id: NodeId;
  readonly place: PlaceView;
  readonly name: string;
  /** For people: 'secure call flow', 'inbound call flow'. */
  readonly kind: string;
  readonly isSecure: boolean;
  readonly key?: KeyView;
  readonly containers: readonly ContainerView[];
  /** Counts of everything in it, for headings and status lines. */
  readonly counts: CountsView;
  /** Places that could not be read; the graph shows what stands around them. */
  readonly broken: readonly BrokenView[];
  /** Calls and jumps between containers of this flow. */
  readonly calls: readonly CallView[];
}

export interface CountsView {
  readonly actions: number;
  readonly withSecureData: number;
  readonly notUnderstood: number;
  readonly errors: number;
  readonly warnings: number;
  readonly sources: number;
  readonly sinks: number;
}

export interface BrokenView {
  readonly place: PlaceView;
  readonly message: string;
  /** What it stands in, an action or a container; undefined for the flow itself. */
  readonly node?: NodeId;
}

export interface ContainerView {
  readonly id: NodeId;
  readonly place: PlaceView;
  readonly kind: ContainerKind;
  readonly name: string;
  readonly isStart: boolean;
  readonly isReachable: boolean;
  readonly key?: KeyView;
  readonly counts: CountsView;
  /** First-level actions in order; of a menu its choices, which are alternatives. */
  readonly body: readonly ActionView[];
  /** Variables that callers fill, by name. */
  readonly inputs: readonly string[];
  /** Number of containers between the start and this one; -1 when nothing calls it. */
  readonly depth: number;
}

/** Icons of the look; `unknown` is an action that the catalogue does not know. */
export type IconName =
  | 'collects'
  | 'speaks'
  | 'sends'
  | 'sets-data'
  | 'data-action'
  | 'secure-action'
  | 'participant'
  | 'screen-pop'
  | 'finds'
  | 'looks-up'
  | 'decides'
  | 'switches'
  | 'loops'
  | 'menu'
  | 'calls'
  | 'transfers'
  | 'queue'
  | 'bot'
  | 'waits'
  | 'ends'
  | 'task'
  | 'unknown';

export interface ActionView {
  readonly id: NodeId;
  readonly place: PlaceView;
  /** The author's name; the platform's name of the action where there is none. */
  readonly title: string;
  /** The platform's name of the action: 'Call Secure Data'. */
  readonly kind: string;
  readonly icon: IconName;
  /** What it does, at most some sixty characters: 'digits → Task.cardNumber'. Never a literal's digits. */
  readonly summary: string;
  readonly key?: KeyView;
  readonly isUnderstood: boolean;
  readonly isEnabled: boolean;
  readonly isReachable: boolean;
  /** A loop draws its first output as a nested container. */
  readonly isLoop: boolean;
  /** Control does not go on behind it. */
  readonly ends: boolean;
  /** Named ways out, in the order of the file; the first one stays on the spine. */
  readonly outputs: readonly OutputView[];
  /** Labels that enter here: 'card number'. */
  readonly source?: readonly string[];
  /** What it gives data to: 'text-to-speech'. */
  readonly sink?: string;
  /** Indexes into `GraphView.findings`. */
  readonly findings: readonly number[];
  readonly properties: readonly PropertyView[];
}

export interface OutputView {
  /** As the author sees it: 'success', 'failure', 'yes', 'case 2: Task.amount > 10'. */
  readonly name: string;
  readonly place: PlaceView;
  readonly isEnabled: boolean;
  readonly body: readonly ActionView[];
  /** Control comes back behind the owner when the body has run. */
  readonly continues: boolean;
}

export interface KeyView {
  /** Handles secure data itself; else something beneath it does. */
  readonly isOwn: boolean;
  /** Number of actions with a key beneath it. */
  readonly beneath: number;
  /** 'Secure because it collects digits in a secure call flow.' */
  readonly because: string;
}

export interface PropertyView {
  readonly name: string;
  /** The text as written; what looks like a card number or a secret is masked. */
  readonly value: string;
  /** Pieces of `value` with a meaning, in order, as offsets into it. */
  readonly tokens: readonly TokenView[];
  readonly place: PlaceView;
}

export interface TokenView {
  readonly start: number;
  readonly end: number;
  readonly kind: 'variable' | 'function' | 'text' | 'number' | 'operator';
  /** A secure variable, or one that carries a sensitive value. */
  readonly isSecure: boolean;
}

/** From one container to another in the same flow. */
export interface CallView {
  readonly kind: 'call' | 'jump';
  readonly from: NodeId;
  /** The container. */
  readonly to: NodeId;
}

/** What leads out of a flow. */
export interface LinkView {
  readonly kind: 'call' | 'transfer' | 'stored-value';
  readonly from: NodeId;
  /** A flow's id, or a node's for stored values; undefined when the flow is not in the workspace. */
  readonly to?: NodeId;
  /** Name of the flow that is meant, or of the attribute that carries the value. */
  readonly name: string;
}

export interface FindingView {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  /** Short: 'Card number reaches a plain data action'. */
  readonly title: string;
  readonly place: PlaceView;
  /** The node it stands at; undefined for the flow itself. */
  readonly node?: NodeId;
  readonly labels: readonly string[];
  readonly sink?: string;
  readonly fingerprint: string;
  readonly fixes: readonly FixView[];
  /** Index into `GraphView.paths`. */
  readonly path?: number;
  readonly isSuppressed: boolean;
  readonly why: string;
  readonly instead: string;
}

export interface FixView {
  readonly title: string;
  readonly isSafe: boolean;
}

export interface PathView {
  /** Index into `GraphView.findings`. */
  readonly finding: number;
  readonly label: string;
  readonly steps: readonly StepView[];
  /** For the live region: 'Path of card number, 6 steps, from Ask for the card to data action Charge.' */
  readonly description: string;
}

export interface StepView {
  /** The action, or the container's header for a task input. */
  readonly node: NodeId;
  readonly place: PlaceView;
  readonly title: string;
  /** One plain clause: 'Copied; Replace keeps the value'. */
  readonly clause: string;
  /** The expression as written, and the tainted piece of it as offsets into it. */
  readonly code?: { readonly text: string; readonly start: number; readonly end: number };
  /** How the value came here from the step before; the first has none. */
  readonly hop?: HopView;
}

export type HopView =
  /** Along control edges; the nodes that it passes, without the two ends. */
  | { readonly kind: 'control'; readonly passes: readonly NodeId[] }
  /** Into or out of a called container or flow; the variable that carries it. */
  | { readonly kind: 'call'; readonly carrier: string }
  /** No way of control: stored data, or a flow variable set elsewhere. */
  | { readonly kind: 'stored'; readonly carrier: string };

/** Why something is not reported. */
export interface StopView {
  readonly node: NodeId;
  readonly place: PlaceView;
  readonly label: string;
  /** The barrier of the policy: 'B1'. */
  readonly barrier: string;
  /** 'Right(Task.cardNumber, 4) leaves the last four digits'. */
  readonly message: string;
  /** From the source to the barrier. */
  readonly steps: readonly StepView[];
  /** Nodes that use what is left of the value. */
  readonly usedAt: readonly NodeId[];
}
