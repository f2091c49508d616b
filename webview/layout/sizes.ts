/** All sizes of the layout in px at zoom 1. Nothing is measured: what is drawn fits into them or is cut. */
export const NODE = { width: 224, height: 56, portX: 26 } as const;
export const STUB = { width: 78, wide: 118, height: 28 } as const;
export const PORTAL = { height: 30, between: 6, gap: 24 } as const;
export const CONTAINER = {
  header: 40,
  side: 16,
  below: 22,
  first: 80,
  entryX: 42,
  entryY: 59,
  menuBus: 68,
  least: 256,
  empty: 80,
} as const;
export const COLLAPSED = { width: 224, height: 76 } as const;
/** A loop stands inside a container; its way back runs at `back`, between the rail and the nodes. */
export const LOOP = { header: 40, left: 34, right: 12, below: 20, first: 66, back: 15, empty: 60 } as const;
export const FRAME = { header: 44, side: 16, least: 288 } as const;

/** From a node to the next one, and when a tag hangs below the first. */
export const GAP = { plain: 30, tagged: 38 } as const;
/** From a node to its branches: the bus, then room for the label. */
export const DROP = { bus: 14, all: 48, label: 27 } as const;
/** Behind branches: where their ways meet, and where the next node begins. */
export const JOIN = { line: 18, next: 44 } as const;
export const COLUMN_GAP = 16;
/** Between containers. */
export const GUTTER = { across: 84, path: 56, down: 28 } as const;
/** Lines that cannot go straight: the lane below a node, and the lanes above everything. */
export const LANE = { below: 15, beside: 8, above: 20, between: 6, most: 6 } as const;

/** Letters of a branch label or pill before it is cut. */
export const LABEL_LETTERS = 16;
export const PORTAL_LETTERS = 24;
/** Wide enough for any letter of the usual fonts at 11 and at 12 px, on average. */
const LETTER = { label: 6.6, portal: 7.4 } as const;

export function labelWidth(text: string): number {
  return Math.ceil(Math.min(text.length, LABEL_LETTERS + 1) * LETTER.label);
}

export function portalWidth(text: string): number {
  return 44 + Math.ceil(Math.min(text.length, PORTAL_LETTERS + 1) * LETTER.portal);
}
