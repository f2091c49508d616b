import { secureInput } from '../../catalog/platform.js';
import { type FlowValue, flowValues } from '../../graph/flow-values.js';
import { findVariable } from '../../graph/variables.js';
import type { Flow, Variable } from '../../model/flow.js';
import { walkExpression } from '../../syntax/expression/walk.js';

/** True when every value that names the variable may read secure data; `kinds` are actions that become others. */
export function isReadWhereAllowed(
  flow: Flow,
  variable: Variable,
  kinds: ReadonlyMap<number, string> = new Map(),
): boolean {
  return (readersOf(flow).get(variable) ?? []).every(({ action, slot }) => {
    const kind = kinds.get(action) ?? flow.actions[action]?.kind;
    return kind !== undefined && secureInput(kind, slot?.role ?? '') === 'allowed';
  });
}

const readersByFlow = new WeakMap<Flow, ReadonlyMap<Variable, readonly FlowValue[]>>();

/** The values that name each variable. */
export function readersOf(flow: Flow): ReadonlyMap<Variable, readonly FlowValue[]> {
  const known = readersByFlow.get(flow);
  if (known) return known;
  const readers = new Map<Variable, FlowValue[]>();
  for (const place of flowValues(flow)) {
    if (!place.value.expression) continue;
    walkExpression(place.value.expression, (part) => {
      const variable = part.kind === 'reference' ? findVariable(flow, part.name, place.container) : undefined;
      if (!variable) return;
      const list = readers.get(variable);
      if (list) list.push(place);
      else readers.set(variable, [place]);
    });
  }
  readersByFlow.set(flow, readers);
  return readers;
}
