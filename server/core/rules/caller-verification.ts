import { isEntryFlow } from '../catalog/steps.js';
import { type FlowLink, flowLinks } from '../graph/flow-links.js';
import { findVerification, type Verification } from '../graph/verification.js';
import { shortestWay } from '../graph/ways.js';
import type { Step } from '../model/finding.js';
import type { CheckedFlow, CheckedWorkspace } from './rule.js';
import { stepsOfWay } from './way-words.js';

/** What is known about the caller's identity in one flow. */
export interface CallerVerification extends Verification {
  /** The flow is entered from places that are not in sight, and nobody reaches it directly. */
  readonly isEntryUnknown: boolean;
  /** The flow checks the caller itself, or flows that lead into it do. */
  readonly isInSight: boolean;
}

const verifications = new WeakMap<CheckedWorkspace, ReadonlyMap<CheckedFlow, CallerVerification>>();

/** Where the caller's identity is proven in a flow, over all flows of the workspace that lead into it. */
export function callerVerification(file: CheckedFlow, workspace: CheckedWorkspace): CallerVerification {
  let known = verifications.get(workspace);
  if (!known) {
    known = verifyAll(workspace.flows);
    verifications.set(workspace, known);
  }
  return known.get(file)!; // every flow of the workspace is in the map
}

/** Each round can prove flows one transfer further away; chains of flows are short. */
const ROUNDS = 12;

function verifyAll(flows: readonly CheckedFlow[]): ReadonlyMap<CheckedFlow, CallerVerification> {
  const links = flowLinks(flows.map(({ flow }) => flow));
  const into: FlowLink[][] = flows.map(() => []);
  for (const link of links) if (flows[link.from]!.graph.reachable[link.action]) into[link.to]!.push(link);
  const found = flows.map(({ graph }) => findVerification(graph, false));
  const isProven = flows.map(() => false);
  for (let round = 0, isChanged = true; isChanged && round < ROUNDS; round++) {
    isChanged = false;
    flows.forEach(({ flow, graph }, index) => {
      const callers = into[index]!;
      if (isProven[index] || isEntryFlow(flow.type) || callers.length === 0) return;
      if (callers.some(({ from, action }) => found[from]!.isUnproven[action])) return;
      isProven[index] = true;
      found[index] = findVerification(graph, true);
      isChanged = true;
    });
  }
  const checksBefore = flows.map((_, index) => into[index]!.some(({ from }) => found[from]!.checks.length > 0));
  return new Map(
    flows.map((file, index) => [
      file,
      {
        ...found[index]!,
        isEntryUnknown: into[index]!.length === 0 && !isEntryFlow(file.flow.type),
        isInSight: found[index]!.checks.length > 0 || checksBefore[index]!,
      },
    ]),
  );
}

/** The shortest way to an action on which nothing has proven who the caller is, as steps of a trace. */
export function unprovenWay(file: CheckedFlow, verification: Verification, action: number): readonly Step[] {
  const way = shortestWay(
    file.graph,
    action,
    (node) => verification.isUnproven[node] === 1,
    (node, edge) => !verification.isProof(node, edge),
  );
  return way ? stepsOfWay(file, way) : [];
}
