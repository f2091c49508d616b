import type { Action, Flow, Slot, Value, Variable } from '../model/flow.js';
import type { Tape } from '../syntax/tape.js';
import type { Edit } from '../text/span.js';
import { FORMATS } from './registry.js';

/** A flow with the text and the tape that it was read from. */
export interface EditedFlow {
  readonly flow: Flow;
  readonly text: string;
  readonly tape: Tape;
}

/**
 * Changes to a flow as edits of its text. Everything else stays as it is, byte by byte. An empty list means that this
 * format, or this way of writing, cannot say it.
 */
export interface FlowEditor {
  /** Makes another kind of action of it; settings that both kinds have stay. */
  renameKind(action: Action, kind: string): readonly Edit[];
  /** Gives a plain setting of an action a literal value, also when it is not written yet. */
  setSetting(action: Action, role: string, text: string): readonly Edit[];
  /** Takes out a slot with its key. */
  removeSlot(slot: Slot): readonly Edit[];
  /** Writes an expression where a value stands that is an expression or a variable. */
  replaceValue(value: Value, expression: string): readonly Edit[];
  /** Switches a flag of a declaration on. */
  addVariableFlag(variable: Variable, flag: 'isSecure'): readonly Edit[];
  /** Leads a way out of an action to another action, in formats that draw flows as a graph. */
  wire?(action: Action, output: string, to: Action): readonly Edit[];
}

const editors = new WeakMap<Flow, FlowEditor>();

/** The editor of the format that a flow was read from. */
export function editorOf(file: EditedFlow): FlowEditor {
  const known = editors.get(file.flow);
  if (known) return known;
  const format = FORMATS.find(({ id }) => id === file.flow.format);
  const editor = format?.editor?.(file) ?? NO_EDITOR;
  editors.set(file.flow, editor);
  return editor;
}

const nothing = () => [];

/** What a format has of it that writes nothing. */
export const NO_EDITOR: FlowEditor = {
  renameKind: nothing,
  setSetting: nothing,
  removeSlot: nothing,
  replaceValue: nothing,
  addVariableFlag: nothing,
};
