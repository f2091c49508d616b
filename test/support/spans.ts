import { expect } from 'vitest';
import type { Flow, Value } from '../../server/core/model/flow.js';
import type { Span } from '../../server/core/text/span.js';

/** Every span of a flow that counts in the document. */
export function* spansOf(value: unknown): Iterable<Span> {
  if (typeof value !== 'object' || value === null) return;
  if ('mode' in value && 'source' in value) {
    yield (value as Value).span; // the expression inside counts in its own text
    return;
  }
  if ('start' in value && 'end' in value && typeof value.start === 'number') yield value as Span;
  for (const part of Object.values(value)) yield* spansOf(part);
}

export function expectInside({ start, end }: Span, text: string): void {
  if (!(start >= 0 && start <= end && end <= text.length)) expect({ start, end, length: text.length }).toBe('inside');
}

/** The text where a reference stands is its name, without a scope that is only implied. */
export function expectReferences(flow: Flow, text: string): void {
  const all = [...flow.actions, ...flow.containers, flow].flatMap((owner) => owner.slots);
  for (const { target } of all) {
    if (!target) continue;
    const scope = target.impliedScope ? `${target.impliedScope}.` : '';
    expect(scope + text.slice(target.span.start, target.span.end)).toBe(target.name);
  }
}
