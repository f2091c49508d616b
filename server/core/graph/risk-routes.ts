import { hasPurpose, isHighTier } from '../catalog/purposes.js';
import { queueTransferOf, setsPriority } from '../catalog/steps.js';
import { nameBehindScope, variableKey } from '../model/expression.js';
import type { Action } from '../model/flow.js';
import { pathOf } from '../syntax/expression/walk.js';
import { isLeftOut, literalText, slotOf } from './action-values.js';
import { edgeProves, type Test } from './conditions.js';
import type { ControlGraph, Edge } from './control-graph.js';
import { FactSteps } from './fact-steps.js';
import { FACTS_AT_ONCE, followFacts } from './path-facts.js';
import { numberOf } from './tiers.js';

/** A transfer to a queue that callers of the highest tier reach with nothing that sets them apart. */
export interface RiskRoute {
  readonly transfer: number;
  /** The action whose branch is the highest tier. */
  readonly branch: number;
  readonly edge: Edge;
  /** The queue's name; undefined when only the run decides it. */
  readonly queue: string | undefined;
}

interface Branch {
  readonly node: number;
  readonly edge: Edge;
}

/** Every such transfer, once, with the first branch that leads to it. */
export function riskRoutes(graph: ControlGraph): RiskRoute[] {
  const branches = highBranches(graph);
  const routes = new Map<number, RiskRoute>();
  for (let at = 0; at < branches.length; at += FACTS_AT_ONCE) {
    for (const route of routesFrom(graph, branches.slice(at, at + FACTS_AT_ONCE))) {
      if (!routes.has(route.transfer)) routes.set(route.transfer, route);
    }
  }
  return [...routes.values()];
}

function routesFrom(graph: ControlGraph, branches: readonly Branch[]): RiskRoute[] {
  const { flow } = graph;
  const steps = new FactSteps(graph, branches.length);
  const isBranch = new Set(branches.map(({ node }) => node));
  for (const action of flow.actions) {
    if (isBranch.has(action.index) || !setsApart(action)) continue;
    for (const place of graph.edges[action.index]!.keys()) steps.takeAll(action.index, place);
  }
  branches.forEach((branch, fact) => {
    graph.edges[branch.node]!.forEach((edge, place) => {
      if (edge === branch.edge) steps.give(branch.node, place, fact);
      else steps.take(branch.node, place, fact);
    });
  });
  const facts = followFacts(steps, 'none');
  return flow.actions.flatMap((action): RiskRoute[] => {
    const branch = branches[facts.first(action.index)];
    const transfer = branch && queueTransferOf(action.kind);
    if (!transfer || !isLeftOut(slotOf(action, transfer.priority)?.value)) return [];
    const value = slotOf(action, transfer.queue)?.value;
    return [{ transfer: action.index, branch: branch.node, edge: branch.edge, queue: value && literalText(value) }];
  });
}

/** Ways out of a branch on which a risk is at its highest. */
function highBranches({ flow, edges, reachable }: ControlGraph): Branch[] {
  const highest = new Map<string, number>();
  const branching = flow.actions.filter(({ index }) => reachable[index] && edges[index]!.length > 1);
  const tested = (edge: Edge, action: Action, isWanted: (test: Test) => boolean) => edgeProves(action, edge, isWanted);
  for (const action of branching) {
    for (const edge of edges[action.index]!) {
      tested(edge, action, (test) => {
        const key = riskOf(test);
        const number = test.against && numberOf(test.against);
        if (key !== undefined && number !== undefined && isAbove(test))
          highest.set(key, Math.max(highest.get(key) ?? number, number));
        return false;
      });
    }
  }
  return branching.flatMap((action) => {
    const high = edges[action.index]!.filter((edge) => tested(edge, action, (test) => isHighest(test, highest)));
    return high.map((edge) => ({ node: action.index, edge }));
  });
}

function isHighest(test: Test, highest: ReadonlyMap<string, number>): boolean {
  const key = riskOf(test);
  const { against, relation } = test;
  if (key === undefined || !against) return false;
  const number = numberOf(against);
  if (number !== undefined) return isAbove(test) && number === highest.get(key);
  return relation === '==' && against.kind === 'literal' && isHighTier(against.value);
}

function isAbove({ relation }: Test): boolean {
  return relation === '>' || relation === '>=';
}

/** The risk that is tested; undefined when it is something else. */
function riskOf({ subject }: Test): string | undefined {
  const path = pathOf(subject);
  return path !== undefined && hasPurpose('risk', nameBehindScope(path)) ? variableKey(path) : undefined;
}

/** From here on whoever takes the call sees that it is no usual one. */
function setsApart(action: Action): boolean {
  if (setsPriority(action.kind)) return true;
  return action.slots.some(({ key, value }) => {
    const name = key && literalText(key);
    return name !== undefined && !isLeftOut(value) && hasPurpose('routing reason', name);
  });
}
