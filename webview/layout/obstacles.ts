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

  constructor(items: readonly PlacedItem[], loops: readonly PlacedItem[], edges: readonly PlacedEdge[]) {
    for (const item of items) this.#add(item);
    for (const { x, y, width } of loops) this.#add({ x, y, width, height: LOOP.header });
    for (const { label } of edges) {
      if (label) this.#add({ x: label.at.x, y: label.at.y, width: labelWidth(label.text), height: LABEL_HEIGHT });
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
    const strip = this.#strips.get(Math.floor(y / STRIP));
    if (!strip) return true;
    for (const one of strip) {
      if (isBetween(y, one.y, one.height) && one.x < to && from < one.x + one.width) return false;
    }
    return true;
  }

  isFreeDown(x: number, from: number, to: number): boolean {
    const top = Math.min(from, to);
    const bottom = Math.max(from, to);
    for (let strip = Math.floor(top / STRIP); strip <= Math.floor(bottom / STRIP); strip++) {
      for (const one of this.#strips.get(strip) ?? []) {
        if (isBetween(x, one.x, one.width) && one.y < bottom && top < one.y + one.height) return false;
      }
    }
    return true;
  }
}

function isBetween(at: number, start: number, length: number): boolean {
  return start - AIR < at && at < start + length + AIR;
}

/** The same for one row, without preparing anything: nearly all lines ask once. */
export function isRowFree(
  items: readonly PlacedItem[],
  loops: readonly PlacedItem[],
  edges: readonly PlacedEdge[],
  from: number,
  to: number,
  y: number,
): boolean {
  for (const one of items) {
    if (isBetween(y, one.y, one.height) && one.x < to && from < one.x + one.width) return false;
  }
  for (const one of loops) {
    if (isBetween(y, one.y, LOOP.header) && one.x < to && from < one.x + one.width) return false;
  }
  for (const { label } of edges) {
    if (!label || !isBetween(y, label.at.y, LABEL_HEIGHT) || label.at.x >= to) continue;
    if (from < label.at.x + labelWidth(label.text)) return false;
  }
  return true;
}
