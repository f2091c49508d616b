import type { ActionFacts } from '../../catalog/actions.js';
import type { Output, Reference, Slot, Target } from '../../model/flow.js';
import type { Span } from '../../text/span.js';
import type { FlowBuilder } from './flow-builder.js';
import { findHolder, type Holder, readReference, readSetting, readValue } from './read-value.js';

/** How deep values may nest inside literals. */
const DEPTH_LIMIT = 100;

/** What the walk over one action's keys collects. */
export interface ActionDraft {
  readonly index: number;
  readonly container: number;
  readonly facts: ActionFacts | undefined;
  readonly slots: Slot[];
  readonly outputs: Output[];
  name: string;
  nameSpan: Span;
  target: Target | undefined;
  enabled: boolean;
}

/** `slot: {name: cardNumber}` writes the variable Slot.cardNumber. */
export function readSlotName(b: FlowBuilder, draft: ActionDraft, key: number, map: number): void {
  const { cursor } = b;
  const name = cursor.find(map, 'name');
  if (name < 0 || !cursor.isScalar(name)) return;
  const target = { name: `Slot.${cursor.text(name)}`, span: cursor.textSpan(name), impliedScope: 'Slot' };
  draft.slots.push({ role: 'slot', name: '', nameSpan: cursor.textSpan(key), span: cursor.spanOver(key, map), target });
}

/** `variable: Task.x` and `variable: {var: Task.x}` both occur. */
export function variableTarget(b: FlowBuilder, node: number): Reference | undefined {
  const { cursor } = b;
  if (cursor.isScalar(node)) return readReference(cursor, node);
  const holder = findHolder(cursor, node);
  return holder && cursor.isScalar(holder.value) ? readReference(cursor, holder.value) : undefined;
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
  const isTarget =
    written && (holder.mode === 'variable' || holder.mode === 'expression') && cursor.isScalar(holder.value);
  const span = cursor.spanOver(key, holder.value);
  const nameSpan = cursor.textSpan(key);
  const slot: Slot = isTarget
    ? { role, name, nameSpan, span, target: readReference(cursor, holder.value) }
    : { role, name, nameSpan, span, value: readValue(cursor, holder, b.problems) };
  const index = draft.slots.push(slot) - 1;
  if (holder.mode === 'literal' && !cursor.isScalar(holder.value)) readInside(b, draft, role, holder.value, 0);
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
  if (!holder) readInside(b, draft, role, node, depth + 1);
  else if (b.cursor.isScalar(holder.value)) addSlot(b, draft, role, key, holder, false);
  else readInside(b, draft, role, holder.value, depth + 1);
}

/** Whether a `var:` in this role receives a value; roles that the catalogue calls inputs only read. */
export function isWritten(facts: ActionFacts | undefined, role: string): boolean {
  if (!facts) return true;
  if (facts.sources.has(role)) return true;
  const input = facts.inputs.get(role);
  return !input || input.secureData === 'output' || /\bvar$/.test(input.type);
}

export function readScalar(b: FlowBuilder, draft: ActionDraft, key: number, role: string, value: number): void {
  const { cursor } = b;
  const nameSpan = cursor.textSpan(key);
  const span = cursor.spanOver(key, value);
  draft.slots.push(
    role === 'variable'
      ? { role, name: '', nameSpan, span, target: readReference(cursor, value) }
      : { role, name: '', nameSpan, span, value: readSetting(cursor, value) },
  );
}
