import { secureInput } from '../../catalog/platform.js';
import { type FlowValue, flowValues } from '../../graph/flow-values.js';
import { findVariable } from '../../graph/variables.js';
import type { Flow, Variable } from '../../model/flow.js';
import { walkExpression } from '../../syntax/expression/walk.js';

/**
 * True when every value that names a variable may read secure data. `kindOf` says what an action will be by then, for
 * a fix that changes one as well.
 */
export function isReadWhereAllowed(
  flow: Flow,
  variable: Variable,
  kindOf: (action: number) => string | undefined = (action) => flow.actions[action]?.kind,
): boolean {
  return (readersOf(flow).get(variable) ?? []).every(({ action, slot }) => {
    const kind = kindOf(action);
    return kind !== undefined && secureInput(kind, slot?.role ?? '') === 'allowed';
  });
}

const readersByFlow = new WeakMap<Flow, ReadonlyMap<Variable, readonly FlowValue[]>>();

/** The values that name each variable. */
function readersOf(flow: Flow): ReadonlyMap<Variable, readonly FlowValue[]> {
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
