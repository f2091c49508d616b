import { type ActionFacts, findAction, findActionByJsonType } from '../../catalog/actions.js';
import { authoredOutputOf, menuChoiceOf, outputNameOf, SWITCHABLE_OUTPUTS } from '../../catalog/json-shapes.js';
import type { Action, Output, Slot } from '../../model/flow.js';
import type { FlowBuilder } from './flow-builder.js';
import { type Owner, readFields } from './read-fields.js';
import { isValue, readValue } from './read-value.js';

/** How deep actions may nest before the rest is reported and read as detached. */
const DEPTH_LIMIT = 400;

/** The actions of one task, menu task or state while the ids between them are followed. */
export interface Sequence {
  readonly b: FlowBuilder;
  readonly container: number;
  readonly actions: ReadonlyMap<string, number>;
  readonly seen: Set<number>;
}

/** Reads the action that an id names and everything that follows it; returns their indexes. */
export function readChain(sequence: Sequence, idNode: number, parent: number, depth: number): number[] {
  const first = resolve(sequence, idNode, depth);
  return first === undefined ? [] : readFrom(sequence, first, parent, depth);
}

/** Reads an action and everything that follows it; returns their indexes. */
export function readFrom(sequence: Sequence, first: number, parent: number, depth: number): number[] {
  const body: number[] = [];
  for (let node: number | undefined = first; node !== undefined; ) {
    sequence.seen.add(node);
    body.push(readAction(sequence, node, parent, depth));
    node = resolve(sequence, sequence.b.cursor.find(node, 'nextAction'), depth);
  }
  return body;
}

/** The action with an id, unless it may not stand here; then a problem says why. */
function resolve({ b, actions, seen }: Sequence, idNode: number, depth: number): number | undefined {
  const id = b.cursor.isString(idNode) ? b.cursor.text(idNode) : '';
  if (id === '') return undefined;
  const node = actions.get(id);
  const wrong =
    node === undefined
      ? 'There is no action with this id in the task.'
      : seen.has(node)
        ? 'This leads to an action that already stands elsewhere.'
        : depth > DEPTH_LIMIT
          ? 'These actions nest too deep to be shown in place.'
          : undefined;
  if (wrong) b.structure(b.cursor.textSpan(idNode), wrong);
  return wrong ? undefined : node;
}

function readAction(sequence: Sequence, node: number, parent: number, depth: number): number {
  const { b, container } = sequence;
  const type = b.cursor.findText(node, '__type');
  const facts = findActionByJsonType(type);
  return b.addAction((index) => {
    const slots: Slot[] = [];
    readFields(ownerOf(b, type, facts, slots), node);
    const outputs = readOutputs({ sequence, type, facts, slots, index, depth }, node);
    return {
      ...describe(b, node, node),
      index,
      kind: facts?.key ?? type,
      known: facts !== undefined,
      container,
      parent,
      slots,
      outputs,
    };
  });
}

/** Reads a menu choice, whose action stands inside it; `readBody` reads the task that belongs to it, if any. */
export function readChoice(
  b: FlowBuilder,
  choice: number,
  container: number,
  readBody: (action: number, index: number) => readonly Output[],
): number {
  const { cursor } = b;
  const action = cursor.find(choice, 'action');
  const type = cursor.findText(action, '__type');
  const key = menuChoiceOf(type);
  const facts = key === undefined ? undefined : findAction(key);
  return b.addAction((index) => {
    const slots: Slot[] = [];
    readFields(ownerOf(b, 'MenuChoice', undefined, slots), choice);
    readFields(ownerOf(b, type, facts, slots), action);
    const outputs = readBody(action, index);
    const { target, ...shown } = describe(b, choice, action);
    const points = target && outputs.length === 0 ? { target } : {};
    return {
      ...shown,
      ...points,
      index,
      kind: key ?? type,
      known: facts !== undefined,
      container,
      parent: -1,
      slots,
      outputs,
    };
  });
}

type Described = Pick<Action, 'name' | 'nameSpan' | 'kindSpan' | 'span' | 'enabled' | 'target' | 'unreachable' | 'id'>;

/** Names, flags and target; a menu choice has the name, its action the rest. */
function describe(b: FlowBuilder, node: number, action: number): Described {
  const { cursor } = b;
  const type = cursor.find(action, '__type');
  const name = cursor.find(node, 'name');
  const id = cursor.findText(action, 'id');
  const target = b.readTarget(cursor.text(type), action);
  const span = cursor.span(node);
  const start = { start: span.start, end: span.start };
  return {
    name: cursor.text(name),
    nameSpan: cursor.isScalar(name) ? cursor.textSpan(name) : start,
    kindSpan: cursor.isScalar(type) ? cursor.textSpan(type) : start,
    span,
    enabled: !cursor.isTrue(node, 'disabled') && !cursor.isTrue(action, 'disabled'),
    ...(target ? { target } : {}),
    ...(cursor.isTrue(node, 'unreachable') || cursor.isTrue(action, 'unreachable') ? { unreachable: true } : {}),
    ...(id === '' ? {} : { id }),
  };
}

function ownerOf(b: FlowBuilder, type: string, facts: ActionFacts | undefined, slots: Slot[]): Owner {
  return { b, type, slots, receives: (role) => receives(facts, role) };
}

/** Whether a variable in this role is written; roles that the catalogue calls inputs only read. */
function receives(facts: ActionFacts | undefined, role: string): boolean {
  if (!facts || facts.sources.has(role)) return true;
  const input = facts.inputs.get(role);
  return !input || input.secureData === 'output' || /\bvar$/.test(input.type);
}

interface Draft {
  readonly sequence: Sequence;
  readonly type: string;
  readonly facts: ActionFacts | undefined;
  readonly slots: Slot[];
  readonly index: number;
  readonly depth: number;
}

/** The ways out that lead somewhere or are an author's own; a fixed one that leads nowhere falls through. */
function readOutputs(draft: Draft, node: number): Output[] {
  const { cursor } = draft.sequence.b;
  const conditions = readCases(draft, node);
  const order = [...conditions.keys()];
  const single = cursor.find(node, 'path');
  const paths = [...cursor.children(cursor.find(node, 'paths')), ...(cursor.isMap(single) ? [single] : [])];
  const rank = (path: number): number => {
    const at = order.indexOf(cursor.findText(path, 'outputId'));
    return at < 0 ? order.length : at;
  };
  if (order.length > 0) paths.sort((a, b) => rank(a) - rank(b));
  return paths.flatMap((path) => readOutput(draft, path, conditions.get(cursor.findText(path, 'outputId'))) ?? []);
}

function readOutput(draft: Draft, path: number, condition: number | undefined): Output | undefined {
  const { sequence, facts } = draft;
  const { cursor } = sequence.b;
  if (!cursor.isMap(path)) return undefined;
  const fixed = outputNameOf(cursor.findText(path, 'outputId'));
  const next = cursor.find(path, 'nextActionId');
  const isOff = cursor.isTrue(path, 'outOfService') && (fixed === undefined || SWITCHABLE_OUTPUTS.has(fixed));
  const enabled = !isOff && !cursor.isTrue(path, 'disabled');
  const leads = cursor.isString(next) && cursor.text(next) !== '';
  if (fixed !== undefined && !leads && enabled) return undefined;
  const authored = authoredOutputOf(draft.type);
  const known = fixed !== undefined && (facts?.outputs.includes(fixed) ?? true);
  const name =
    fixed ?? (authored === 'case' ? 'case' : cursor.findText(path, 'label') || cursor.findText(path, 'outputId'));
  return {
    name,
    kind: known ? 'fixed' : fixed === undefined ? authored : 'path',
    span: cursor.span(path),
    body: leads ? readChain(sequence, next, draft.index, draft.depth + 1) : [],
    enabled,
    ...(condition === undefined ? {} : { condition }),
  };
}

/** The cases of a switch in their order: id of the output -> index of the slot with the condition. */
function readCases({ sequence, slots, type }: Draft, node: number): ReadonlyMap<string, number> {
  const { cursor, problems } = sequence.b;
  const conditions = new Map<string, number>();
  if (authoredOutputOf(type) !== 'case') return conditions;
  for (const entry of cursor.children(cursor.find(node, 'cases'))) {
    const value = cursor.find(entry, 'value');
    if (!isValue(cursor, value)) continue;
    const nameSpan = cursor.textSpan(cursor.findKey(entry, 'value'));
    const slot = {
      role: 'case',
      name: '',
      nameSpan,
      span: cursor.span(entry),
      value: readValue(cursor, value, problems),
    };
    conditions.set(cursor.findText(entry, 'referenceId'), slots.push(slot) - 1);
  }
  return conditions;
}
