import { CookedText } from '../../text/cooked-text.js';
import type { Part } from './positional.js';
import { isWired } from './read-json.js';
import type { Script, ScriptAction, ScriptBranch, ScriptParameter, ScriptText } from './script.js';

/** Reads the form of the desktop editor: a list of actions, each with its parameters by position and its ways out. */
export function readPositional(root: Part): Script {
  const item = root.child('LibraryItem');
  return {
    name: item?.child('Name')?.text(),
    redaction: item?.child('VariableRedaction')?.text(),
    actions: (root.child('Actions')?.entries() ?? []).map(readAction),
    span: root.span,
  };
}

function readAction(part: Part): ScriptAction {
  return {
    id: textOf(part.child('ActionID')),
    type: part.child('Action')?.text() ?? nothingAt(part),
    libraryId: textOf(part.child('LibraryID')),
    label: part.child('Caption')?.text(),
    parameters: (part.child('Parameters')?.entries() ?? []).map(readParameter),
    branches: readBranches(part),
    span: part.span,
    places: [],
  };
}

function readParameter(part: Part, index: number): ScriptParameter {
  const text = part.text();
  return { index, values: text ? [text] : [], span: part.span };
}

function readBranches(action: Part): ScriptBranch[] {
  const branches: ScriptBranch[] = [];
  const next = action.child('DefaultNextAction');
  // Some files name the action itself, others hold it in a branch.
  if (next) branches.push(branchOf(next, 'default', false));
  for (const branch of action.child('Branches')?.entries() ?? [])
    branches.push(branchOf(branch, labelOf(branch), false));
  for (const branch of action.child('Cases')?.entries() ?? []) branches.push(branchOf(branch, labelOf(branch), true));
  return branches;
}

function branchOf(part: Part, name: string, isCase: boolean): ScriptBranch {
  const id = part.child('ActionID') ?? part;
  const target = textOf(id);
  return { to: isWired(target) ? target : '', toSpan: id.text()?.span ?? id.span, name, isCase, span: part.span };
}

function labelOf(branch: Part): string {
  const label = textOf(branch.child('Text')).toLowerCase();
  return label === '' ? 'default' : label;
}

function textOf(part: Part | undefined): string {
  return part?.text()?.text.text.trim() ?? '';
}

function nothingAt(part: Part): ScriptText {
  const { start } = part.span;
  return { text: new CookedText('', start), span: { start, end: start } };
}
