import { variableKey } from '../model/expression.js';
import type { Flow, Variable } from '../model/flow.js';

interface Declarations {
  readonly shared: ReadonlyMap<string, Variable>;
  /** By container. */
  readonly local: readonly ReadonlyMap<string, Variable>[];
  /** What names mean as they are written, by container (the flow itself stands first), so that their case is folded once. */
  readonly written: ReadonlyArray<Map<string, Variable | undefined>>;
}

const declarationsByFlow = new WeakMap<Flow, Declarations>();

/** The declaration that a name means inside a container (-1: the flow itself); a container's own ones come first. */
export function findVariable(flow: Flow, name: string, container: number): Variable | undefined {
  const { shared, local, written } = declarationsOf(flow);
  const known = written[container + 1];
  const found = known?.get(name);
  if (found || known?.has(name)) return found;
  const key = variableKey(name);
  const variable = local[container]?.get(key) ?? shared.get(key);
  known?.set(name, variable);
  return variable;
}

/** Everything that can be meant by name inside a container. */
export function visibleVariables(flow: Flow, container: number): Variable[] {
  const { shared, local } = declarationsOf(flow);
  return [...(local[container]?.values() ?? []), ...shared.values()];
}

function declarationsOf(flow: Flow): Declarations {
  const known = declarationsByFlow.get(flow);
  if (known) return known;
  const declarations = collectDeclarations(flow);
  declarationsByFlow.set(flow, declarations);
  return declarations;
}

function collectDeclarations(flow: Flow): Declarations {
  const shared = new Map<string, Variable>();
  const local = flow.containers.map(() => new Map<string, Variable>());
  for (const variable of flow.variables) {
    const map = variable.container < 0 ? shared : local[variable.container];
    const key = variableKey(variable.name);
    if (map && !map.has(key)) map.set(key, variable);
  }
  return { shared, local, written: [new Map(), ...flow.containers.map(() => new Map())] };
}
