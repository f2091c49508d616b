import type { Expression } from '../model/expression.js';
import type { Action, Container, Flow, Slot, Value, Variable } from '../model/flow.js';
import { childrenOf } from '../syntax/expression/walk.js';
import type { Span } from '../text/span.js';

/** What of a flow stands around an offset, from the outside in; each part is left out where there is none. */
export interface FlowPlace {
  readonly container?: Container;
  readonly action?: Action;
  readonly variable?: Variable;
  readonly slot?: Slot;
  readonly value?: Value;
  /** The parts of the value's expression that hold the offset, the whole expression first. */
  readonly expressions: readonly Expression[];
}

/** The innermost parts around an offset. Ends count, so that a cursor behind a word still means the word. */
export function placeAt(flow: Flow, offset: number): FlowPlace {
  const container = innermost(flow.containers, offset);
  const action = innermost(flow.actions, offset);
  const variable = innermost(flow.variables, offset);
  const slot = innermost((action ?? container ?? flow).slots, offset);
  const value = valueAt(slot, variable, offset);
  return {
    ...(container ? { container } : {}),
    ...(action ? { action } : {}),
    ...(variable ? { variable } : {}),
    ...(slot ? { slot } : {}),
    ...(value ? { value } : {}),
    expressions: value?.expression ? expressionsAt(value, value.expression, offset) : [],
  };
}

export function holds(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function innermost<P extends { readonly span: Span }>(parts: readonly P[], offset: number): P | undefined {
  let best: P | undefined;
  for (const part of parts) {
    if (!holds(part.span, offset)) continue;
    if (!best || part.span.end - part.span.start <= best.span.end - best.span.start) best = part;
  }
  return best;
}

function valueAt(slot: Slot | undefined, variable: Variable | undefined, offset: number): Value | undefined {
  const values = [slot?.key, slot?.value, variable?.initialValue].filter((value) => value !== undefined);
  return innermost(values, offset);
}

function expressionsAt(value: Value, whole: Expression, offset: number): Expression[] {
  const found: Expression[] = [];
  for (let next: Expression | undefined = whole; next; ) {
    if (!holds(value.source.rawSpan(next.start, next.end), offset)) break;
    found.push(next);
    next = childrenOf(next).find((child) => holds(value.source.rawSpan(child.start, child.end), offset));
  }
  return found;
}
