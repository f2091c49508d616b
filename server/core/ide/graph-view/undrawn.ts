import type { Flow } from '../../model/flow.js';
import type { CheckedWorkspace } from '../../rules/rule.js';
import type { LinkView, NodeId, StepView, StopView } from './graph-view.js';
import { idsOf } from './ids.js';

/** A drawing is made of nesting, and a script has none: its actions lead to each other in any direction. */
export const UNDRAWN_REASON = 'A script is not drawn as a graph; what was found in it is in the list of findings';

export function isDrawn({ containers }: Flow): boolean {
  return containers.every(({ kind }) => kind !== 'script');
}

/** The flows that are not drawn, and everything that would lead to them. */
export class Undrawn {
  readonly uris: ReadonlySet<string>;
  readonly #ids: ReadonlySet<NodeId>;

  constructor({ flows }: CheckedWorkspace) {
    const undrawn = flows.filter(({ flow }) => !isDrawn(flow));
    this.uris = new Set(undrawn.map(({ uri }) => uri));
    this.#ids = new Set(
      undrawn.flatMap(({ flow }) => {
        const ids = idsOf(flow);
        return [ids.flow, ...ids.actions];
      }),
    );
  }

  touches(steps: readonly StepView[]): boolean {
    return this.uris.size > 0 && steps.some(({ place }) => this.uris.has(place.uri));
  }

  /** Links of drawn flows; where one leads to a flow that is not drawn, only its name stays. */
  links(links: readonly LinkView[]): LinkView[] {
    return links.flatMap(({ to, ...link }) => {
      if (this.#ids.has(link.from)) return [];
      return [to === undefined || this.#ids.has(to) ? link : { ...link, to }];
    });
  }

  stops(stops: readonly StopView[]): StopView[] {
    return stops.filter(({ place, steps }) => !this.uris.has(place.uri) && !this.touches(steps));
  }
}
