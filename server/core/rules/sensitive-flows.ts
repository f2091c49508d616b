import type { LocalFacts } from '../catalog/local-facts.js';
import { findVariable } from '../graph/variables.js';
import { isCollected } from './fixes/make-variable-secure.js';
import { secretVariables } from './redaction.js';
import type { CheckedFlow } from './rule.js';

/** True for a flow that takes in something secret, or that the platform itself calls secure. */
export function collectsSecrets({ flow }: CheckedFlow, facts: LocalFacts): boolean {
  if (flow.isSecure) return true;
  const secrets = new Set(secretVariables(flow, facts).map(({ variable }) => variable));
  return flow.actions.some(({ kind, slots, container }) =>
    slots.some(({ role, target }) => {
      const variable = target && isCollected(kind, role) ? findVariable(flow, target.name, container) : undefined;
      return variable !== undefined && secrets.has(variable);
    }),
  );
}
