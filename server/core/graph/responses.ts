import { hasPurpose } from '../catalog/purposes.js';
import { externalCallOf } from '../catalog/steps.js';
import { type Expression, nameBehindScope } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { isLeftOut } from './action-values.js';
import { edgeProves, type Test } from './conditions.js';
import type { Edge } from './control-graph.js';
import { type VariableId, type VariableWrite, variableIdOf, variableUses } from './variable-uses.js';

/** What a call of somebody else's system gives back. */
export interface Response {
  readonly action: number;
  /** Values of an answer that came. */
  readonly values: readonly VariableWrite[];
  /** Those that tell whether the call did what it should. */
  readonly verdicts: readonly VariableWrite[];
}

const responsesByFlow = new WeakMap<Flow, readonly Response[]>();

/** Every external call of a flow that can run, with the variables that it binds. */
export function responsesOf(flow: Flow): readonly Response[] {
  const known = responsesByFlow.get(flow);
  if (known) return known;
  const { writesOf } = variableUses(flow);
  const responses = flow.actions.flatMap(({ index, kind, enabled }): Response[] => {
    const call = enabled ? externalCallOf(kind) : undefined;
    if (!call) return [];
    const bound = (writesOf.get(index) ?? []).filter(({ on }) => on !== call.failed && on !== call.late);
    return [{ action: index, values: bound.filter((write) => !isVerdict(write)), verdicts: bound.filter(isVerdict) }];
  });
  responsesByFlow.set(flow, responses);
  return responses;
}

/** Told by the name in the answer; the variable's own name counts where it says more. */
function isVerdict({ slot }: VariableWrite): boolean {
  return hasPurpose('verdict', slot.name) || hasPurpose('verdict', nameBehindScope(slot.target?.name ?? ''));
}

/** True when a write holds on a way out of its action. */
export function holdsOn({ on }: VariableWrite, edge: Edge): boolean {
  return on === 'always' || on === edge.output;
}

/** True when a write leaves the variable without a value. */
export function writesNothing({ slot }: VariableWrite): boolean {
  return slot.value !== undefined && isLeftOut(slot.value);
}

const setsByEdge = new WeakMap<Edge, readonly VariableId[]>();

/** The variables of which taking this way out says that they, or a part of them, hold something. */
export function variablesProvenSet(flow: Flow, node: number, edge: Edge): readonly VariableId[] {
  if (edge.output === '') return NO_VARIABLES;
  const known = setsByEdge.get(edge);
  if (known) return known;
  const proven = provenSet(flow, node, edge);
  setsByEdge.set(edge, proven);
  return proven;
}

const NO_VARIABLES: readonly VariableId[] = [];

function provenSet(flow: Flow, node: number, edge: Edge): readonly VariableId[] {
  const action = flow.actions[node];
  if (!action || !variableUses(flow).readsOf.has(node)) return NO_VARIABLES;
  const asked = new Set<VariableId>();
  const variableSet = ({ relation, subject, against }: Test) => {
    const isSet = relation === 'set' || (relation === '==' && against?.kind === 'literal');
    return isSet ? rootVariable(flow, subject, action.container) : undefined;
  };
  // What the edge proves it also asks, and few ask for anything.
  edgeProves(action, edge, (test) => {
    const variable = variableSet(test);
    if (variable !== undefined) asked.add(variable);
    return false;
  });
  if (asked.size === 0) return NO_VARIABLES;
  return [...asked].filter((variable) => edgeProves(action, edge, (test) => variableSet(test) === variable));
}

/** The variable that an expression takes a part of, or is. */
export function rootVariable(flow: Flow, expression: Expression, container: number): VariableId | undefined {
  let root = expression;
  for (;;) {
    if (root.kind === 'reference') return variableIdOf(flow, root.name, container);
    if (root.kind === 'member' || root.kind === 'index') root = root.object;
    else if (root.kind === 'call' && root.operands[0]) root = root.operands[0];
    else return undefined;
  }
}
