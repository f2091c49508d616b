import type { Action, Slot, Value } from '../model/flow.js';

/** The first slot of a role. */
export function slotOf({ slots }: Action, role: string): Slot | undefined {
  return slots.find((slot) => slot.role === role);
}

/** The literal text in a role, also when it is written as an expression; undefined when only the run decides it. */
export function literalOf(action: Action, role: string): string | undefined {
  const value = slotOf(action, role)?.value;
  return value && literalText(value);
}

/** The text of a literal, also of one that stands in an expression; undefined for anything else. */
export function literalText({ mode, fields, source, expression }: Value): string | undefined {
  if (mode === 'literal')
    return fields?.find(([key]) => key === 'name')?.[1] ?? (fields ? undefined : source.text.trim());
  return expression?.kind === 'literal' && expression.type !== 'NotSet' ? expression.value : undefined;
}

/** True when nothing stands there: no slot, no value, or a value that says so. */
export function isLeftOut(value: Value | undefined): boolean {
  if (!value || value.mode === 'none') return true;
  return value.expression?.kind === 'literal' && value.expression.type === 'NotSet';
}

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['days', 86400],
  ['hours', 3600],
  ['minutes', 60],
  ['seconds', 1],
  ['ms', 0.001],
  ['milliseconds', 0.001],
]);

/** A literal duration in seconds; undefined for anything that only the run decides. */
export function secondsOf({ mode, source, fields }: Value): number | undefined {
  if (mode !== 'literal') return undefined;
  if (!fields) return /^\d+(?:\.\d+)?$/.test(source.text.trim()) ? Number(source.text) : undefined;
  let sum = 0;
  for (const [unit, amount] of fields) {
    const factor = SECONDS.get(unit);
    if (factor === undefined || !/^\d+(?:\.\d+)?$/.test(amount)) return undefined;
    sum += factor * Number(amount);
  }
  return fields.length === 0 ? undefined : sum;
}
