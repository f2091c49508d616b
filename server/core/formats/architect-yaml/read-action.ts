import { findAction } from '../../catalog/actions.js';
import { READ_GROUPS, TARGET_SHAPES, WRITE_GROUPS } from '../../catalog/yaml-shapes.js';
import type { Action, Output, Slot } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import { flagOf } from './flag.js';
import type { Draft, FlowBuilder } from './flow-builder.js';
import { type ActionDraft, addSlot, isWritten, readScalar, readSlotName, variableTarget } from './read-slot.js';
import { readTarget } from './read-target.js';
import { findHolder, keyOf, modeOf, readValue } from './read-value.js';
import { readVariables } from './read-variables.js';

/** How deep actions and settings may nest before the rest is reported instead of read. Real files stay below 54. */
const DEPTH_LIMIT = 400;

const NO_ACTIONS: readonly number[] = [];

/** Reads a list of actions or menu choices; returns their indexes. */
export function readActions(
  b: FlowBuilder,
  list: number,
  container: number,
  parent: number,
  depth: number,
): readonly number[] {
  const { cursor } = b;
  if (cursor.isEmpty(list)) return NO_ACTIONS;
  if (!cursor.isSeq(list)) {
    b.structure(cursor.span(list), 'A list of actions should stand here.');
    return NO_ACTIONS;
  }
  if (depth > DEPTH_LIMIT) {
    b.structure(cursor.span(list), 'These actions nest too deep and were not read.');
    return NO_ACTIONS;
  }
  const body = b.bodies.open();
  for (let entry = cursor.first(list); entry < cursor.end(list); entry = cursor.after(entry)) {
    const index = readAction(b, cursor.follow(entry), container, parent, depth);
    if (index >= 0) b.bodies.add(index);
  }
  return b.bodies.take(body);
}

function readAction(b: FlowBuilder, entry: number, container: number, parent: number, depth: number): number {
  const { cursor } = b;
  if (!cursor.isMap(entry)) {
    if (!cursor.isScalar(entry)) {
      b.structure(cursor.span(entry), 'An action should stand here.');
      return -1;
    }
    return b.addAction((index) => emptyAction(b, index, entry, entry, container, parent));
  }
  const key = cursor.first(entry);
  const map = cursor.follow(cursor.after(key));
  const second = cursor.after(cursor.after(key));
  if (second < cursor.end(entry)) {
    b.structure(cursor.span(second), 'This key stands beside an action and was not read; is it indented too little?');
  }
  return b.addAction((index) => {
    const kind = cursor.key(key);
    const draft: ActionDraft = {
      index,
      container,
      facts: findAction(kind),
      firstSlot: b.actionSlots.open(),
      name: '',
      nameSpan: cursor.textSpan(key),
      target: undefined,
      enabled: true,
    };
    const outputs = b.outputs.open();
    if (cursor.isMap(map)) readKeys(b, draft, map, depth + 1, '');
    const action: Draft<Action> = {
      index,
      kind,
      known: draft.facts !== undefined,
      kindSpan: cursor.textSpan(key),
      name: draft.name,
      nameSpan: draft.nameSpan,
      span: cursor.spanOver(key, map),
      container,
      parent,
      slots: b.actionSlots.take(draft.firstSlot),
      outputs: b.outputs.take(outputs),
      enabled: draft.enabled,
    };
    if (draft.target) action.target = draft.target;
    return action;
  });
}

function emptyAction(
  b: FlowBuilder,
  index: number,
  key: number,
  value: number,
  container: number,
  parent: number,
): Action {
  const kind = b.cursor.text(key);
  const kindSpan = b.cursor.textSpan(key);
  const span = b.cursor.spanOver(key, value);
  const known = findAction(kind) !== undefined;
  return {
    index,
    kind,
    known,
    kindSpan,
    name: '',
    nameSpan: kindSpan,
    span,
    container,
    parent,
    slots: [],
    outputs: [],
    enabled: true,
  };
}

/** Reads the pairs below an action (or below one of its settings; then `owner` is that setting's key). */
function readKeys(b: FlowBuilder, draft: ActionDraft, map: number, depth: number, owner: string): void {
  const { cursor } = b;
  if (depth > DEPTH_LIMIT) {
    b.structure(cursor.span(map), 'These settings nest too deep and were not read.');
    return;
  }
  const end = cursor.end(map);
  for (let key = cursor.first(map); key < end; ) {
    const raw = cursor.after(key);
    readPair(b, draft, key, cursor.follow(raw), depth, owner);
    key = cursor.after(raw);
  }
}

function readPair(b: FlowBuilder, draft: ActionDraft, key: number, value: number, depth: number, owner: string): void {
  const { cursor } = b;
  const name = cursor.key(key);
  if (name === 'name' && owner === '' && cursor.isScalar(value)) {
    draft.name = cursor.text(value);
    draft.nameSpan = cursor.textSpan(value);
    return;
  }
  if (name === 'enabled' && owner === '' && flagOf(cursor.text(value)) === false) draft.enabled = false;
  const shape = TARGET_SHAPES.get(name);
  const below = shape ? readTarget(b, draft, shape, value) : undefined;
  if (shape && below !== undefined) {
    if (below >= 0) readKeys(b, draft, below, depth + 1, shape.key);
    return;
  }
  if (name === 'actions') {
    addOutput(b, draft, { name: owner || 'actions', span: cursor.spanOver(key, value), actions: value }, depth);
    return;
  }
  if (name === 'choices' && draft.facts?.control === 'sub-menu') {
    addOutput(b, draft, { name, span: cursor.spanOver(key, value), actions: value }, depth);
    return;
  }
  if (cursor.isMap(value)) readMap(b, draft, key, name, value, depth, owner);
  else if (cursor.isSeq(value)) readList(b, draft, name, value, depth);
  else if (cursor.isScalar(value)) readScalar(b, key, name === 'name' && owner !== '' ? owner : name, value);
}

function readMap(
  b: FlowBuilder,
  draft: ActionDraft,
  key: number,
  name: string,
  map: number,
  depth: number,
  owner: string,
): void {
  const { cursor } = b;
  if (WRITE_GROUPS.has(name) || READ_GROUPS.has(name)) {
    readGroup(b, draft, name, map, depth);
    return;
  }
  if (name === 'slot') {
    readSlotName(b, key, map);
    return;
  }
  const isOutput = isOutputBody(b, map);
  const holder = isOutput ? -1 : findHolder(cursor, map);
  if (holder >= 0) addSlot(b, draft, name, key, holder, modeOf(holder) === 'variable' && isWritten(draft.facts, name));
  else if (isOutput) readOutput(b, draft, name, key, map, depth);
  else if (owner === 'evaluate' && (name === 'firstTrue' || name === 'firstMatch'))
    readKeys(b, draft, map, depth + 1, owner);
  else readKeys(b, draft, map, depth + 1, name);
}

/** A map below a group: names are keys. Below `outputs` a name may also be a way out with actions of its own. */
function readGroup(b: FlowBuilder, draft: ActionDraft, role: string, map: number, depth: number): void {
  const { cursor } = b;
  const end = cursor.end(map);
  for (let key = cursor.first(map); key < end; ) {
    const raw = cursor.after(key);
    const value = cursor.follow(raw);
    const holder = findHolder(cursor, value);
    if (role === 'outputs' && holder < 0 && isOutputLike(b, value))
      readOutput(b, draft, cursor.key(key), key, value, depth);
    else if (holder >= 0) addSlot(b, draft, role, key, holder, WRITE_GROUPS.has(role), cursor.key(key));
    else if (cursor.isSeq(value)) readList(b, draft, cursor.key(key), value, depth);
    else if (cursor.isMap(value)) readKeys(b, draft, value, depth + 1, cursor.key(key));
    else if (cursor.isScalar(value)) readScalar(b, key, role, value);
    key = cursor.after(raw);
  }
}

function isOutputBody(b: FlowBuilder, map: number): boolean {
  return b.cursor.find(map, 'actions') >= 0;
}

function isOutputLike(b: FlowBuilder, value: number): boolean {
  const { cursor } = b;
  return cursor.isEmpty(value) || isOutputBody(b, value) || cursor.find(value, 'enabled') >= 0;
}

function readOutput(b: FlowBuilder, draft: ActionDraft, name: string, key: number, map: number, depth: number): void {
  const { cursor } = b;
  const actions = cursor.find(map, 'actions');
  const span = cursor.spanOver(key, cursor.isEmpty(map) ? key : map);
  const variables = cursor.find(map, 'variables');
  if (variables >= 0) readVariables(b, variables, draft.container);
  readBindings(b, draft, map, depth);
  addOutput(b, draft, { name, span, actions, enabled: flagOf(cursor.findText(map, 'enabled')) !== false }, depth);
}

/** What a way out gives back beside its actions: the slots of an intent. */
function readBindings(b: FlowBuilder, draft: ActionDraft, map: number, depth: number): void {
  const { cursor } = b;
  for (let key = cursor.first(map); key < cursor.end(map); ) {
    const raw = cursor.after(key);
    const value = cursor.follow(raw);
    if (cursor.isMap(value) && WRITE_GROUPS.has(cursor.key(key))) readGroup(b, draft, cursor.key(key), value, depth);
    key = cursor.after(raw);
  }
}

interface OutputDraft {
  readonly name: string;
  readonly span: Span;
  /** The list of actions; -1 when there is none. */
  readonly actions: number;
  readonly enabled?: boolean;
  readonly kind?: Output['kind'];
  readonly condition?: number | undefined;
}

function addOutput(b: FlowBuilder, draft: ActionDraft, output: OutputDraft, depth: number): void {
  const { name, span, actions, enabled = true, condition } = output;
  const body = actions < 0 ? NO_ACTIONS : readActions(b, actions, draft.container, draft.index, depth + 1);
  const isFixed = draft.facts?.outputs.includes(name) ?? true;
  const kind = output.kind ?? (isFixed ? 'fixed' : 'path');
  const read: Draft<Output> = { name, kind, span, body, enabled };
  if (condition !== undefined) read.condition = condition;
  b.outputs.add(read);
}

/** Lists of one-key maps: statements, attributes, cases, intents, session variables. */
function readList(b: FlowBuilder, draft: ActionDraft, role: string, list: number, depth: number): void {
  const { cursor } = b;
  for (let raw = cursor.first(list); raw < cursor.end(list); raw = cursor.after(raw)) {
    const entry = cursor.follow(raw);
    if (cursor.isScalar(entry)) {
      readScalar(b, entry, role, entry);
      continue;
    }
    if (!cursor.isMap(entry)) continue;
    const holder = findHolder(cursor, entry);
    if (holder >= 0) {
      addSlot(b, draft, role, keyOf(holder), holder, false);
      continue;
    }
    for (let key = cursor.first(entry); key < cursor.end(entry); ) {
      const value = cursor.after(key);
      const map = cursor.follow(value);
      if (cursor.isMap(map)) readEntry(b, draft, role, key, map, depth);
      key = cursor.after(value);
    }
  }
}

function readEntry(b: FlowBuilder, draft: ActionDraft, role: string, key: number, map: number, depth: number): void {
  const { cursor } = b;
  const actions = cursor.find(map, 'actions');
  const name = cursor.find(map, 'name');
  const nameHolder = name < 0 ? -1 : findHolder(cursor, name);
  const valueNode = cursor.find(map, 'value');
  const valueHolder = valueNode < 0 ? -1 : findHolder(cursor, valueNode);
  if (actions >= 0 || cursor.key(key) === 'case') {
    const condition = valueHolder >= 0 ? addSlot(b, draft, 'case', key, valueHolder, false) : undefined;
    const word = cursor.text(key);
    const kind = word === 'case' || word === 'path' ? word : 'intent';
    const label = kind === 'case' ? word : cursor.text(name < 0 ? key : name) || word;
    if (kind === 'intent') readBindings(b, draft, map, depth);
    addOutput(b, draft, { name: label, span: cursor.spanOver(key, map), actions, kind, condition }, depth);
    return;
  }
  const variable = cursor.find(map, 'variable');
  if (variable < 0 && valueHolder < 0 && nameHolder < 0) {
    const bare = findHolder(cursor, map);
    if (bare >= 0) addSlot(b, draft, role, key, bare, false, cursor.text(key));
    else readKeys(b, draft, map, depth + 1, role);
    return;
  }
  const slot: Draft<Slot> = {
    role,
    name: cursor.key(key),
    nameSpan: cursor.textSpan(key),
    span: cursor.spanOver(key, map),
  };
  if (nameHolder >= 0) slot.key = readValue(cursor, nameHolder, b.problems);
  if (valueHolder >= 0) slot.value = readValue(cursor, valueHolder, b.problems);
  if (variable >= 0) {
    const target = variableTarget(b, variable);
    if (target) slot.target = target;
  }
  b.actionSlots.add(slot);
}
