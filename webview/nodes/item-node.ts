import type { Node } from '@xyflow/react';
import type { PlacedItem } from '../layout/placed.js';

/** What React Flow is given of an item: where it stands, and nothing that changes with the path. */
export type ItemNode = Node<{ readonly item: PlacedItem }, PlacedItem['kind']>;

/** Grounds below lines below nodes; the lines have 1 to 3. */
const LAYER = { frame: 0, container: 1, loop: 2, collapsed: 6, action: 6, stub: 6, portal: 6 } as const;

/** Sizes are given and there are no handles, so that nothing is measured. */
export function toNode(item: PlacedItem): ItemNode {
  const { id, kind, x, y, width, height } = item;
  return {
    id,
    type: kind,
    position: { x, y },
    width,
    height,
    measured: { width, height },
    handles: [],
    zIndex: LAYER[kind],
    data: { item },
    draggable: false,
    selectable: false,
    focusable: false,
  };
}
