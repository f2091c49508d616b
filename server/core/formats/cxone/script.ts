import type { CookedText } from '../../text/cooked-text.js';
import type { Span } from '../../text/span.js';

/** A text of a script and where it stands, with its quotes or tags where it has some. */
export interface ScriptText {
  readonly text: CookedText;
  readonly span: Span;
}

export interface ScriptParameter {
  /** Place among the action's parameters, from 0. */
  readonly index: number;
  /** Left out in the forms that do not name parameters. */
  readonly name?: ScriptText;
  /** One text, or those of a list. */
  readonly values: readonly ScriptText[];
  /** Everything that is written about it. */
  readonly span: Span;
}

export interface ScriptBranch {
  /** Id of the action that it leads to; '' when nothing is wired to it. */
  readonly to: string;
  readonly toSpan: Span;
  /** 'default', else the label in lower case. */
  readonly name: string;
  readonly isCase: boolean;
  readonly span: Span;
}

export interface ScriptAction {
  readonly id: string;
  readonly type: ScriptText;
  readonly libraryId: string;
  readonly label: ScriptText | undefined;
  readonly parameters: readonly ScriptParameter[];
  readonly branches: readonly ScriptBranch[];
  /** Where it is named and typed. */
  readonly span: Span;
  /** Where else something of it stands. */
  readonly places: readonly Span[];
}

/** A script as a file says it, the same for every form that the platform writes. */
export interface Script {
  readonly name: ScriptText | undefined;
  /** Variables that are hidden in traces and logs. */
  readonly redaction: ScriptText | undefined;
  readonly actions: readonly ScriptAction[];
  readonly span: Span;
}
