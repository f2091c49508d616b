import { findAction } from '../catalog/actions.js';
import { isLocalScope } from '../catalog/platform.js';
import { isLeftOut, literalText } from './action-values.js';
import { type ControlGraph, containerOf, type Edge, leaveNode, returnNode } from './control-graph.js';
import { factSteps, followFacts } from './path-facts.js';
import { holdsOn } from './responses.js';
import { type VariableId, type VariableWrite, variableUses } from './variable-uses.js';

/** A variable that still holds something where the flow ends. */
export interface LeftBehind {
  readonly variable: VariableId;
  /** Where it was given the value, first. */
  readonly write: VariableWrite;
  /** Actions that end the flow, and containers after whose last action it ends. */
  readonly exits: readonly number[];
  readonly endings: readonly number[];
}

/** As many facts as are followed at once. */
const AT_ONCE = 32;

/** Of the given variables, those that some way to an end of the flow does not clear. */
export function leftBehind(graph: ControlGraph, wanted: readonly VariableId[]): LeftBehind[] {
  const found: LeftBehind[] = [];
  const exits = exitsOf(graph);
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const variables = wanted.slice(at, at + AT_ONCE);
    const facts = followValues(graph, variables);
    variables.forEach((variable, place) => {
      const isHeld = (node: number) => (facts[node]! & (1 << place)) !== 0 && isInScope(graph, variable, node);
      const actions = exits.actions.filter(isHeld);
      const endings = exits.containers.filter((container) => isHeld(returnNode(graph.flow, container)));
      const write = variableUses(graph.flow).writes.find((one) => one.variable === variable && givesValue(one));
      if (write && actions.length + endings.length > 0) found.push({ variable, write, exits: actions, endings });
    });
  }
  return found;
}

function followValues(graph: ControlGraph, variables: readonly VariableId[]): Int32Array {
  const { writesOf } = variableUses(graph.flow);
  const bitOf = new Map(variables.map((variable, place) => [variable, 1 << place]));
  const stepAt = (node: number, edge: Edge) => {
    let gives = 0;
    let takes = 0;
    for (const write of writesOf.get(node) ?? []) {
      const bit = bitOf.get(write.variable) ?? 0;
      if (bit === 0 || !holdsOn(write, edge)) continue;
      takes |= bit;
      gives = givesValue(write) ? gives | bit : gives & ~bit;
    }
    return { gives, takes };
  };
  return followFacts(graph, factSteps(0, stepAt));
}

/** Nothing, and an empty text, are no value. */
function givesValue({ slot }: VariableWrite): boolean {
  if (!slot.value) return true;
  return !isLeftOut(slot.value) && literalText(slot.value) !== '';
}

/** A variable of a task is gone when the task is. */
function isInScope({ flow }: ControlGraph, variable: VariableId, node: number): boolean {
  const { name, declaration } = variableUses(flow).variables[variable]!;
  if (declaration) return declaration.container < 0 || declaration.container === containerOf(flow, node);
  return (
    !isLocalScope(name) ||
    variableUses(flow).writes.some((write) => {
      return write.variable === variable && flow.actions[write.action]!.container === containerOf(flow, node);
    })
  );
}

/** Where the flow lets go of the call, and where it ends because nothing follows. */
function exitsOf({ flow, roots, reachable }: ControlGraph): {
  readonly actions: readonly number[];
  readonly containers: readonly number[];
} {
  const actions = flow.actions.filter(
    ({ index, kind }) => reachable[index] && ENDS.has(findAction(kind)?.control ?? ''),
  );
  const isEnding = (container: number) => {
    return reachable[returnNode(flow, container)] || reachable[leaveNode(flow, container)];
  };
  return { actions: actions.map(({ index }) => index), containers: roots.filter(isEnding) };
}

const ENDS: ReadonlySet<string> = new Set(['end-flow', 'leave-flow', 'transfer', 'transfer-flow']);
