/** How much of a node is drawn; `blocks` is the canvas that shows everything at once. */
export type Detail = 'all' | 'title' | 'icon' | 'blocks';

/** From the most to the least; a zoom below the last one is drawn as blocks. */
const LEVELS: readonly (readonly [from: number, detail: Detail])[] = [
  [0.85, 'all'],
  [0.55, 'title'],
  [0.35, 'icon'],
];

export function detailOf(zoom: number): Detail {
  // A zoom that was fitted comes out as 0.8499999; nobody sees the difference.
  return LEVELS.find(([from]) => zoom >= from - 1e-4)?.[1] ?? 'blocks';
}
