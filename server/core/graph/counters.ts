import { findAction } from '../catalog/actions.js';
import type { Expression } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { provesWhen } from './conditions.js';
import type { ControlGraph } from './control-graph.js';
import { rootVariable } from './responses.js';
import { numberOf } from './tiers.js';
import { type VariableId, type VariableWrite, variableUses } from './variable-uses.js';

/** A variable that counts: where it goes on by a fixed number, where it begins again, and where the ways part by it. */
export interface Counter {
  readonly variable: VariableId;
  readonly steps: ReadonlySet<number>;
  readonly resets: ReadonlySet<number>;
  /** The number that it is compared with, by action; undefined where it is no fixed one. */
  readonly tests: ReadonlyMap<number, number | undefined>;
  /** Container that it begins anew in whenever somebody jumps there; -1 when it does not. */
  readonly bornIn: number;
}

/** The variables of a flow that count something. */
export function countersOf(graph: ControlGraph): readonly Counter[] {
  const { flow } = graph;
  const { writes, variables } = variableUses(flow);
  const steps = new Map<VariableId, Set<number>>();
  const resets = new Map<VariableId, Set<number>>();
  for (const write of writes) {
    const kind = kindOf(flow, write);
    if (kind === undefined) continue;
    const places = kind === 'step' ? steps : resets;
    places.set(write.variable, (places.get(write.variable) ?? new Set()).add(write.action));
  }
  return [...steps].map(([variable, places]) => {
    const { declaration } = variables[variable]!;
    return {
      variable,
      steps: places,
      resets: resets.get(variable) ?? new Set<number>(),
      tests: testsOf(graph, variable),
      bornIn: declaration && !declaration.isInput ? declaration.container : -1,
    };
  });
}

/** `x = x + 1` counts; anything else that is assigned begins again. */
function kindOf(flow: Flow, { action, slot, variable }: VariableWrite): 'step' | 'reset' | undefined {
  const { container, kind } = flow.actions[action]!;
  if (findAction(kind)?.sources.get(slot.role)?.source !== 'assignment') return undefined;
  const expression = slot.value?.expression;
  if (expression?.kind !== 'binary' || (expression.operator !== '+' && expression.operator !== '-')) return 'reset';
  const { left, right } = expression;
  const isIt = (part: Expression) => part.kind === 'reference' && rootVariable(flow, part, container) === variable;
  return (isIt(left) && numberOf(right) !== undefined) || (isIt(right) && numberOf(left) !== undefined)
    ? 'step'
    : 'reset';
}

/** Branches that compare the counter. */
function testsOf({ flow, edges }: ControlGraph, variable: VariableId): ReadonlyMap<number, number | undefined> {
  const tests = new Map<number, number | undefined>();
  for (const read of variableUses(flow).reads) {
    const { action, container, value } = read.place;
    if (read.variable !== variable || action < 0 || edges[action]!.length < 2 || !value.expression) continue;
    provesWhen(value.expression, true, ({ subject, against, relation }) => {
      if (relation === 'set' || relation === 'not set' || !against) return false;
      if (rootVariable(flow, subject, container) === variable) tests.set(action, numberOf(against));
      return false;
    });
  }
  return tests;
}
