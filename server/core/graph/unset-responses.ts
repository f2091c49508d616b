import { externalCallOf } from '../catalog/steps.js';
import { isLeftOut } from './action-values.js';
import type { ControlGraph, Edge } from './control-graph.js';
import { isGuarded } from './guards.js';
import { type FactStep, factSteps, followFacts } from './path-facts.js';
import { holdsOn, provesSet, responsesOf, writesNothing } from './responses.js';
import { type VariableId, type VariableRead, type VariableUses, variableUses } from './variable-uses.js';

/** A value of an answer that is read on a way on which no answer came, and nothing else gave it a value. */
export interface UnsetRead {
  readonly read: VariableRead;
  /** The calls whose answer it would be. */
  readonly calls: readonly number[];
  /** By node: the variable may be without a value there because a call did not answer. */
  readonly isUnset: (node: number) => boolean;
}

/** As many facts as are followed at once. */
const AT_ONCE = 32;

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
  for (let at = 0; at < variables.length; at += AT_ONCE) {
    found.push(...readsOf(graph, uses, callsOf, variables.slice(at, at + AT_ONCE)));
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
  const bitOf = new Map(variables.map((variable, place) => [variable, 1 << place]));
  const steps = factSteps(-1, (node, edge) => stepAt(graph, uses, bitOf, node, edge));
  const never = followFacts(graph, steps);
  const failing = failingEdges(graph, callsOf, bitOf, never);
  const unset = followFacts(graph, { start: 0, gives: (_, edge) => failing.get(edge) ?? 0, takes: steps.takes });
  const first = new Map<VariableId, VariableRead>();
  for (const read of uses.reads) {
    const bit = bitOf.get(read.variable) ?? 0;
    if (read.place.action < 0 || (unset[read.place.action]! & bit) === 0 || first.has(read.variable)) continue;
    if (!isGuarded(graph.flow, read)) first.set(read.variable, read);
  }
  return [...first].map(([variable, read]) => ({
    read,
    calls: callsOf.get(variable)!, // all variables come from there
    isUnset: (node: number) => (unset[node]! & bitOf.get(variable)!) !== 0,
  }));
}

/** Ways out of a call on which no answer came, with the variables that were without a value before it. */
function failingEdges(
  { flow, edges }: ControlGraph,
  callsOf: Calls,
  bitOf: ReadonlyMap<VariableId, number>,
  never: Int32Array,
): ReadonlyMap<Edge, number> {
  const failing = new Map<Edge, number>();
  for (const [variable, bit] of bitOf) {
    for (const call of callsOf.get(variable)!) {
      const { failed, late } = externalCallOf(flow.actions[call]!.kind)!; // every response is of an external call
      for (const edge of edges[call]!) {
        if (edge.output !== failed && edge.output !== late) continue;
        failing.set(edge, (failing.get(edge) ?? 0) | (bit & never[call]!));
      }
    }
  }
  return failing;
}

/** A write, or a question whether there is anything, settles it; writing nothing unsettles it. */
function stepAt(
  { flow }: ControlGraph,
  { writesOf }: VariableUses,
  bitOf: ReadonlyMap<VariableId, number>,
  node: number,
  edge: Edge,
): FactStep {
  let takes = 0;
  let gives = 0;
  for (const write of writesOf.get(node) ?? []) {
    const bit = bitOf.get(write.variable) ?? 0;
    if (bit === 0 || !holdsOn(write, edge)) continue;
    takes |= bit;
    gives = writesNothing(write) ? gives | bit : gives & ~bit;
  }
  if (edge.output !== '') {
    for (const [variable, bit] of bitOf) if (provesSet(flow, node, edge, variable)) takes |= bit;
  }
  return { gives, takes };
}
