import { findAction } from '../catalog/actions.js';
import type { BinaryExpression, Expression } from '../model/expression.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { ControlGraph, Edge } from './control-graph.js';
import { isGuarded } from './guards.js';
import { factSteps, followFacts } from './path-facts.js';
import { holdsOn, provesSet, type Response, responsesOf, rootVariable, writesNothing } from './responses.js';
import { type VariableId, type VariableRead, type VariableUses, variableUses } from './variable-uses.js';

/** A value of an answer that is used before anybody has looked at what the answer says about itself. */
export interface UncheckedRead {
  readonly response: Response;
  readonly read: VariableRead;
}

/** As many facts as are followed at once. */
const AT_ONCE = 32;

/** The first such use of each answer that has a verdict. */
export function uncheckedReads(graph: ControlGraph): UncheckedRead[] {
  const { flow } = graph;
  const judged = responsesOf(flow).filter(({ action, values, verdicts }) => {
    return graph.reachable[action] === 1 && values.length > 0 && verdicts.length > 0;
  });
  const found: UncheckedRead[] = [];
  for (let at = 0; at < judged.length; at += AT_ONCE)
    found.push(...usedUnchecked(graph, judged.slice(at, at + AT_ONCE)));
  return found;
}

function usedUnchecked(graph: ControlGraph, responses: readonly Response[]): UncheckedRead[] {
  const uses = variableUses(graph.flow);
  const verdicts = responses.map((response) =>
    copiesOf(
      uses,
      response.verdicts.map(({ variable }) => variable),
    ),
  );
  const values = responses.map((response) =>
    copiesOf(
      uses,
      response.values.map(({ variable }) => variable),
    ),
  );
  const bitOf = new Map(responses.map(({ action }, place) => [action, 1 << place]));
  const checks = responses.map((_, place) => checksOf(graph, uses, verdicts[place]!, values[place]!));
  const takes = (node: number) => {
    let mask = bitOf.get(node) ?? 0;
    for (let place = 0; place < responses.length; place++) if (checks[place]!.has(node)) mask |= 1 << place;
    return mask;
  };
  const gives = (node: number, edge: Edge) => {
    const bit = bitOf.get(node) ?? 0;
    return bit !== 0 && responses[Math.log2(bit >>> 0)]!.values.some((write) => holdsOn(write, edge)) ? bit : 0;
  };
  const facts = followFacts(graph, { start: 0, gives, takes });
  return responses.flatMap((response, place): UncheckedRead[] => {
    const read = uses.reads.find(({ variable, place: { action, slot } }) => {
      const isUse = values[place]!.has(variable) && action >= 0 && !isAssignment(graph, action, slot?.role);
      return isUse && !checks[place]!.has(action) && (facts[action]! & (1 << place)) !== 0;
    });
    return read ? [{ response, read }] : [];
  });
}

/** Where the ways part by a verdict, or by whether there is a value at all. */
function checksOf(
  { flow, edges }: ControlGraph,
  { reads }: VariableUses,
  verdicts: ReadonlySet<VariableId>,
  values: ReadonlySet<VariableId>,
): ReadonlySet<number> {
  const checks = new Set<number>();
  for (const read of reads) {
    const { action } = read.place;
    if (action < 0 || edges[action]!.length < 2 || findAction(flow.actions[action]!.kind)?.control !== 'branch')
      continue;
    if (verdicts.has(read.variable)) checks.add(action);
    else if (values.has(read.variable) && edges[action]!.some((edge) => provesSet(flow, action, edge, read.variable))) {
      checks.add(action);
    }
  }
  return checks;
}

/** The variables and whatever is assigned from them. */
function copiesOf({ writesOf, reads }: VariableUses, variables: readonly VariableId[]): ReadonlySet<VariableId> {
  const copies = new Set(variables);
  for (let size = 0; size < copies.size; ) {
    size = copies.size;
    for (const { variable, place } of reads) {
      if (!copies.has(variable) || !place.slot?.target) continue;
      const write = writesOf.get(place.action)?.find(({ slot }) => slot === place.slot);
      if (write) copies.add(write.variable);
    }
  }
  return copies;
}

function isAssignment({ flow }: ControlGraph, action: number, role = ''): boolean {
  return findAction(flow.actions[action]!.kind)?.sources.get(role)?.source === 'assignment';
}

/** A comparison with a part of an answer that may hold nothing. */
export interface NullComparison {
  readonly response: Response;
  readonly read: VariableRead;
  readonly comparison: BinaryExpression;
}

/** The first comparison of each value of an answer before anybody asks whether there is one. */
export function nullComparisons(graph: ControlGraph): NullComparison[] {
  const { flow } = graph;
  const uses = variableUses(flow);
  const responseOf = new Map<VariableId, Response>();
  for (const response of responsesOf(flow)) {
    if (!graph.reachable[response.action]) continue;
    for (const { variable } of [...response.values, ...response.verdicts]) responseOf.set(variable, response);
  }
  const compared = comparisonsOf(graph, uses, responseOf);
  const variables = [...new Set(compared.map(({ read }) => read.variable))];
  const found: NullComparison[] = [];
  for (let at = 0; at < variables.length; at += AT_ONCE) {
    const bitOf = new Map(variables.slice(at, at + AT_ONCE).map((variable, place) => [variable, 1 << place]));
    const facts = followNull(graph, uses, bitOf);
    for (const [variable, bit] of bitOf) {
      const first = compared.find(({ read }) => read.variable === variable && (facts[read.place.action]! & bit) !== 0);
      if (first) found.push(first);
    }
  }
  return found;
}

function comparisonsOf(
  { flow }: ControlGraph,
  { reads }: VariableUses,
  responseOf: ReadonlyMap<VariableId, Response>,
): NullComparison[] {
  return reads.flatMap((read): NullComparison[] => {
    const response = responseOf.get(read.variable);
    const { value, action, container } = read.place;
    if (!response || action < 0 || !value.expression || isGuarded(flow, read)) return [];
    const isIt = (part: Expression) => rootVariable(flow, part, container) === read.variable;
    let comparison: BinaryExpression | undefined;
    walkExpression(value.expression, (part) => {
      if (part.kind !== 'binary' || comparison || !COMPARISONS.has(part.operator)) return;
      if (read.start >= part.start && read.end <= part.end && (isIt(part.left) || isIt(part.right))) comparison = part;
    });
    return comparison ? [{ response, read, comparison }] : [];
  });
}

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** An answer may leave a variable empty; an assignment or a question settles it. */
function followNull(
  graph: ControlGraph,
  { writesOf }: VariableUses,
  bitOf: ReadonlyMap<VariableId, number>,
): Int32Array {
  const stepAt = (node: number, edge: Edge) => {
    let gives = 0;
    let takes = 0;
    for (const write of writesOf.get(node) ?? []) {
      const bit = bitOf.get(write.variable) ?? 0;
      if (bit === 0 || !holdsOn(write, edge)) continue;
      takes |= bit;
      if (!write.slot.value || writesNothing(write)) gives |= bit;
    }
    if (edge.output !== '') {
      for (const [variable, bit] of bitOf) if (provesSet(graph.flow, node, edge, variable)) takes |= bit;
    }
    return { gives, takes };
  };
  return followFacts(graph, factSteps(0, stepAt));
}
