import { variableKey } from '../model/expression.js';
import type { Flow, Variable } from '../model/flow.js';

interface Declarations {
  readonly shared: ReadonlyMap<string, Variable>;
  /** By container. */
  readonly local: readonly ReadonlyMap<string, Variable>[];
}

const declarationsByFlow = new WeakMap<Flow, Declarations>();

/** The declaration that a name means inside a container (-1: the flow itself); a container's own ones come first. */
export function findVariable(flow: Flow, name: string, container: number): Variable | undefined {
  const { shared, local } = declarationsOf(flow);
  const key = variableKey(name);
  return local[container]?.get(key) ?? shared.get(key);
}

/** Everything that can be meant by name inside a container. */
export function visibleVariables(flow: Flow, container: number): Variable[] {
  const { shared, local } = declarationsOf(flow);
  return [...(local[container]?.values() ?? []), ...shared.values()];
}

function declarationsOf(flow: Flow): Declarations {
  const known = declarationsByFlow.get(flow);
  if (known) return known;
  const shared = new Map<string, Variable>();
  const local = flow.containers.map(() => new Map<string, Variable>());
  for (const variable of flow.variables) {
    const map = variable.container < 0 ? shared : local[variable.container];
    const key = variableKey(variable.name);
    if (map && !map.has(key)) map.set(key, variable);
  }
  const declarations = { shared, local };
  declarationsByFlow.set(flow, declarations);
  return declarations;
}
