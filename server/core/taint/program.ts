import type { SinkKind } from '../catalog/actions.js';
import type { LabelSet } from '../catalog/labels.js';
import type { ControlGraph } from '../graph/control-graph.js';
import type { Place } from '../model/finding.js';
import type { Flow, Variable } from '../model/flow.js';
import type { SetId } from './atoms.js';
import type { Term } from './terms.js';

/** A variable as the analysis sees it. Ids are unique over the whole workspace. */
export interface Cell {
  readonly id: number;
  /** As first written: 'Flow.cardNumber'. */
  readonly name: string;
  /** Owning container; -1 when the whole flow shares it. */
  readonly container: number;
  readonly variable: Variable | undefined;
  readonly isSecure: boolean;
  /** Where it was first seen, for variables that are declared nowhere. */
  readonly place: Place;
  /** Somebody passes a value in, so the value at entry is the caller's. */
  isParameter: boolean;
  hasWrite: boolean;
  /** Something sensitive may get here, and from here to a place where it matters. */
  isTracked: boolean;
  /** Index in the rows of its container (or of every container of the flow); -1 when it can never hold anything. */
  row: number;
  /** What it holds before anything ran. */
  initial: SetId;
}

/**
 * A place where nothing leaks, but where it matters what arrives: an input of a secure data action, and a variable
 * whose name or whose filling says that the value in it is hidden.
 */
export type Passage = 'secure-action' | 'disguise';

/** A place that shows, stores or sends a value. */
export interface SinkSite {
  readonly id: number;
  readonly flow: number;
  readonly container: number;
  /** -1 for what a menu or the flow itself says. */
  readonly action: number;
  readonly kind: SinkKind;
  /** Set when the place is no sink; what arrives is then told apart from leaks. */
  readonly passage?: Passage;
  /** Labels that may not arrive here ... */
  readonly leaks: LabelSet;
  /** ... and labels whose arrival is the purpose of the place; reported as information. */
  readonly sanctioned: LabelSet;
  readonly place: Place;
  readonly term: Term;
  /** What arrives whatever the variables hold: digits that are read back. */
  readonly constant: SetId;
  /** Role and name of the slot, for messages. */
  readonly role: string;
  readonly name: string;
}

/** An assignment on the way out of a node. */
export interface Write {
  /** Output on which it happens; 'always' for each. */
  readonly on: string;
  readonly cell: number;
  /** Part of the value only: the rest stays. */
  readonly isPartial: boolean;
  readonly term: Term;
  constant: SetId;
  /** An outside value without a label, kept only when somebody reads sensitive properties. */
  readonly isOutside: boolean;
  readonly place: Place;
  readonly action: number;
}

/** Something put where other flows, or other calls, can read it. */
export interface ChannelWrite {
  readonly channel: number;
  readonly term: Term;
  readonly place: Place;
  readonly flow: number;
  readonly action: number;
}

export interface Argument {
  readonly cell: number;
  readonly term: Term;
  readonly place: Place;
}

/** A call of a container, in this flow or (modules, bots) in another one. */
export interface CallSite {
  readonly id: number;
  readonly flow: number;
  readonly action: number;
  readonly container: number;
  readonly calleeFlow: number;
  readonly callee: number;
  /** A jump does not come back. */
  readonly returns: boolean;
  readonly inputs: readonly Argument[];
  readonly outputs: ReadonlyArray<{ readonly from: number; readonly to: number; readonly place: Place }>;
}

/** What happens at one node of the control graph, in this order: sinks, channels, call, writes. */
export interface NodeCode {
  readonly sinks: SinkSite[];
  readonly channels: ChannelWrite[];
  readonly calls: CallSite[];
  readonly writes: Write[];
}

export interface FlowProgram {
  readonly index: number;
  readonly flow: Flow;
  readonly graph: ControlGraph;
  /** By node; undefined where nothing happens. */
  readonly code: ReadonlyArray<NodeCode | undefined>;
  /** Cells of the flow and of its containers. */
  readonly cells: readonly Cell[];
  readonly flowCells: readonly Cell[];
  readonly localCells: ReadonlyArray<readonly Cell[]>;
  /** Cells of the flow that have a place in the rows, in that order; set when rows are numbered. */
  sharedCells: readonly Cell[];
  /** What the flow says on errors and escalations, which may happen after any action. */
  readonly anyTimeSinks: readonly SinkSite[];
}
