import type { DataType } from '../model/expression.js';
import type { Action, Container, Flow, Slot, Value, Variable } from '../model/flow.js';
import type { Tape } from '../syntax/tape.js';
import type { Edit } from '../text/span.js';
import type { ActionDraft, ActionPlace, BodyPart, FlowDraft, OutputDraft, ValueDraft, VariableDraft } from './draft.js';
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
  /** Gives a setting of an action a value of any mode, also when it is not written yet. */
  setValue(action: Action, role: string, value: ValueDraft): readonly Edit[];
  /** Gives an input or a result binding (`role`) of what an action calls a value, also when it is not written yet. */
  setInput(action: Action, role: string, name: string, value: ValueDraft): readonly Edit[];
  /** Puts actions, in this order, in one place. Nothing when the very same ones stand there. */
  insertActions(actions: readonly BodyPart[], place: ActionPlace): readonly Edit[];
  /** Gives an action a way out that it lacks, or a body to one that is empty. */
  addOutput(action: Action, name: string, body: readonly BodyPart[]): readonly Edit[];
  /** The same for several ways out of one action at once. */
  addOutputs(action: Action, outputs: readonly OutputDraft[]): readonly Edit[];
  /** Takes an action out, with everything inside it. */
  removeAction(action: Action): readonly Edit[];
  /** Puts one action in the place of another; the draft may take the other one over into an output: a wrap. */
  replaceAction(action: Action, draft: ActionDraft): readonly Edit[];
  /** Declares a variable in a container, or in the flow. Nothing when its name is taken. */
  addVariable(owner: Container | undefined, variable: VariableDraft): readonly Edit[];
  /** Gives a variable another type, in its declaration and in every assignment to it. */
  setVariableType(variable: Variable, type: DataType): readonly Edit[];
  /** The text of a new file; undefined when the format cannot say it. */
  newFlow(draft: FlowDraft): string | undefined;
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
  setValue: nothing,
  setInput: nothing,
  insertActions: nothing,
  addOutput: nothing,
  addOutputs: nothing,
  removeAction: nothing,
  replaceAction: nothing,
  addVariable: nothing,
  setVariableType: nothing,
  newFlow: () => undefined,
};
