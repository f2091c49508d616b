import { findAction } from '../catalog/actions.js';
import type { BinaryExpression, Expression } from '../model/expression.js';
import { walkExpression } from '../syntax/expression/walk.js';
import type { ControlGraph } from './control-graph.js';
import { FactSteps } from './fact-steps.js';
import { isGuarded } from './guards.js';
import { FACTS_AT_ONCE, type Facts, followFacts } from './path-facts.js';
import { holdsOn, type Response, responsesOf, rootVariable, variablesProvenSet, writesNothing } from './responses.js';
import { settle } from './settled-variables.js';
import { type VariableId, type VariableRead, type VariableUses, variableUses } from './variable-uses.js';

/** A value of an answer that is used before anybody has looked at what the answer says about itself. */
export interface UncheckedRead {
  readonly response: Response;
  readonly read: VariableRead;
}

/** The first such use of each answer that has a verdict. */
export function uncheckedReads(graph: ControlGraph): UncheckedRead[] {
  const { flow } = graph;
  const judged = responsesOf(flow).filter(({ action, values, verdicts }) => {
    return graph.reachable[action] === 1 && values.length > 0 && verdicts.length > 0;
  });
  const found: UncheckedRead[] = [];
  for (let at = 0; at < judged.length; at += FACTS_AT_ONCE)
    found.push(...usedUnchecked(graph, judged.slice(at, at + FACTS_AT_ONCE)));
  return found;
}

function usedUnchecked(graph: ControlGraph, responses: readonly Response[]): UncheckedRead[] {
  const uses = variableUses(graph.flow);
  const copies = copiesIn(uses);
  const readsOf = readsByVariable(uses);
  const isResponse = new Set(responses.map(({ action }) => action));
  const values = responses.map((response) => copies(response.values.map(({ variable }) => variable)));
  const checksAt = new Map<number, number[]>();
  responses.forEach((response, place) => {
    const verdicts = copies(response.verdicts.map(({ variable }) => variable));
    for (const node of checksOf(graph, readsOf, verdicts, values[place]!)) {
      checksAt.set(node, [...(checksAt.get(node) ?? []), place]);
    }
  });
  const steps = new FactSteps(graph, responses.length);
  for (const [node, checked] of checksAt) {
    if (isResponse.has(node)) continue;
    for (const place of graph.edges[node]!.keys()) for (const fact of checked) steps.take(node, place, fact);
  }
  responses.forEach((response, fact) => {
    graph.edges[response.action]!.forEach((edge, place) => {
      if (response.values.some((write) => holdsOn(write, edge))) steps.give(response.action, place, fact);
      else steps.take(response.action, place, fact);
    });
  });
  const facts = followFacts(steps, 'none');
  return responses.flatMap((response, place): UncheckedRead[] => {
    const read = [...values[place]!]
      .flatMap((variable) => readsOf.get(variable) ?? [])
      .filter(({ place: { action, slot } }) => {
        const isUse = action >= 0 && !isAssignment(graph, action, slot?.role) && facts.has(action, place);
        return isUse && !checksAt.get(action)?.includes(place);
      })
      .sort((one, other) => one.place.value.span.start - other.place.value.span.start)[0];
    return read ? [{ response, read }] : [];
  });
}

type ReadsOf = ReadonlyMap<VariableId, readonly VariableRead[]>;

function readsByVariable({ reads }: VariableUses): ReadsOf {
  const readsOf = new Map<VariableId, VariableRead[]>();
  for (const read of reads) {
    const list = readsOf.get(read.variable);
    if (list) list.push(read);
    else readsOf.set(read.variable, [read]);
  }
  return readsOf;
}

/** Where the ways part by a verdict, or by whether there is a value at all. */
function checksOf(
  { flow, edges }: ControlGraph,
  readsOf: ReadsOf,
  verdicts: ReadonlySet<VariableId>,
  values: ReadonlySet<VariableId>,
): ReadonlySet<number> {
  const checks = new Set<number>();
  for (const variable of [...verdicts, ...values]) {
    for (const { place } of readsOf.get(variable) ?? []) {
      const { action } = place;
      if (action < 0 || edges[action]!.length < 2 || findAction(flow.actions[action]!.kind)?.control !== 'branch')
        continue;
      const isAsked = () => edges[action]!.some((edge) => variablesProvenSet(flow, action, edge).includes(variable));
      if (verdicts.has(variable) || isAsked()) checks.add(action);
    }
  }
  return checks;
}

/** Given variables, these and whatever is assigned from them. */
function copiesIn({ writesOf, reads }: VariableUses): (variables: readonly VariableId[]) => ReadonlySet<VariableId> {
  const assigned = new Map<VariableId, VariableId[]>();
  for (const { variable, place } of reads) {
    const write = place.slot?.target && writesOf.get(place.action)?.find(({ slot }) => slot === place.slot);
    if (write) assigned.set(variable, [...(assigned.get(variable) ?? []), write.variable]);
  }
  return (variables) => {
    const copies = new Set(variables);
    // A set goes on over what is added to it meanwhile.
    for (const variable of copies) for (const copy of assigned.get(variable) ?? []) copies.add(copy);
    return copies;
  };
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
  const compared = new Map<VariableId, NullComparison[]>();
  for (const comparison of comparisonsOf(graph, uses, responseOf)) {
    const { variable } = comparison.read;
    compared.set(variable, [...(compared.get(variable) ?? []), comparison]);
  }
  const variables = [...compared.keys()];
  const found: NullComparison[] = [];
  for (let at = 0; at < variables.length; at += FACTS_AT_ONCE) {
    const some = variables.slice(at, at + FACTS_AT_ONCE);
    const facts = followNull(graph, uses, some);
    some.forEach((variable, place) => {
      const first = compared.get(variable)!.find(({ read }) => facts.has(read.place.action, place));
      if (first) found.push(first);
    });
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
function followNull(graph: ControlGraph, uses: VariableUses, variables: readonly VariableId[]): Facts {
  const places = new Map(variables.map((variable, place) => [variable, place]));
  const steps = new FactSteps(graph, variables.length);
  settle(steps, uses, places, (write) => !write.slot.value || writesNothing(write));
  return followFacts(steps, 'none');
}
