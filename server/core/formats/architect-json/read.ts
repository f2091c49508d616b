import { errorHandlingOf, NOT_FLOW_FIELDS } from '../../catalog/json-shapes.js';
import type { ErrorHandling, Flow, FormatId, Problem, Target } from '../../model/flow.js';
import { readJson } from '../../syntax/json/read.js';
import type { ReadResult, SourceFile } from '../format.js';
import { JsonCursor } from './cursor.js';
import { FlowBuilder } from './flow-builder.js';
import { findOwnedTasks, readContainer, readVariables } from './read-container.js';
import { type Owner, readField, readFields } from './read-fields.js';

/** Reads a flow configuration; an answer of the API may hold it one level deep. */
export function readArchitectJson({ uri, text }: SourceFile, format: FormatId): ReadResult {
  const tape = readJson(text);
  const problems: Problem[] = tape.problems.map(({ span, message }) => ({
    family: 'text',
    severity: 'error',
    span,
    message,
  }));
  const cursor = new JsonCursor(tape);
  const root = tape.count === 0 ? -1 : findRoot(cursor);
  if (root < 0) {
    if (problems.length === 0) {
      const message = 'This file holds no flow: it has no list of tasks, menus and states.';
      problems.push({ family: 'structure', severity: 'error', span: { start: 0, end: 0 }, message });
    }
    return { flow: undefined, problems, tape };
  }
  const flow = readFlow(new FlowBuilder(cursor, problems, indexItems(cursor, root)), uri, format, root);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { flow, problems, tape };
}

function findRoot(cursor: JsonCursor): number {
  if (isConfiguration(cursor, 0)) return 0;
  for (const key of cursor.children(0)) {
    const value = cursor.isMap(0) ? cursor.valueOf(key) : key;
    if (isConfiguration(cursor, value)) return value;
  }
  return -1;
}

function isConfiguration(cursor: JsonCursor, node: number): boolean {
  if (cursor.isSeq(cursor.find(node, 'flowSequenceItemList'))) return true;
  // A file that is just being written may still lack the list.
  return cursor.isString(cursor.find(node, 'initialSequence')) && cursor.isString(cursor.find(node, 'type'));
}

/** Tasks, menus and states by id; the first one counts. */
function indexItems(cursor: JsonCursor, root: number): Map<string, number> {
  const items = new Map<string, number>();
  for (const item of cursor.children(cursor.find(root, 'flowSequenceItemList'))) {
    const id = cursor.findText(item, 'id');
    if (id !== '' && !items.has(id)) items.set(id, item);
  }
  return items;
}

function readFlow(b: FlowBuilder, uri: string, format: FormatId, root: number): Flow {
  const { cursor } = b;
  const owned = findOwnedTasks(b, root);
  for (const item of cursor.children(cursor.find(root, 'flowSequenceItemList'))) {
    if (!owned.has(item)) readContainer(b, item, owned);
    reportDoubledId(b, item);
  }
  readVariables(b, cursor.find(root, 'variables'), -1);
  b.variables.sort((a, z) => a.span.start - z.span.start);
  const errorHandling = readSettings(b, root);
  const start = readStart(b, root);
  const secure = cursor.find(root, 'isSecure');
  return {
    uri,
    format,
    ...namesOf(b, root),
    span: cursor.span(root),
    ...(cursor.isScalar(secure) ? { isSecure: cursor.text(secure) === 'true' } : {}),
    variables: b.variables,
    containers: b.containers,
    actions: b.actions,
    slots: b.slots,
    ...(start ? { start } : {}),
    ...(errorHandling ? { errorHandling } : {}),
  };
}

function namesOf({ cursor }: FlowBuilder, root: number): Pick<Flow, 'name' | 'nameSpan' | 'type' | 'typeSpan'> {
  const name = cursor.find(root, 'name');
  const type = cursor.find(root, 'type');
  const at = { start: cursor.span(root).start, end: cursor.span(root).start };
  return {
    name: cursor.text(name),
    nameSpan: cursor.isScalar(name) ? cursor.textSpan(name) : at,
    type: cursor.text(type).toLowerCase(),
    typeSpan: cursor.isScalar(type) ? cursor.textSpan(type) : at,
  };
}

function reportDoubledId(b: FlowBuilder, item: number): void {
  const id = b.cursor.find(item, 'id');
  const first = b.items.get(b.cursor.text(id));
  if (first !== undefined && first !== item)
    b.structure(b.cursor.textSpan(id), 'Another task, menu or state has the same id.');
}

function readStart(b: FlowBuilder, root: number): Target | undefined {
  const { cursor } = b;
  const node = cursor.find(root, 'initialSequence');
  const id = cursor.isString(node) ? cursor.text(node) : '';
  if (id === '') return undefined;
  const span = cursor.textSpan(node);
  const container = b.containers.find((candidate) => candidate.id === id);
  if (!container) b.structure(span, 'There is no task, menu or state with this id in the flow.');
  const kind = container === undefined || container.kind === 'startup' ? 'task' : container.kind;
  return { kind, name: container?.name ?? id, id, span };
}

/** Every value of the flow itself becomes a slot; returns what it does about errors. */
function readSettings(b: FlowBuilder, root: number): ErrorHandling | undefined {
  const { cursor } = b;
  const owner: Owner = { b, type: 'Flow', slots: b.slots, receives: () => false };
  let errorHandling: ErrorHandling | undefined;
  for (const key of cursor.children(root)) {
    const name = cursor.text(key);
    const value = cursor.valueOf(key);
    if (NOT_FLOW_FIELDS.has(name)) continue;
    if (name === 'errorHandling' && cursor.isMap(value)) errorHandling = readErrorHandling(owner, key);
    else if (name === 'defaultSettings') readDefaults(owner, value);
    else readField(owner, key);
  }
  return errorHandling;
}

/** Defaults stand below the type of the action that they are for and are called as there. */
function readDefaults(owner: Owner, map: number): void {
  const { cursor } = owner.b;
  for (const key of cursor.isMap(map) ? cursor.children(map) : []) {
    const type = cursor.text(key) === 'SpeechRec' ? 'Menu' : cursor.text(key);
    readFields({ ...owner, type }, cursor.valueOf(key));
  }
}

function readErrorHandling(owner: Owner, key: number): ErrorHandling {
  const { b } = owner;
  const map = b.cursor.valueOf(key);
  const first = b.slots.length;
  readFields(owner, map);
  const audio = b.slots.findIndex(({ role }, i) => i >= first && role === 'preHandlingAudio');
  const handling = b.cursor.findText(map, 'handlingType') || b.cursor.findText(map, 'recognitionHandlingType');
  const target = b.readTarget('Flow', map);
  return {
    span: b.cursor.pairSpan(key),
    kind: errorHandlingOf(handling),
    ...(target ? { target } : {}),
    ...(audio < 0 ? {} : { audio }),
  };
}
