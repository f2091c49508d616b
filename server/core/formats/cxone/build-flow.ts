import { findAction } from '../../catalog/actions.js';
import { findActionType } from '../../catalog/cxone-actions.js';
import type { Action, Container, Flow, FormatId, Output, Problem, Slot } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import { buildAction, innerSpan, scriptName } from './build-action.js';
import { FlowBuilder } from './flow-builder.js';
import type { Script, ScriptAction, ScriptBranch } from './script.js';
import { templateValue } from './values.js';

/** Names in the redaction list; which sign stands between them is not documented, so any that no name holds does. */
const LISTED = /[A-Za-z][\w$.:]*/g;
const SHARED = /^global:/i;

/** A script as a flow: one container that starts at several places and whose actions say what follows them. */
export function buildFlow(script: Script, uri: string, format: FormatId, problems: Problem[]): Flow {
  const b = new FlowBuilder(problems);
  const name = scriptName(script.name?.text.text ?? '');
  const at = { start: script.span.start, end: script.span.start };
  readRedaction(b, script);
  const folder = name.includes('\\') ? name.slice(0, name.lastIndexOf('\\')) : '';
  const notes: Slot[] = [];
  const indexById = new Map<string, number>();
  const entries: number[] = [];
  for (const action of script.actions) {
    if (isNote(action)) notes.push(...noteSlots(b, action));
    else if (indexById.has(action.id)) structure(b, innerSpan(action.type), 'Another action has the same id.');
    else {
      const index = buildAction(b, action, { folder });
      indexById.set(action.id, index);
      if (isEntry(action)) entries.push(index);
      b.wire(index, () => wiredOutputs(b, action, indexById));
    }
  }
  const actions = b.actions();
  return {
    uri,
    format,
    name,
    nameSpan: script.name ? innerSpan(script.name) : at,
    type: 'script',
    typeSpan: at,
    span: script.span,
    variables: b.names.variables(),
    containers: [containerOf(script, actions, entries, at)],
    actions,
    slots: notes,
    parameters: parametersOf(actions),
  };
}

function readRedaction({ names }: FlowBuilder, { redaction }: Script): void {
  if (!redaction) return;
  for (const found of redaction.text.text.matchAll(LISTED)) {
    const written = found[0].replace(SHARED, '');
    const start = found.index + found[0].length - written.length;
    const [name = ''] = written.split('.');
    // A property of an object is hidden with its object: that is the name that a script reads.
    names.add(name, redaction.text.rawSpan(start, start + name.length), {
      isRedacted: true,
      isShared: written !== found[0],
    });
  }
}

function containerOf(script: Script, actions: readonly Action[], entries: readonly number[], at: Span): Container {
  const body = entries.length > 0 ? entries : withoutWayIn(actions);
  const reached = reachedFrom(actions, body);
  return {
    index: 0,
    kind: 'script',
    // A script has no parts: its one container is called like nothing, and its flow says the name.
    name: '',
    nameSpan: at,
    id: '',
    idSpan: at,
    span: script.span,
    body,
    detached: actions.flatMap(({ index, parent }) => (parent < 0 && !reached.has(index) ? [index] : [])),
    slots: [],
  };
}

/** Actions that nothing leads to. */
function withoutWayIn(actions: readonly Action[]): number[] {
  const led = new Set<number>();
  for (const { outputs } of actions) for (const { to } of outputs) if (to !== undefined) led.add(to);
  return actions.flatMap(({ index, parent }) => (parent < 0 && !led.has(index) ? [index] : []));
}

function reachedFrom(actions: readonly Action[], start: readonly number[]): ReadonlySet<number> {
  const reached = new Set(start);
  // A set is walked through to what is added on the way.
  for (const index of reached) {
    for (const { to } of actions[index]!.outputs) if (to !== undefined) reached.add(to);
  }
  return reached;
}

/** The beginning and every event, also those that the catalogue does not list: they are all called `On...`. */
function isEntry({ type, libraryId }: ScriptAction): boolean {
  const name = type.text.text.trim();
  return findActionType(name, libraryId)?.isEntry ?? /^on[a-z_]+$/i.test(name);
}

function isNote({ type, libraryId }: ScriptAction): boolean {
  const known = findActionType(type.text.text, libraryId);
  return known !== undefined && findAction(known.key)?.category === 'note';
}

function noteSlots(b: FlowBuilder, action: ScriptAction): Slot[] {
  return action.parameters.flatMap(({ values, span }) =>
    values.map((text): Slot => {
      const nameSpan = { start: span.start, end: span.start };
      return { role: 'note', name: '', nameSpan, span, value: templateValue(b, text) };
    }),
  );
}

function wiredOutputs(b: FlowBuilder, action: ScriptAction, indexById: ReadonlyMap<string, number>): Output[] {
  return action.branches.flatMap((branch) => {
    if (branch.to === '') return [];
    const to = indexById.get(branch.to);
    if (to === undefined) {
      structure(b, branch.toSpan, 'This leads to an action that is not in the script.');
      return [];
    }
    return [outputOf(branch, to)];
  });
}

function outputOf({ name, isCase, span }: ScriptBranch, to: number): Output {
  return { name, kind: isCase ? 'case' : 'fixed', span, body: [], to, enabled: true };
}

function parametersOf(actions: readonly Action[]): readonly string[] {
  const begin = actions.find(({ slots }) => slots.some(({ role }) => role === 'parameters'));
  return begin?.slots.flatMap(({ role, target }) => (role === 'parameters' && target ? target.name : [])) ?? [];
}

function structure(b: FlowBuilder, span: Span, message: string): void {
  b.problems.push({ family: 'structure', severity: 'warning', span, message });
}
