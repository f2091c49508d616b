import { externalCallOf } from '../catalog/steps.js';
import { isLeftOut } from './action-values.js';
import type { ControlGraph } from './control-graph.js';
import { FactSteps } from './fact-steps.js';
import { isGuarded } from './guards.js';
import { FACTS_AT_ONCE, type Facts, followFacts } from './path-facts.js';
import { responsesOf, writesNothing } from './responses.js';
import { settle } from './settled-variables.js';
import { type VariableId, type VariableRead, type VariableUses, variableUses } from './variable-uses.js';

/** A value of an answer that is read on a way on which no answer came, and nothing else gave it a value. */
export interface UnsetRead {
  readonly read: VariableRead;
  /** The calls whose answer it would be. */
  readonly calls: readonly number[];
  /** By node: the variable may be without a value there because a call did not answer. */
  readonly isUnset: (node: number) => boolean;
}

/** The first such read of each variable. */
export function unsetReads(graph: ControlGraph): UnsetRead[] {
  const { flow } = graph;
  const uses = variableUses(flow);
  const callsOf = new Map<VariableId, number[]>();
  for (const { action, values, verdicts } of responsesOf(flow)) {
    for (const { variable } of [...values, ...verdicts]) {
      if (!graph.reachable[action] || hasDefault(uses, variable)) continue;
      callsOf.set(variable, [...(callsOf.get(variable) ?? []), action]);
    }
  }
  const variables = [...callsOf.keys()];
  const found: UnsetRead[] = [];
  for (let at = 0; at < variables.length; at += FACTS_AT_ONCE) {
    found.push(...readsOf(graph, uses, callsOf, variables.slice(at, at + FACTS_AT_ONCE)));
  }
  return found;
}

/** Something is in it from the start, or whoever calls the flow puts it in. */
function hasDefault({ variables }: VariableUses, variable: VariableId): boolean {
  const { declaration } = variables[variable]!;
  return declaration?.isInput === true || (declaration !== undefined && !isLeftOut(declaration.initialValue));
}

type Calls = ReadonlyMap<VariableId, readonly number[]>;

function readsOf(
  graph: ControlGraph,
  uses: VariableUses,
  callsOf: Calls,
  variables: readonly VariableId[],
): UnsetRead[] {
  const places = new Map(variables.map((variable, place) => [variable, place]));
  const empty = new FactSteps(graph, variables.length);
  settle(empty, uses, places, writesNothing);
  const failing = new FactSteps(graph, variables.length);
  settle(failing, uses, places, () => false);
  giveUnanswered(failing, callsOf, places, followFacts(empty, 'all'));
  const unset = followFacts(failing, 'none');
  const first = new Map<VariableId, VariableRead>();
  for (const read of uses.reads) {
    const place = places.get(read.variable);
    if (place === undefined || read.place.action < 0 || first.has(read.variable)) continue;
    if (unset.has(read.place.action, place) && !isGuarded(graph.flow, read)) first.set(read.variable, read);
  }
  return [...first].map(([variable, read]) => ({
    read,
    calls: callsOf.get(variable)!, // all variables come from there
    isUnset: (node: number) => unset.has(node, places.get(variable)!),
  }));
}

/** On ways out of a call on which no answer came, the variables that were without a value before it still are. */
function giveUnanswered(
  steps: FactSteps,
  callsOf: Calls,
  places: ReadonlyMap<VariableId, number>,
  isEmpty: Facts,
): void {
  const { flow, edges } = steps.graph;
  for (const [variable, fact] of places) {
    for (const call of callsOf.get(variable)!) {
      if (!isEmpty.has(call, fact)) continue;
      const { failed, late } = externalCallOf(flow.actions[call]!.kind)!; // every response is of an external call
      edges[call]!.forEach(({ output }, place) => {
        if (output === failed || output === late) steps.give(call, place, fact);
      });
    }
  }
}
