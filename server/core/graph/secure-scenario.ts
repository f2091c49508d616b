import { findAction } from '../catalog/actions.js';
import { isSecureFlow, returnsToAgent } from '../catalog/steps.js';
import { type ControlGraph, returnNode } from './control-graph.js';

/**
 * How a secure flow is used. Agent-referred: an agent sends the caller here and is waiting. IVR-only: the caller comes from
 * a flow, and no agent waits. architect.md 1.3, and "Secure flow scenarios" in the vendor's help.
 */
export interface SecureScenario {
  readonly kind: 'agent-referred' | 'IVR-only' | 'mixed' | 'without an end';
  /** Actions that give the caller back, and ones that end the call or send it elsewhere. */
  readonly returns: readonly number[];
  readonly releases: readonly number[];
  /** Containers after whose last action the flow ends although nothing has ended the call. */
  readonly looseEnds: readonly number[];
}

/** Undefined for flows that are not secure as a whole. */
export function secureScenario({ flow, reachable, roots }: ControlGraph): SecureScenario | undefined {
  if (!isSecureFlow(flow.type)) return undefined;
  const ends = flow.actions.filter(({ index, kind }) => reachable[index] && ENDS.has(findAction(kind)?.control ?? ''));
  const returns = ends.filter(({ kind }) => returnsToAgent(kind)).map(({ index }) => index);
  const releases = ends.filter(({ kind }) => !returnsToAgent(kind)).map(({ index }) => index);
  const looseEnds = roots.filter((root) => reachable[returnNode(flow, root)]);
  return { kind: kindOf(returns.length, releases.length), returns, releases, looseEnds };
}

function kindOf(returns: number, releases: number): SecureScenario['kind'] {
  if (returns > 0) return releases > 0 ? 'mixed' : 'agent-referred';
  return releases > 0 ? 'IVR-only' : 'without an end';
}

const ENDS: ReadonlySet<string> = new Set(['end-flow', 'transfer', 'transfer-flow']);
