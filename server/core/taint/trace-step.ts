import type { Place } from '../model/finding.js';

/** What a step of a trace does with the value. */
export type StepKind = 'source' | 'copy' | 'argument' | 'result' | 'store' | 'read' | 'sink';

/** One place of a trace, with the action that does it; -1 where it is no action. */
export interface TraceStep {
  readonly kind: StepKind;
  readonly place: Place;
  readonly message: string;
  readonly flow: number;
  readonly action: number;
  /** What holds the value behind the step: a variable, an attribute, the sink's input. */
  readonly carrier: string;
  /** Arguments: the container that is called. */
  readonly callee?: { readonly flow: number; readonly container: number };
}
