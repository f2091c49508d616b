import type { Expression, LiteralExpression, ReferenceExpression } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { childrenOf } from '../syntax/expression/walk.js';
import { type FlowValue, flowValues } from './flow-values.js';

/** A part of an expression and the value that it stands in. */
export interface Placed<P extends Expression> {
  readonly part: P;
  readonly place: FlowValue;
}

/** The leaves of all expressions of a flow, in the order of `flowValues` and within one as they are written. */
export interface ExpressionParts {
  readonly references: readonly Placed<ReferenceExpression>[];
  readonly literals: readonly Placed<LiteralExpression>[];
}

interface Collected extends ExpressionParts {
  readonly references: Placed<ReferenceExpression>[];
  readonly literals: Placed<LiteralExpression>[];
}

const partsByFlow = new WeakMap<Flow, ExpressionParts>();

/** What several questions about a flow need; its expressions are walked once. */
export function expressionParts(flow: Flow): ExpressionParts {
  const known = partsByFlow.get(flow);
  if (known) return known;
  const parts: Collected = { references: [], literals: [] };
  for (const place of flowValues(flow)) if (place.value.expression) collect(parts, place, place.value.expression);
  partsByFlow.set(flow, parts);
  return parts;
}

function collect(parts: Collected, place: FlowValue, part: Expression): void {
  switch (part.kind) {
    case 'reference':
      parts.references.push({ part, place });
      return;
    case 'literal':
      parts.literals.push({ part, place });
      return;
    case 'missing':
      return;
    case 'member':
      collect(parts, place, part.object);
      return;
    default:
      for (const child of childrenOf(part)) collect(parts, place, child);
  }
}
