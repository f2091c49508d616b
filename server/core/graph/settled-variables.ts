import type { FactSteps } from './fact-steps.js';
import { holdsOn, variablesProvenSet } from './responses.js';
import type { VariableId, VariableUses, VariableWrite } from './variable-uses.js';

/**
 * For facts that say "this variable is without a value": a write, or a question whether there is anything in it, settles
 * it; a write that empties it makes the fact hold again. `places`: the facts' numbers by variable.
 */
export function settle(
  steps: FactSteps,
  { writes, readsOf }: VariableUses,
  places: ReadonlyMap<VariableId, number>,
  empties: (write: VariableWrite) => boolean,
): void {
  const { flow, edges } = steps.graph;
  for (const node of readsOf.keys()) {
    const out = edges[node]!;
    for (let place = 0; place < out.length; place++) {
      for (const variable of variablesProvenSet(flow, node, out[place]!)) {
        const fact = places.get(variable);
        if (fact !== undefined) steps.take(node, place, fact);
      }
    }
  }
  for (const write of writes) {
    const fact = places.get(write.variable);
    if (fact === undefined) continue;
    const isEmptied = empties(write);
    const out = edges[write.action]!;
    for (let place = 0; place < out.length; place++) {
      if (!holdsOn(write, out[place]!)) continue;
      if (isEmptied) steps.give(write.action, place, fact);
      else steps.take(write.action, place, fact);
    }
  }
}
