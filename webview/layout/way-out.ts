import type { Stand } from './board.js';
import { isRowFree, Obstacles } from './obstacles.js';
import type { PlacedItem, Point } from './placed.js';
import { COLLAPSED, CONTAINER, LANE, LOOP } from './sizes.js';

/** Finds the ways from nodes of one settled container to its right edge. */
export class WaysOut {
  readonly #stand: Stand;
  #items: ReadonlyMap<string, PlacedItem> | undefined;
  #obstacles: Obstacles | undefined;

  constructor(stand: Stand) {
    this.#stand = stand;
  }

  item(id: string): PlacedItem | undefined {
    const { draft } = this.#stand.box;
    this.#items ??= new Map([...(draft?.items ?? []), ...(draft?.loops ?? [])].map((item) => [item.id, item]));
    return this.#items.get(id);
  }

  /**
   * Points from the item's right side to the container's right edge: straight, or by the lane below when something
   * stands in the row.
   */
  from(id: string): Point[] {
    const { box, x, y } = this.#stand;
    const item = this.item(id);
    const right = x + box.width;
    if (!item) return [{ x: right, y: y + (box.draft ? CONTAINER.header : COLLAPSED.height) / 2 }];
    const start = { x: item.x + item.width, y: item.y + half(item) };
    if (this.#isRowFree(start.x + 1, right, start.y)) return [start, { x: right, y: start.y }];
    const side = start.x + LANE.beside;
    const lane = this.#lane(item, start, side);
    return [start, { x: side, y: start.y }, { x: side, y: lane }, { x: right, y: lane }];
  }

  /** True when nothing stands between the container's left edge and the item. */
  isFreeFromLeft({ x, y, height }: PlacedItem): boolean {
    return this.#isRowFree(this.#stand.x, x - 1, y + height / 2);
  }

  #isRowFree(from: number, to: number, y: number): boolean {
    const { draft } = this.#stand.box;
    // Nothing stands in the padding.
    if (to - from <= CONTAINER.side) return true;
    return draft === undefined || isRowFree(draft.items, draft.loops, draft.edges, from, to, y);
  }

  /** The nearest free row, first below and then above; below everything there nearly always is one. */
  #lane(item: PlacedItem, start: Point, side: number): number {
    const { box, x, y } = this.#stand;
    const { items, loops, edges } = box.draft!;
    const obstacles = this.#obstacles ?? new Obstacles(items, loops, edges);
    this.#obstacles = obstacles;
    const bottom = y + box.height;
    const own = item.y + item.height + LANE.below;
    const isFree = (row: number) =>
      obstacles.isFreeDown(side, start.y, row) && obstacles.isFreeAcross(side, x + box.width, row);
    for (let away = 0; away <= FURTHEST; away += STEP) {
      if (own + away < bottom && isFree(own + away)) return own + away;
      const above = item.y - LANE.below - away;
      if (above > y + CONTAINER.header && isFree(above)) return above;
    }
    const lowest = bottom - CONTAINER.below / 2;
    return isFree(lowest) ? lowest : own;
  }
}

/** How far a line looks for a free row, and in which steps. */
const FURTHEST = 600;
const STEP = 5;

function half({ kind, height }: PlacedItem): number {
  return kind === 'loop' ? LOOP.header / 2 : height / 2;
}
