import type { PlacedEdge, Point } from '../layout/placed.js';
import { type Area, inside } from './culling.js';

const RADIUS = 10;

/**
 * The `d` of an edge: right angles with round corners, and between containers one curve with level ends. Of a line that
 * leaves the area by far only the piece in it is drawn: thousands of dashes that nobody sees would still cost time.
 */
export function pathData({ points, curve }: Pick<PlacedEdge, 'points' | 'curve'>, area?: Area): string {
  const seen = area ? points.map((point) => inside(point, area)) : points;
  const first = seen[0];
  if (first === undefined) return '';
  let data = `M${first.x},${first.y}`;
  for (let at = 1; at < seen.length; at++) {
    const here = seen[at]!;
    const next = seen[at + 1];
    if (curve === at - 1) data += level(points[at - 1]!, points[at]!, area);
    else if (next === undefined || curve === at) data += `L${here.x},${here.y}`;
    else data += corner(seen[at - 1]!, here, next);
  }
  return data;
}

function level(from: Point, to: Point, area: Area | undefined): string {
  const reach = Math.max(32, (to.x - from.x) * 0.5);
  const curve: Cubic = [from, { x: from.x + reach, y: from.y }, { x: to.x - reach, y: to.y }, to];
  const [start, a, b, end] = area ? pieceIn(curve, area) : curve;
  const jump = start === from ? '' : `M${round(start.x)},${round(start.y)}`;
  return `${jump}C${round(a.x)},${round(a.y)} ${round(b.x)},${round(b.y)} ${round(end.x)},${round(end.y)}`;
}

type Cubic = readonly [from: Point, a: Point, b: Point, to: Point];

/** The height along a curve with level ends only rises or only falls, so where it enters and leaves can be searched. */
function pieceIn(curve: Cubic, [, top, , bottom]: Area): Cubic {
  const [from, , , to] = curve;
  const isFalling = to.y >= from.y;
  const enters = parameterAt(from.y, to.y, isFalling ? top : bottom);
  const leaves = parameterAt(from.y, to.y, isFalling ? bottom : top);
  if (enters <= 0 && leaves >= 1) return curve;
  const rest = split(curve, enters)[1];
  return split(rest, (leaves - enters) / (1 - enters || 1))[0];
}

/** Where on the way from one height to another a third one lies; 0 before and 1 behind it. */
function parameterAt(from: number, to: number, height: number): number {
  const share = (height - from) / (to - from || 1);
  if (share <= 0) return 0;
  if (share >= 1) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 24; step++) {
    const middle = (low + high) / 2;
    if (middle * middle * (3 - 2 * middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** De Casteljau: a curve in two at a parameter. */
function split([p0, p1, p2, p3]: Cubic, t: number): readonly [Cubic, Cubic] {
  const a = along(p0, p1, t);
  const b = along(p1, p2, t);
  const c = along(p2, p3, t);
  const d = along(a, b, t);
  const e = along(b, c, t);
  const middle = along(d, e, t);
  return [
    [p0, a, d, middle],
    [middle, e, c, p3],
  ];
}

function along(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
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
