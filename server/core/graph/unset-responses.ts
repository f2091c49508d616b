import { externalCallOf } from '../catalog/steps.js';
import { isLeftOut } from './action-values.js';
import type { ControlGraph, Edge } from './control-graph.js';
import { isGuarded } from './guards.js';
import { FACTS_AT_ONCE, type FactStep, type Facts, followFacts } from './path-facts.js';
import { holdsOn, responsesOf, variablesProvenSet, writesNothing } from './responses.js';
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
  const count = variables.length;
  const stepAt = (node: number, edge: Edge) => settledAt(graph, uses, places, node, edge);
  const never = followFacts(graph, { count, start: 'all', stepAt });
  const failing = failingEdges(graph, callsOf, places, never);
  const unset = followFacts(graph, {
    count,
    start: 'none',
    stepAt: (node, edge) => ({ gives: failing.get(edge) ?? [], takes: stepAt(node, edge)?.takes ?? [] }),
  });
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

/** Ways out of a call on which no answer came, with the variables that were without a value before it. */
function failingEdges(
  { flow, edges }: ControlGraph,
  callsOf: Calls,
  places: ReadonlyMap<VariableId, number>,
  never: Facts,
): ReadonlyMap<Edge, number[]> {
  const failing = new Map<Edge, number[]>();
  for (const [variable, place] of places) {
    for (const call of callsOf.get(variable)!) {
      if (!never.has(call, place)) continue;
      const { failed, late } = externalCallOf(flow.actions[call]!.kind)!; // every response is of an external call
      for (const edge of edges[call]!) {
        if (edge.output !== failed && edge.output !== late) continue;
        failing.set(edge, [...(failing.get(edge) ?? []), place]);
      }
    }
  }
  return failing;
}

/** A write, or a question whether there is anything, settles it; writing nothing unsettles it. */
function settledAt(
  { flow }: ControlGraph,
  { writesOf }: VariableUses,
  places: ReadonlyMap<VariableId, number>,
  node: number,
  edge: Edge,
): FactStep | undefined {
  const asked = variablesProvenSet(flow, node, edge).filter((variable) => places.has(variable));
  const writes = writesOf.get(node)?.filter((write) => places.has(write.variable) && holdsOn(write, edge)) ?? [];
  if (asked.length + writes.length === 0) return undefined;
  // The last one counts.
  const last = new Map(writes.map((write) => [places.get(write.variable)!, write]));
  const gives = [...last].filter(([, write]) => writesNothing(write)).map(([place]) => place);
  return { gives, takes: [...last.keys(), ...asked.map((variable) => places.get(variable)!)] };
}
