import { findAction } from '../catalog/actions.js';
import { isLocalScope } from '../catalog/platform.js';
import { isLeftOut, literalText } from './action-values.js';
import { type ControlGraph, containerOf, leaveNode, returnNode } from './control-graph.js';
import { FactSteps } from './fact-steps.js';
import { FACTS_AT_ONCE, type Facts, followFacts } from './path-facts.js';
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

/** Of the given variables, those that some way to an end of the flow does not clear. */
export function leftBehind(graph: ControlGraph, wanted: readonly VariableId[]): LeftBehind[] {
  const found: LeftBehind[] = [];
  const exits = exitsOf(graph);
  const firstWrites = new Map<VariableId, VariableWrite>();
  for (const write of variableUses(graph.flow).writes) {
    if (givesValue(write) && !firstWrites.has(write.variable)) firstWrites.set(write.variable, write);
  }
  for (let at = 0; at < wanted.length; at += FACTS_AT_ONCE) {
    const variables = wanted.slice(at, at + FACTS_AT_ONCE);
    const facts = followValues(graph, variables);
    variables.forEach((variable, place) => {
      const isHeld = (node: number) =>
        facts.has(node, place) && isInScope(graph, variable, firstWrites.get(variable), node);
      const actions = exits.actions.filter(isHeld);
      const endings = exits.containers.filter((container) => isHeld(returnNode(graph.flow, container)));
      const write = firstWrites.get(variable);
      if (write && actions.length + endings.length > 0) found.push({ variable, write, exits: actions, endings });
    });
  }
  return found;
}

function followValues(graph: ControlGraph, variables: readonly VariableId[]): Facts {
  const places = new Map(variables.map((variable, place) => [variable, place]));
  const steps = new FactSteps(graph, variables.length);
  for (const write of variableUses(graph.flow).writes) {
    const fact = places.get(write.variable);
    if (fact === undefined) continue;
    const isGiven = givesValue(write);
    graph.edges[write.action]!.forEach((edge, place) => {
      if (!holdsOn(write, edge)) return;
      if (isGiven) steps.give(write.action, place, fact);
      else steps.take(write.action, place, fact);
    });
  }
  return followFacts(steps, 'none');
}

/** Nothing, and an empty text, are no value. */
function givesValue({ slot }: VariableWrite): boolean {
  if (!slot.value) return true;
  return !isLeftOut(slot.value) && literalText(slot.value) !== '';
}

/** A variable of a task is gone when the task is. */
function isInScope(
  { flow }: ControlGraph,
  variable: VariableId,
  write: VariableWrite | undefined,
  node: number,
): boolean {
  const { name, declaration } = variableUses(flow).variables[variable]!;
  if (declaration) return declaration.container < 0 || declaration.container === containerOf(flow, node);
  const owner = write && flow.actions[write.action]!.container;
  return !isLocalScope(name) || owner === containerOf(flow, node);
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
