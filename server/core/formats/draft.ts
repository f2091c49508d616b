import type { DataType } from '../model/expression.js';
import type { Action, Container, TargetKind } from '../model/flow.js';

/** A value to be written. 'none' = the platform's "not set". */
export type ValueDraft =
  | { readonly mode: 'expression' | 'variable' | 'literal' | 'speech' | 'prompt'; readonly text: string }
  | { readonly mode: 'none' }
  /** A literal made of parts: `seconds: 10`. */
  | { readonly mode: 'fields'; readonly fields: ReadonlyArray<readonly [key: string, text: string]> };

/** A setting of an action; `role` is the catalogue's. */
export interface SettingDraft {
  readonly role: string;
  /** Settings below it stand in a list of their own, as those of `digits`. */
  readonly value: ValueDraft | readonly SettingDraft[];
}

export interface AssignmentDraft {
  readonly type: DataType;
  readonly variable: string;
  readonly value: ValueDraft;
}

export interface TargetDraft {
  readonly kind: TargetKind;
  readonly name: string;
  /** Data actions: the integration. */
  readonly category?: string;
  readonly inputs?: ReadonlyArray<readonly [name: string, value: ValueDraft]>;
  /** Results and the variables that receive them. */
  readonly successOutputs?: ReadonlyArray<readonly [name: string, variable: string]>;
}

/** An action to be written, in the catalogue's words; each format says it in its own syntax. */
export interface ActionDraft {
  readonly kind: string;
  readonly name: string;
  readonly target?: TargetDraft;
  readonly settings?: readonly SettingDraft[];
  readonly assignments?: readonly AssignmentDraft[];
  /** Named attributes and their values. */
  readonly attributes?: ReadonlyArray<readonly [name: string, value: ValueDraft]>;
  readonly outputs?: readonly OutputDraft[];
}

export interface OutputDraft {
  readonly name: string;
  readonly body: readonly BodyPart[];
}

/** A new action, or one that stands in the flow and is taken over as it is written there. */
export type BodyPart = ActionDraft | Action;

/** True for an action that is there already. */
export function isTakenOver(part: BodyPart): part is Action {
  return 'kindSpan' in part;
}

/** Where an action goes. */
export type ActionPlace =
  | { readonly before: Action }
  | { readonly after: Action }
  | { readonly firstIn: Body }
  | { readonly lastIn: Body };

/** A list of actions: a container's, or that of one way out of an action, which has to be there. */
export type Body = { readonly container: Container } | { readonly action: Action; readonly output: string };

export interface VariableDraft {
  /** With its scope: 'Task.card'. */
  readonly name: string;
  readonly type: DataType;
  readonly isSecure?: boolean;
  readonly isInput?: boolean;
  readonly isOutput?: boolean;
  readonly initialValue?: ValueDraft;
}

/** A new flow with tasks; it speaks the languages of the flow whose editor writes it. */
export interface FlowDraft {
  /** Canonical type: 'securecall'. */
  readonly type: string;
  readonly name: string;
  readonly variables?: readonly VariableDraft[];
  /** The first one is where it starts. */
  readonly tasks: readonly TaskDraft[];
}

export interface TaskDraft {
  readonly name: string;
  readonly variables?: readonly VariableDraft[];
  readonly actions: readonly BodyPart[];
}
