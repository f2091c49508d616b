import type { Point } from '../layout/placed.js';

/** Left, top, right and bottom in px at zoom 1. */
export type Area = readonly [left: number, top: number, right: number, bottom: number];

/** Px of the screen by which the area grows and moves at once: panning stays within one for a while. */
const STEP = 400;

/** What is seen and something around it, rounded so that it changes seldom. */
export function areaSeen(x: number, y: number, zoom: number, width: number, height: number): Area {
  const step = STEP / zoom;
  const down = (value: number) => Math.floor(value / step - 0.5) * step;
  const up = (value: number) => Math.ceil(value / step + 0.5) * step;
  return [down(-x / zoom), down(-y / zoom), up((width - x) / zoom), up((height - y) / zoom)];
}

/** Whether the box around a line touches an area. */
export function isSeen(points: readonly Point[], [left, top, right, bottom]: Area): boolean {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const { x, y } of points) {
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return minX <= right && maxX >= left && minY <= bottom && maxY >= top;
}

/** Whether a line leaves an area so far that drawing all of it would cost time. */
export function isLong(points: readonly Point[], [left, top, right, bottom]: Area): boolean {
  const wide = right - left;
  const high = bottom - top;
  return points.some(({ x, y }) => x < left - wide || x > right + wide || y < top - high || y > bottom + high);
}

/** A point moved to the border of an area when it lies outside; right angles stay right. */
export function inside({ x, y }: Point, [left, top, right, bottom]: Area): Point {
  return { x: Math.min(right, Math.max(left, x)), y: Math.min(bottom, Math.max(top, y)) };
}
