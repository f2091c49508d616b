import { findAction } from '../../catalog/actions.js';
import { type ActionType, findActionType, keyOfType, type Parameter } from '../../catalog/cxone-actions.js';
import type { Action, Output, Slot, Target, Value } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import { buildSnippet } from './build-snippet.js';
import type { FlowBuilder } from './flow-builder.js';
import type { ScriptAction, ScriptParameter, ScriptText } from './script.js';
import { expressionValue, namedValue, nameIn, templateValue } from './values.js';

/** Where the script itself stands among others: 'Payments' for 'Payments\TakeCard'. */
export interface Surroundings {
  readonly folder: string;
}

/** One action while its parameters are read. */
interface Draft {
  readonly b: FlowBuilder;
  readonly slots: Slot[];
  readonly body: number[];
  readonly index: number;
  readonly name: string;
  target?: Target;
  /** Code has been read, so the action is entered through it. */
  codeSpan?: Span;
}

/** Reads an action of a script with the code inside of it; its ways out are wired when all actions are known. */
export function buildAction(b: FlowBuilder, action: ScriptAction, around: Surroundings): number {
  const type = findActionType(action.type.text.text, action.libraryId);
  const key = type?.key ?? keyOfType(action.type.text.text.trim().toUpperCase());
  return b.addAction((index): Action => {
    const label = action.label && action.label.text.text.trim() !== '' ? action.label : action.type;
    const draft: Draft = { b, slots: [], body: [], index, name: label.text.text };
    readParameters(draft, action, type, around);
    return {
      index,
      kind: key,
      known: findAction(key) !== undefined,
      kindSpan: innerSpan(action.type),
      name: label.text.text,
      nameSpan: innerSpan(label),
      span: action.span,
      ...(action.places.length > 0 ? { places: action.places } : {}),
      container: 0,
      parent: -1,
      slots: draft.slots,
      outputs: codeOutput(draft),
      ...(draft.target ? { target: draft.target } : {}),
      enabled: true,
      id: action.id,
    };
  });
}

/** What the code does comes in front of every other way out. */
function codeOutput({ body, codeSpan }: Draft): Output[] {
  return codeSpan && body.length > 0 ? [{ name: 'code', kind: 'fixed', span: codeSpan, body, enabled: true }] : [];
}

function readParameters(draft: Draft, action: ScriptAction, type: ActionType | undefined, around: Surroundings): void {
  const parameters = action.parameters.map((written) => ({ written, known: knownAs(type, written) }));
  const assigned = parameters.find(({ known }) => known?.use === 'assigned');
  const value = assigned?.written.values[0] && templateValue(draft.b, assigned.written.values[0]);
  for (const { written, known } of parameters) {
    if (known?.use === 'assigned') continue;
    if (known?.use === 'variable' && assigned) addAssignment(draft, written, assigned.written, value);
    else if (known?.use === 'switch') addShown(draft, known, written, value);
    else addParameter(draft, known, written, around);
  }
  reportUnknown(draft, action, parameters);
}

/** By name where it has one; by its place only where the catalogue knows the place. */
function knownAs(type: ActionType | undefined, { name, index }: ScriptParameter): Parameter | undefined {
  if (!type) return undefined;
  if (name) {
    const wanted = name.text.text.trim().toLowerCase();
    return type.parameters.find((parameter) => parameter.name.toLowerCase() === wanted);
  }
  // A list takes all that follows.
  const rest = type.parameters.find(
    (parameter) => isList(parameter) && parameter.index !== undefined && parameter.index <= index,
  );
  return rest ?? type.parameters.find((parameter) => parameter.index === index);
}

function isList({ use }: Parameter): boolean {
  return use === 'parameters' || use === 'arguments';
}

function addParameter(
  draft: Draft,
  known: Parameter | undefined,
  written: ScriptParameter,
  around: Surroundings,
): void {
  const { b } = draft;
  const [first] = written.values;
  if (!first) return;
  switch (known?.use) {
    case 'variable':
      addWrite(draft, known.role, written, first);
      return;
    case 'parameters':
      for (const text of written.values) addWrite(draft, known.role, written, text, true);
      return;
    case 'arguments':
      for (const text of written.values) addArgument(draft, written, text);
      return;
    case 'code':
      draft.codeSpan = first.span;
      for (const index of buildSnippet(b, first.text, { index: draft.index, name: draft.name, container: 0 }))
        draft.body.push(index);
      return;
    case 'expression':
      addValue(draft, 'condition', written, expressionValue(b, first));
      return;
    case 'variable-name':
      addValue(draft, known.role, written, namedValue(b, first));
      return;
    case 'script':
      draft.target = targetOf(first, around);
      return;
    default:
      for (const text of written.values) addValue(draft, roleOf(known, written), written, templateValue(b, text));
  }
}

/** A parameter that the catalogue does not list is called as the file calls it; without a name nothing is known. */
function roleOf(known: Parameter | undefined, { name }: ScriptParameter): string {
  if (known && known.use !== 'unknown') return known.role;
  const written = name?.text.text.trim() ?? '';
  return written === '' ? 'unknown' : written.charAt(0).toLowerCase() + written.slice(1);
}

function addWrite(
  { b, slots }: Draft,
  role: string,
  written: ScriptParameter,
  text: ScriptText,
  isInput = false,
): void {
  const name = nameIn(text.text);
  if (!name) return;
  const span = text.text.rawSpan(name.start, name.end);
  const target = { name: text.text.text.slice(name.start, name.end), span, ...(name.isPart ? { isPart: true } : {}) };
  b.names.add(target.name, span, { isShared: name.isShared, isInput });
  slots.push({ role, name: '', nameSpan: span, span: written.span, target });
}

/** Two parameters that are one assignment. */
function addAssignment(
  draft: Draft,
  variable: ScriptParameter,
  assigned: ScriptParameter,
  value: Value | undefined,
): void {
  const [text] = variable.values;
  if (!text) return;
  const before = draft.slots.length;
  addWrite(draft, 'statements', variable, text);
  const slot = draft.slots[before];
  if (!slot) return;
  const start = Math.min(variable.span.start, assigned.span.start);
  const end = Math.max(variable.span.end, assigned.span.end);
  draft.slots[before] = { ...slot, span: { start, end }, ...(value ? { value } : {}) };
}

/** A switch of an assignment: when it is on, what is assigned is shown or kept. */
function addShown(draft: Draft, known: Parameter, written: ScriptParameter, value: Value | undefined): void {
  const [text] = written.values;
  if (!text) return;
  const isOn = /^\s*(?:true|1|yes)\s*$/i.test(text.text.text);
  if (!isOn || !value) addValue(draft, roleOf(undefined, written), written, templateValue(draft.b, text));
  else draft.slots.push({ role: known.role, name: '', nameSpan: written.span, span: value.span, value });
}

/** Arguments are bound by position, under the names that a script gives them by default: p1, p2, ... */
function addArgument({ b, slots }: Draft, written: ScriptParameter, text: ScriptText): void {
  const place = slots.filter(({ role }) => role === 'inputs').length + 1;
  const { start } = text.span;
  slots.push({
    role: 'inputs',
    name: `p${place}`,
    nameSpan: { start, end: start },
    span: written.span,
    value: templateValue(b, text),
  });
}

function addValue({ slots }: Draft, role: string, { name, span }: ScriptParameter, value: Value): void {
  const nameSpan = name ? innerSpan(name) : { start: span.start, end: span.start };
  slots.push({ role, name: '', nameSpan, span, value });
}

const TEMPLATED = /[{}]/;

/** A script is named with its folder, or without one when it stands in the same. */
function targetOf({ text }: ScriptText, { folder }: Surroundings): Target {
  const written = scriptName(text.text);
  const isWhole = written.includes('\\') || folder === '';
  return {
    kind: 'called-script',
    name: isWhole || written === '' ? written : `${folder}\\${written}`,
    span: text.rawSpan(0, text.text.length),
    ...(TEMPLATED.test(written) ? { isTemplated: true } : {}),
  };
}

/** `Folder\Name`, however the separators are written and doubled. */
export function scriptName(text: string): string {
  return text.trim().replace(/[\\/]+/g, '\\');
}

/** In a form without names, a value that reads a variable and goes nobody knows where has to be said. */
function reportUnknown(
  { b }: Draft,
  action: ScriptAction,
  parameters: readonly { readonly written: ScriptParameter; readonly known: Parameter | undefined }[],
): void {
  const isUnknown = parameters.some(
    ({ written, known }) => !written.name && (!known || known.use === 'unknown') && written.values.some(holdsVariable),
  );
  if (!isUnknown) return;
  b.problems.push({
    family: 'structure',
    severity: 'information',
    span: innerSpan(action.type),
    message: `What some parameters of "${action.type.text.text.trim()}" mean is not known in a file without their names, so what they show is not judged.`,
  });
}

function holdsVariable({ text }: ScriptText): boolean {
  return /\{\s*[A-Za-z]/.test(text.text);
}

/** A text without its quotes or tags. */
export function innerSpan({ text }: ScriptText): Span {
  return text.rawSpan(0, text.text.length);
}
