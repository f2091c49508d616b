import type { ActionFacts } from '../../catalog/actions.js';
import type { Reference, Slot, Target } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import type { FlowBuilder } from './flow-builder.js';
import { findHolder, type Holder, heldBy, modeOf, readReference, readSetting, readValue } from './read-value.js';

/** How deep values may nest inside literals. */
const DEPTH_LIMIT = 100;

/** What the walk over one action's keys collects. */
export interface ActionDraft {
  readonly index: number;
  readonly container: number;
  readonly facts: ActionFacts | undefined;
  /** Where its slots begin in `FlowBuilder.actionSlots`. */
  readonly firstSlot: number;
  name: string;
  nameSpan: Span;
  target: Target | undefined;
  enabled: boolean;
}

/** `slot: {name: cardNumber}` writes the variable Slot.cardNumber. */
export function readSlotName(b: FlowBuilder, key: number, map: number): void {
  const { cursor } = b;
  const name = cursor.find(map, 'name');
  if (name < 0 || !cursor.isScalar(name)) return;
  const target = { name: `Slot.${cursor.text(name)}`, span: cursor.textSpan(name), impliedScope: 'Slot' };
  b.actionSlots.add({
    role: 'slot',
    name: '',
    nameSpan: cursor.textSpan(key),
    span: cursor.spanOver(key, map),
    target,
  });
}

/** `variable: Task.x` and `variable: {var: Task.x}` both occur. */
export function variableTarget(b: FlowBuilder, node: number): Reference | undefined {
  const { cursor } = b;
  if (cursor.isScalar(node)) return readReference(cursor, node);
  const holder = findHolder(cursor, node);
  if (holder < 0) return undefined;
  const value = heldBy(cursor, holder);
  return cursor.isScalar(value) ? readReference(cursor, value) : undefined;
}

export function addSlot(
  b: FlowBuilder,
  draft: ActionDraft,
  role: string,
  key: number,
  holder: Holder,
  written: boolean,
  name = '',
): number {
  const { cursor } = b;
  const mode = modeOf(holder);
  const held = heldBy(cursor, holder);
  const isTarget = written && (mode === 'variable' || mode === 'expression') && cursor.isScalar(held);
  const span = cursor.spanOver(key, held);
  const nameSpan = cursor.textSpan(key);
  const slot: Slot = isTarget
    ? { role, name, nameSpan, span, target: readReference(cursor, held) }
    : { role, name, nameSpan, span, value: readValue(cursor, holder, b.problems) };
  const index = b.actionSlots.length(draft.firstSlot);
  b.actionSlots.add(slot);
  if (mode === 'literal' && !cursor.isScalar(held)) readInside(b, draft, role, held, 0);
  return index;
}

/** Cards, buttons and the like are literals that hold values again: each is a value of the same role. */
function readInside(b: FlowBuilder, draft: ActionDraft, role: string, node: number, depth: number): void {
  const { cursor } = b;
  if (depth > DEPTH_LIMIT) {
    b.structure(cursor.span(node), 'These settings nest too deep and were not read.');
    return;
  }
  if (cursor.isSeq(node)) {
    for (let entry = cursor.first(node); entry < cursor.end(node); entry = cursor.after(entry)) {
      readInsideValue(b, draft, role, entry, cursor.follow(entry), depth);
    }
  } else if (cursor.isMap(node)) {
    for (let key = cursor.first(node); key < cursor.end(node); ) {
      const value = cursor.after(key);
      readInsideValue(b, draft, role, key, cursor.follow(value), depth);
      key = cursor.after(value);
    }
  }
}

function readInsideValue(
  b: FlowBuilder,
  draft: ActionDraft,
  role: string,
  key: number,
  node: number,
  depth: number,
): void {
  const holder = findHolder(b.cursor, node);
  const held = holder < 0 ? node : heldBy(b.cursor, holder);
  if (holder >= 0 && b.cursor.isScalar(held)) addSlot(b, draft, role, key, holder, false);
  else readInside(b, draft, role, held, depth + 1);
}

/** Whether a `var:` in this role receives a value; roles that the catalogue calls inputs only read. */
export function isWritten(facts: ActionFacts | undefined, role: string): boolean {
  if (!facts) return true;
  if (facts.sources.has(role)) return true;
  const input = facts.inputs.get(role);
  return !input || input.secureData === 'output' || /\bvar$/.test(input.type);
}

export function readScalar(b: FlowBuilder, key: number, role: string, value: number): void {
  const { cursor } = b;
  const nameSpan = cursor.textSpan(key);
  const span = cursor.spanOver(key, value);
  b.actionSlots.add(
    role === 'variable'
      ? { role, name: '', nameSpan, span, target: readReference(cursor, value) }
      : { role, name: '', nameSpan, span, value: readSetting(cursor, value) },
  );
}
