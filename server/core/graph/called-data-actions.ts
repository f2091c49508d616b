import type { Flow } from '../model/flow.js';
import type { Resources } from '../model/resources.js';
import { findDataAction } from './data-actions.js';

/** How many data actions flows call, and of how many nobody says whether they are secure. */
export interface DataActionCalls {
  readonly called: number;
  readonly unknown: number;
}

/** Counts data actions, not calls: one that is called from many places is one. */
export function countCalledDataActions(
  flows: readonly { readonly uri: string; readonly flow: Flow }[],
  resources: Resources,
): DataActionCalls {
  const called = new Map<string, boolean>();
  for (const { uri, flow } of flows) {
    for (const { target } of flow.actions) {
      if (target?.kind !== 'data-action') continue;
      const { category = '', name, id = '', isTemplated } = target;
      // A placeholder means something else in each flow.
      const key = [category, name, id, isTemplated ? uri : ''].join('\n');
      const isKnown = (findDataAction(resources, uri, target)?.secrecy ?? 'unknown') !== 'unknown';
      called.set(key, (called.get(key) ?? true) && isKnown);
    }
  }
  return { called: called.size, unknown: [...called.values()].filter((isKnown) => !isKnown).length };
}
