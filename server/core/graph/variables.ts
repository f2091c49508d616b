import { variableKey } from '../model/expression.js';
import type { Flow, Variable } from '../model/flow.js';

interface Declarations {
  readonly shared: Scope;
  /** By container. */
  readonly local: readonly Scope[];
  /** No container has a variable that the flow has too. */
  readonly isUnshadowed: boolean;
}

/** Variables by key, and by their name as it is declared: nearly all uses are written like that, and cost no new string. */
interface Scope {
  readonly byKey: Map<string, Variable>;
  readonly byName: Map<string, Variable>;
}

const declarationsByFlow = new WeakMap<Flow, Declarations>();

/** The declaration that a name means inside a container (-1: the flow itself); a container's own ones come first. */
export function findVariable(flow: Flow, name: string, container: number): Variable | undefined {
  const { shared, local, isUnshadowed } = declarationsOf(flow);
  const own = local[container];
  const spelled = own?.byName.get(name) ?? (isUnshadowed ? shared.byName.get(name) : undefined);
  if (spelled) return spelled;
  const key = variableKey(name);
  return own?.byKey.get(key) ?? shared.byKey.get(key);
}

/** Everything that can be meant by name inside a container. */
export function visibleVariables(flow: Flow, container: number): Variable[] {
  const { shared, local } = declarationsOf(flow);
  return [...(local[container]?.byKey.values() ?? []), ...shared.byKey.values()];
}

function declarationsOf(flow: Flow): Declarations {
  const known = declarationsByFlow.get(flow);
  if (known) return known;
  const declarations = collectDeclarations(flow);
  declarationsByFlow.set(flow, declarations);
  return declarations;
}

function collectDeclarations(flow: Flow): Declarations {
  const shared = emptyScope();
  const local = flow.containers.map(emptyScope);
  for (const variable of flow.variables) {
    const scope = variable.container < 0 ? shared : local[variable.container];
    const key = variableKey(variable.name);
    if (!scope || scope.byKey.has(key)) continue;
    scope.byKey.set(key, variable);
    scope.byName.set(variable.name, variable);
  }
  const isUnshadowed = local.every(({ byKey }) => [...byKey.keys()].every((key) => !shared.byKey.has(key)));
  return { shared, local, isUnshadowed };
}

function emptyScope(): Scope {
  return { byKey: new Map(), byName: new Map() };
}
