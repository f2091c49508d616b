import type { Box } from './box.js';
import { Obstacles } from './obstacles.js';
import type { PlacedItem, Point } from './placed.js';
import { CONTAINER, LANE, LOOP } from './sizes.js';

/** Finds the ways from nodes of one container to its right edge. */
export class WaysOut {
  readonly #box: Box;
  readonly #items: ReadonlyMap<string, PlacedItem>;
  #obstacles: Obstacles | undefined;

  constructor(box: Box) {
    this.#box = box;
    this.#items = new Map(box.items.map((item) => [item.id, item]));
  }

  /**
   * Points from the item's right side to the container's right edge, counted from the container's corner: straight, or
   * by the lane below when something stands in the row.
   */
  from(id: string): Point[] {
    const item = this.#items.get(id);
    const { width, isOpen, height } = this.#box;
    if (!item || !isOpen || item.kind === 'container')
      return [{ x: width, y: isOpen ? CONTAINER.header / 2 : height / 2 }];
    const start = { x: item.x + item.width, y: item.y + half(item) };
    this.#obstacles ??= new Obstacles(this.#box.items, this.#box.edges);
    if (this.#obstacles.isFreeAcross(start.x + 1, width, start.y)) return [start, { x: width, y: start.y }];
    const side = start.x + LANE.beside;
    const lane = this.#lane(item, start, side);
    return [start, { x: side, y: start.y }, { x: side, y: lane }, { x: width, y: lane }];
  }

  /** True when nothing stands between the container's left edge and the item. */
  isFreeFromLeft({ x, y, height }: PlacedItem): boolean {
    this.#obstacles ??= new Obstacles(this.#box.items, this.#box.edges);
    return this.#obstacles.isFreeAcross(0, x - 1, y + height / 2);
  }

  /** The nearest free row, first below and then above; below everything there is always one. */
  #lane(item: PlacedItem, start: Point, side: number): number {
    const { width, height } = this.#box;
    const own = item.y + item.height + LANE.below;
    const isFree = (y: number) =>
      this.#obstacles!.isFreeDown(side, start.y, y) && this.#obstacles!.isFreeAcross(side, width, y);
    for (let away = 0; away <= FURTHEST; away += STEP) {
      if (own + away < height && isFree(own + away)) return own + away;
      const above = item.y - LANE.below - away;
      if (above > CONTAINER.header && isFree(above)) return above;
    }
    const lowest = height - CONTAINER.below / 2;
    return isFree(lowest) ? lowest : own;
  }
}

/** How far a line looks for a free row, and in which steps. */
const FURTHEST = 600;
const STEP = 5;

function half({ kind, height }: PlacedItem): number {
  return kind === 'loop' ? LOOP.header / 2 : height / 2;
}
