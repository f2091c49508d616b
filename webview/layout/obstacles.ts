import type { PlacedEdge, PlacedItem } from './placed.js';
import { LOOP, labelWidth } from './sizes.js';

interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rows are looked up in strips of this height. */
const STRIP = 64;
/** A line keeps this far away from what it passes. */
const AIR = 3;
const LABEL_HEIGHT = 16;

/** What a line may not run over inside one container: nodes and texts, but not the grounds of loops. */
export class Obstacles {
  readonly #strips = new Map<number, Rectangle[]>();

  constructor(items: readonly PlacedItem[], edges: readonly PlacedEdge[]) {
    for (const item of items) {
      if (item.kind === 'loop') this.#add({ ...item, height: LOOP.header });
      else if (item.kind !== 'container') this.#add(item);
    }
    for (const { label } of edges) {
      if (label) this.#add({ ...label.at, width: labelWidth(label.text), height: LABEL_HEIGHT });
    }
  }

  #add(rectangle: Rectangle): void {
    const last = Math.floor((rectangle.y + rectangle.height + AIR) / STRIP);
    for (let strip = Math.floor((rectangle.y - AIR) / STRIP); strip <= last; strip++) {
      const known = this.#strips.get(strip);
      if (known) known.push(rectangle);
      else this.#strips.set(strip, [rectangle]);
    }
  }

  isFreeAcross(from: number, to: number, y: number): boolean {
    const strip = this.#strips.get(Math.floor(y / STRIP)) ?? [];
    return !strip.some((one) => isBetween(y, one.y, one.height) && one.x < to && from < one.x + one.width);
  }

  isFreeDown(x: number, from: number, to: number): boolean {
    const [top, bottom] = from < to ? [from, to] : [to, from];
    for (let strip = Math.floor(top / STRIP); strip <= Math.floor(bottom / STRIP); strip++) {
      const isHit = (one: Rectangle) => isBetween(x, one.x, one.width) && one.y < bottom && top < one.y + one.height;
      if (this.#strips.get(strip)?.some(isHit)) return false;
    }
    return true;
  }
}

function isBetween(at: number, start: number, length: number): boolean {
  return start - AIR < at && at < start + length + AIR;
}
