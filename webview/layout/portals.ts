import type { ActionView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { type Column, type Draft, NO_POINTS } from './draft.js';
import type { PlacedEdge } from './placed.js';
import { NODE, PORTAL, portalWidth } from './sizes.js';

/** A flow that an action leads to and that is not drawn. */
export interface Portal {
  readonly id: string;
  readonly name: string;
  readonly kind: PlacedEdge['kind'];
  readonly target?: NodeId;
}

/** Where portals are drawn. */
export interface PortalContext {
  readonly draft: Draft;
  readonly flow: NodeId;
  readonly container: NodeId;
  readonly portals: ReadonlyMap<NodeId, readonly Portal[]>;
}

/** Other flows stand beside the node that leads to them, one below the other. */
export function placePortals(
  { draft, portals, flow, container }: PortalContext,
  { id, isEnabled }: ActionView,
  column: Column,
  y: number,
): { readonly bottom: number; readonly right: number } {
  const own = portals.get(id);
  if (!own) return { bottom: y + NODE.height, right: NODE.width };
  let right: number = NODE.width;
  let top = y + (NODE.height - PORTAL.height) / 2;
  for (const { id: portal, name, kind, target } of own) {
    const dx = NODE.width + PORTAL.gap;
    const width = portalWidth(name);
    const box = { x: dx, y: top, width, height: PORTAL.height };
    const item = { id: portal, kind: 'portal', ...box, flow, container, text: name } as const;
    draft.item(target === undefined ? { ...item } : { ...item, target }, column);
    const middle = top + PORTAL.height / 2;
    const edge = { id: `${id}>${portal}`, kind, from: id, to: portal, points: NO_POINTS, isDisabled: !isEnabled };
    const points = [
      { column, dx: NODE.width, y: y + NODE.height / 2 },
      { column, dx: NODE.width + PORTAL.gap / 2, y: y + NODE.height / 2 },
      { column, dx: NODE.width + PORTAL.gap / 2, y: middle },
      { column, dx, y: middle },
    ];
    draft.edge(edge, points, column);
    right = Math.max(right, dx + width);
    top += PORTAL.height + PORTAL.between;
  }
  return { bottom: Math.max(y + NODE.height, top - PORTAL.between), right };
}
