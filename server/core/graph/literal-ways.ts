import type { Action, Output, Slot, Value } from '../model/flow.js';

/** The value of a decision whose condition is a literal. */
export function literalCondition(action: Action): boolean | undefined {
  const slot = action.slots.find(({ role }) => role === 'condition');
  return slot?.value ? literalBoolean(slot.value) : undefined;
}

/** A way out that a literal closes: of a decision by its condition, of a switch by that of the case. */
export function isDead(action: Action, output: Output, condition: boolean | undefined): boolean {
  if (condition !== undefined && output.name === (condition ? 'no' : 'yes')) return true;
  return literalCase(action, output) === false;
}

/** No case is always taken. */
export const NO_CASE = Number.POSITIVE_INFINITY;

/** The place of the first case whose condition is literally true. What follows it, the default too, is never asked. */
export function caseAlwaysTaken(action: Action): number {
  const place = action.outputs.findIndex((output) => output.enabled && literalCase(action, output) === true);
  return place < 0 ? NO_CASE : place;
}

/** A way out that is never asked about, as a case before it always holds. */
export function isBehind(taken: number, { kind, name }: Output, place: number): boolean {
  return taken !== NO_CASE && (kind === 'case' ? place > taken : name === 'default');
}

/** The literal condition of a case; where a switch compares a value, its cases are no conditions. */
function literalCase(action: Action, { kind, condition }: Output): boolean | undefined {
  const value = kind !== 'case' || condition === undefined ? undefined : action.slots[condition]?.value;
  const literal = value && literalBoolean(value);
  return literal === undefined || action.slots.some(isCompared) ? undefined : literal;
}

function isCompared({ role, value }: Slot): boolean {
  return role === 'value' && value !== undefined && value.source.text !== '';
}

function literalBoolean(value: Value): boolean | undefined {
  // YAML has three spellings of a flag; an expression has one.
  if (value.mode === 'literal' && value.fields === undefined) return booleanOf(value.source.text.toLowerCase());
  const expression = value.expression;
  return expression?.kind === 'literal' && expression.type === 'Boolean' ? booleanOf(expression.value) : undefined;
}

function booleanOf(text: string): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
