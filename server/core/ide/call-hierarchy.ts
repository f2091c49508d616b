import type { ContainerKind } from '../model/flow.js';
import type { CheckedFlow, CheckedWorkspace } from '../rules/rule.js';
import type { Span } from '../text/span.js';
import { type Callee, calleeOf, targetsOf } from './callee.js';
import type { IdeContext } from './context.js';
import { occurrenceAt, occurrencesOf } from './occurrences.js';
import { shownName } from './shown-name.js';

/** A flow, or a task, menu, state or bot in one. */
export interface CallItem {
  readonly name: string;
  readonly kind: 'flow' | ContainerKind;
  /** The flow that a task belongs to; the type of a flow. */
  readonly detail: string;
  readonly uri: string;
  readonly span: Span;
  readonly selection: Span;
  /** -1 for the flow itself. */
  readonly container: number;
}

/** Who calls, or who is called, and the places that say so; the places lie in the caller's file. */
export interface Call {
  readonly item: CallItem;
  readonly places: readonly Span[];
}

/** What the cursor names; else the task, menu or state around it, else the flow. */
export function prepareCallHierarchy({ file, workspace }: IdeContext, offset: number): CallItem | undefined {
  const named = occurrenceAt(file, workspace, offset);
  if (named?.kind === 'container' || named?.kind === 'flow') {
    const declared = occurrencesOf(named.key, workspace).find(({ access }) => access === 'declaration');
    const owner = declared && workspace.flows.find(({ uri }) => uri === declared.uri);
    if (owner) return itemOf(owner, declared.container);
  }
  const around = file.flow.containers.find(({ span }) => span.start <= offset && offset <= span.end);
  const { span } = file.flow;
  if (!around && (offset < span.start || offset > span.end)) return undefined;
  return itemOf(file, around?.index ?? -1);
}

/** Actions of all flows that lead here, by the task they stand in; a flow's own start counts as the flow's call. */
export function incomingCalls({ workspace }: IdeContext, item: CallItem): readonly Call[] {
  const asked = currentOf(item, workspace);
  if (!asked) return [];
  const calls = new CallList();
  for (const file of workspace.flows) {
    if (asked.container >= 0 && file !== asked.file) continue;
    for (const { caller, target } of targetsOf(file)) {
      const called = calleeOf(file, target, workspace);
      if (called?.file === asked.file && called.container === asked.container) calls.add(file, caller, target.span);
    }
  }
  return calls.calls;
}

/** Tasks, menus, states and flows of the workspace that this one leads to. */
export function outgoingCalls({ workspace }: IdeContext, item: CallItem): readonly Call[] {
  const asked = currentOf(item, workspace);
  if (!asked) return [];
  const { file, container } = asked;
  const calls = new CallList();
  for (const { caller, target } of targetsOf(file)) {
    if (caller !== container) continue;
    const called = calleeOf(file, target, workspace);
    if (called) calls.add(called.file, called.container, target.span);
  }
  if (container < 0 && calls.calls.length === 0) {
    // A flow that does not say where it starts has one startup task, or could start anywhere.
    for (const root of file.graph.roots) calls.add(file, root, file.flow.nameSpan);
  }
  return calls.calls;
}

/** Collects places by the one who calls or is called, in the order in which they are found. */
class CallList {
  readonly calls: { readonly item: CallItem; readonly places: Span[] }[] = [];

  add(file: CheckedFlow, container: number, place: Span): void {
    const known = this.calls.find(({ item }) => item.uri === file.uri && item.container === container);
    if (known) known.places.push(place);
    else this.calls.push({ item: itemOf(file, container), places: [place] });
  }
}

/** An item may come back after its file changed: then its place in the list counts only if the name is still there. */
function currentOf({ uri, container, name, kind }: CallItem, { flows }: CheckedWorkspace): Callee | undefined {
  const file = flows.find((candidate) => candidate.uri === uri);
  if (!file || container < 0) return file && { file, container };
  const isMeant = (index: number) => file.flow.containers[index]?.kind === kind && nameOf(file, index) === name;
  if (isMeant(container)) return { file, container };
  const moved = file.flow.containers.find(({ index }) => isMeant(index));
  return moved && { file, container: moved.index };
}

function nameOf({ flow }: CheckedFlow, container: number): string {
  const { name, id, kind } = flow.containers[container] ?? { name: '', id: '', kind: 'task' };
  return shownName(name) || shownName(id) || kind;
}

function itemOf(file: CheckedFlow, index: number): CallItem {
  const { flow, uri } = file;
  const container = flow.containers[index];
  const flowName = shownName(flow.name) || flow.type;
  const { span, nameSpan } = container ?? flow;
  const isNameInside = nameSpan.start >= span.start && nameSpan.end <= span.end;
  return {
    name: container ? nameOf(file, index) : flowName,
    kind: container?.kind ?? 'flow',
    detail: container ? flowName : flow.type,
    uri,
    span,
    selection: isNameInside ? nameSpan : { start: span.start, end: span.start },
    container: container ? index : -1,
  };
}
