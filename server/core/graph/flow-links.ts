import { findAction } from '../catalog/actions.js';
import { flowTypesOfTarget } from '../catalog/platform.js';
import type { Flow } from '../model/flow.js';

/** An action of one flow that leads into another one of the workspace. */
export interface FlowLink {
  /** Places in the list of flows. */
  readonly from: number;
  readonly to: number;
  readonly action: number;
  /** The caller goes on when the other flow is through. */
  readonly comesBack: boolean;
}

/** Which flows lead into which, by the names that their actions give. A name that several flows have leads into all. */
export function flowLinks(flows: readonly Flow[]): FlowLink[] {
  const byName = new Map<string, number[]>();
  flows.forEach(({ name }, index) => {
    const list = byName.get(name);
    if (list) list.push(index);
    else byName.set(name, [index]);
  });
  const links: FlowLink[] = [];
  flows.forEach(({ actions }, from) => {
    for (const { index, kind, target, enabled } of actions) {
      const control = findAction(kind)?.control;
      const comesBack = control === 'call-flow';
      if (!target || target.name === '' || !enabled || (!comesBack && control !== 'transfer-flow')) continue;
      const types = flowTypesOfTarget(target.kind);
      for (const to of byName.get(target.name) ?? []) {
        if (types?.includes(flows[to]!.type) ?? true) links.push({ from, to, action: index, comesBack });
      }
    }
  });
  return links;
}
