import type { PlacedEdge, Point } from '../layout/placed.js';

const RADIUS = 10;

/** The `d` of an edge: right angles with round corners, and between containers one curve with level ends. */
export function pathData({ points, curve }: Pick<PlacedEdge, 'points' | 'curve'>): string {
  const first = points[0];
  if (first === undefined) return '';
  let data = `M${first.x},${first.y}`;
  for (let at = 1; at < points.length; at++) {
    const here = points[at]!;
    const before = points[at - 1]!;
    const next = points[at + 1];
    if (curve === at - 1) data += level(before, here);
    else if (next === undefined || curve === at) data += `L${here.x},${here.y}`;
    else data += corner(before, here, next);
  }
  return data;
}

function level(from: Point, to: Point): string {
  const reach = Math.max(32, (to.x - from.x) * 0.5);
  return `C${round(from.x + reach)},${from.y} ${round(to.x - reach)},${to.y} ${to.x},${to.y}`;
}

function corner(before: Point, here: Point, next: Point): string {
  const radius = Math.min(RADIUS, distance(before, here) / 2, distance(here, next) / 2);
  const a = towards(here, before, radius);
  const b = towards(here, next, radius);
  return `L${a.x},${a.y}Q${here.x},${here.y} ${b.x},${b.y}`;
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to) || 1;
  return { x: round(from.x + ((to.x - from.x) / length) * by), y: round(from.y + ((to.y - from.y) / length) * by) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Where an arrow ends and which way it looks; a curve arrives level. */
export interface ArrowHead {
  readonly at: Point;
  readonly dx: number;
  readonly dy: number;
}

export function arrowOf({ points, curve }: Pick<PlacedEdge, 'points' | 'curve'>): ArrowHead | undefined {
  const at = points.at(-1);
  const before = points.at(-2);
  if (at === undefined || before === undefined) return undefined;
  if (curve === points.length - 2) return { at, dx: 1, dy: 0 };
  return { at, dx: Math.sign(at.x - before.x), dy: Math.sign(at.y - before.y) };
}

/** A filled triangle whose tip is the end of the line. */
export function arrowData({ at, dx, dy }: ArrowHead, length: number, half: number): string {
  const base = { x: at.x - dx * length, y: at.y - dy * length };
  const side = { x: dy * half, y: dx * half };
  return `M${base.x - side.x},${base.y - side.y}L${base.x + side.x},${base.y + side.y}L${at.x},${at.y}z`;
}

/** The point half along a line, for a pill. */
export function middleOf({ points, curve }: Pick<PlacedEdge, 'points' | 'curve'>): Point {
  if (curve !== undefined && points[curve] && points[curve + 1]) return between(points[curve], points[curve + 1]!);
  let rest = points.slice(1).reduce((sum, point, at) => sum + distance(points[at]!, point), 0) / 2;
  for (let at = 1; at < points.length; at++) {
    const from = points[at - 1]!;
    const length = distance(from, points[at]!);
    if (rest <= length) return towards(from, points[at]!, rest);
    rest -= length;
  }
  return points[0] ?? { x: 0, y: 0 };
}

function between(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
