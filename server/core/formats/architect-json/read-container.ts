import { containerKindOf, jsonVariableType, NOT_FIELDS } from '../../catalog/json-shapes.js';
import type { Container, Output, Slot, Variable } from '../../model/flow.js';
import type { FlowBuilder } from './flow-builder.js';
import { readChain, readChoice, readFrom, type Sequence } from './read-action.js';
import { readFields } from './read-fields.js';
import { isValue, readValue } from './read-value.js';

const NOT_CONTAINER_FIELDS: ReadonlySet<string> = new Set([...NOT_FIELDS, 'variables']);

/** Reads one entry of flowSequenceItemList. `owned` are the tasks that belong to a menu choice. */
export function readContainer(b: FlowBuilder, item: number, owned: ReadonlySet<number>): void {
  const { cursor } = b;
  const typeNode = cursor.find(item, '__type');
  const kind = containerKindOf(cursor.text(typeNode));
  if (!cursor.isMap(item) || kind === undefined) {
    b.structure(
      cursor.isScalar(typeNode) ? cursor.textSpan(typeNode) : cursor.span(item),
      'This is no task, menu, state or bot.',
    );
    return;
  }
  const index = b.containers.length;
  const slots: Slot[] = [];
  const draft: Container = { ...describe(b, item), index, kind, body: [], detached: [], slots };
  b.containers.push(draft);
  readFields({ b, type: cursor.text(typeNode), slots, receives: () => false }, item, NOT_CONTAINER_FIELDS);
  readVariables(b, cursor.find(item, 'variables'), index);
  const detached: number[] = [];
  const body = kind === 'menu' ? readChoices(b, item, index, owned, detached) : readTask(b, item, index, -1, detached);
  b.containers[index] = { ...draft, body, detached };
}

function describe(
  b: FlowBuilder,
  item: number,
): Pick<Container, 'name' | 'nameSpan' | 'id' | 'idSpan' | 'span' | 'unreachable'> {
  const { cursor } = b;
  const name = cursor.find(item, 'name');
  const id = cursor.find(item, 'id');
  const span = cursor.span(item);
  const start = { start: span.start, end: span.start };
  return {
    name: cursor.text(name),
    nameSpan: cursor.isScalar(name) ? cursor.textSpan(name) : start,
    id: cursor.text(id),
    idSpan: cursor.isScalar(id) ? cursor.textSpan(id) : start,
    span,
    ...(cursor.isTrue(item, 'unreachable') ? { unreachable: true } : {}),
  };
}

/** Reads the actions that the start leads to; those that nothing leads to are added to `detached`. */
function readTask(
  b: FlowBuilder,
  item: number,
  container: number,
  parent: number,
  detached: number[],
): readonly number[] {
  const { cursor } = b;
  const list = [...cursor.children(cursor.find(item, 'actionList'))].filter((node) => cursor.isMap(node));
  const sequence: Sequence = { b, container, actions: indexById(b, list), seen: new Set() };
  const body = readChain(sequence, cursor.find(item, 'startAction'), parent, 0);
  const left = list.filter((node) => !sequence.seen.has(node));
  if (left.length === 0) return body;
  const followers = new Set(left.flatMap((node) => nextIds(b, node)));
  const heads = left.filter((node) => !followers.has(cursor.findText(node, 'id')));
  // What only leads back to itself has no head and is entered at its first action.
  for (const node of [...heads, ...left]) {
    if (!sequence.seen.has(node)) detached.push(...readFrom(sequence, node, parent, 0));
  }
  return body;
}

function indexById(b: FlowBuilder, list: readonly number[]): ReadonlyMap<string, number> {
  const { cursor } = b;
  const byId = new Map<string, number>();
  for (const node of list) {
    const idNode = cursor.find(node, 'id');
    const id = cursor.text(idNode);
    if (!byId.has(id)) byId.set(id, node);
    else
      b.structure(
        cursor.isScalar(idNode) ? cursor.textSpan(idNode) : cursor.span(node),
        'Another action has the same id.',
      );
  }
  return byId;
}

function nextIds(b: FlowBuilder, node: number): string[] {
  const { cursor } = b;
  const ids = [cursor.findText(node, 'nextAction'), cursor.findText(cursor.find(node, 'path'), 'nextActionId')];
  for (const path of cursor.children(cursor.find(node, 'paths'))) ids.push(cursor.findText(path, 'nextActionId'));
  return ids;
}

function readChoices(
  b: FlowBuilder,
  menu: number,
  container: number,
  owned: ReadonlySet<number>,
  detached: number[],
): number[] {
  const { cursor } = b;
  const body: number[] = [];
  for (const choice of cursor.children(cursor.find(menu, 'menuChoiceList'))) {
    if (!cursor.isMap(cursor.find(choice, 'action'))) {
      b.structure(cursor.span(choice), 'A menu choice with an action should stand here.');
      continue;
    }
    body.push(
      readChoice(b, choice, container, (action, index) => readOwnTask(b, action, container, index, owned, detached)),
    );
  }
  return body;
}

/** A task that was built inside a menu choice stands there in YAML, so it nests here too. */
function readOwnTask(
  b: FlowBuilder,
  action: number,
  container: number,
  index: number,
  owned: ReadonlySet<number>,
  detached: number[],
): Output[] {
  const { cursor } = b;
  const task = b.items.get(cursor.findText(action, 'taskReference'));
  if (task === undefined || !owned.has(task)) return [];
  readVariables(b, cursor.find(task, 'variables'), container);
  const body = readTask(b, task, container, index, detached);
  return [{ name: 'task', kind: 'path', span: cursor.span(task), body, enabled: true }];
}

/** Tasks that exactly one menu choice and nothing else points to. */
export function findOwnedTasks(b: FlowBuilder, root: number): ReadonlySet<number> {
  const { cursor } = b;
  const uses = new Map<string, number>();
  const choices = new Set<string>();
  const use = (id: string) => uses.set(id, (uses.get(id) ?? 0) + 1);
  use(cursor.findText(root, 'initialSequence'));
  use(cursor.findText(cursor.find(root, 'errorHandling'), 'taskReference'));
  for (const item of cursor.children(cursor.find(root, 'flowSequenceItemList'))) {
    for (const action of cursor.children(cursor.find(item, 'actionList')))
      use(cursor.findText(action, 'taskReference'));
    for (const choice of cursor.children(cursor.find(item, 'menuChoiceList'))) {
      const action = cursor.find(choice, 'action');
      const id = cursor.findText(action, 'taskReference');
      use(id);
      if (cursor.findText(action, '__type') === 'TaskAction') choices.add(id);
    }
  }
  const owned = [...choices].filter((id) => uses.get(id) === 1).map((id) => b.items.get(id));
  return new Set(owned.filter((task) => task !== undefined));
}

export function readVariables(b: FlowBuilder, list: number, container: number): void {
  const { cursor } = b;
  for (const entry of cursor.children(list)) {
    const name = cursor.find(entry, 'name');
    if (cursor.isString(name)) b.variables.push(readVariable(b, entry, name, container));
    else b.structure(cursor.span(entry), 'A variable with a type and a name should stand here.');
  }
}

function readVariable(b: FlowBuilder, map: number, name: number, container: number): Variable {
  const { cursor } = b;
  const secure = cursor.find(map, 'isSecure');
  const initial = cursor.find(map, 'initialValue');
  return {
    name: cursor.text(name).trim(),
    nameSpan: cursor.textSpan(name),
    span: cursor.span(map),
    type: jsonVariableType(cursor.findText(map, '__type'), cursor.isTrue(map, 'isCollection')),
    container,
    isSecure: cursor.text(secure) === 'true',
    ...(cursor.isScalar(secure) ? { secureSpan: cursor.span(secure) } : {}),
    isInput: cursor.isTrue(map, 'isInput'),
    isOutput: cursor.isTrue(map, 'isOutput'),
    ...(isValue(cursor, initial) ? { initialValue: readValue(cursor, initial, b.problems) } : {}),
  };
}
