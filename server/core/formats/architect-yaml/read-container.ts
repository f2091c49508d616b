import { WRITE_GROUPS } from '../../catalog/yaml-shapes.js';
import type { Container, ContainerKind, Problem } from '../../model/flow.js';
import type { FlowBuilder } from './flow-builder.js';
import { readActions } from './read-action.js';
import { readSettings } from './read-settings.js';
import { readVariables } from './read-variables.js';

/** Reads a container from its list entry, and remembers what came from there. */
export function readPart(b: FlowBuilder, kind: ContainerKind, entry: number): void {
  const { cursor, problems } = b;
  const key = cursor.first(entry);
  const container = b.containers.length;
  const [actions, variables, problem] = [b.actions.length, b.variables.length, problems.length];
  const from = cursor.places.mark();
  readContainer(b, kind, key, cursor.follow(cursor.after(key)));
  b.parts.push({
    container,
    kind,
    entry,
    actions: { from: actions, to: b.actions.length },
    variables: { from: variables, to: b.variables.length },
    places: { from, to: cursor.places.mark() },
    problems: problems.length > problem ? problems.slice(problem) : NO_PROBLEMS,
  });
}

const NO_PROBLEMS: readonly Problem[] = [];

export function readContainer(b: FlowBuilder, kind: ContainerKind, key: number, map: number): void {
  const { cursor } = b;
  const index = b.containers.length;
  const nameNode = cursor.find(map, 'name');
  const idNode = cursor.find(map, 'refId');
  const draft: Container & { body: readonly number[]; slots: Container['slots'] } = {
    index,
    kind,
    name: nameNode < 0 ? '' : cursor.text(nameNode),
    nameSpan: cursor.textSpan(nameNode < 0 ? key : nameNode),
    id: idNode < 0 ? '' : cursor.text(idNode),
    idSpan: cursor.textSpan(idNode < 0 ? key : idNode),
    span: cursor.spanOver(key, map),
    body: [],
    detached: [],
    slots: [],
  };
  b.containers.push(draft);
  const body: number[] = [];
  const outer = b.slots.length;
  for (let child = cursor.first(map); child < cursor.end(map); ) {
    const raw = cursor.after(child);
    const value = cursor.follow(raw);
    const name = cursor.key(child);
    if (name === 'variables') readVariables(b, value, index);
    else if (name === 'actions' || name === 'choices') body.push(...readActions(b, value, index, -1, 0));
    else if (name !== 'name' && name !== 'refId') readContainerSetting(b, child, name, value);
    child = cursor.after(raw);
  }
  b.containers[index] = { ...draft, body, slots: b.slots.splice(outer) };
}

function readContainerSetting(b: FlowBuilder, key: number, name: string, value: number): void {
  if (!WRITE_GROUPS.has(name)) readSettings(b, key, name, value, 0);
}
