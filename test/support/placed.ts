import type { GraphView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import type { Openness, Placed, PlacedEdge, PlacedItem, Point } from '../../webview/layout/placed.js';
import { labelWidth } from '../../webview/layout/sizes.js';

/** Everything open, nothing lit. */
export function allOpen({ flows }: GraphView, change: Partial<Openness> = {}): Openness {
  return {
    flows: flows.map(({ id }) => id),
    containers: new Set(flows.flatMap(({ containers }) => containers.map(({ id }) => id))),
    branches: new Set(),
    lit: new Set(),
    showsQuiet: false,
    ...change,
  };
}

interface Segment {
  readonly edge: PlacedEdge;
  readonly a: Point;
  readonly b: Point;
}

const GROUNDS: ReadonlySet<PlacedItem['kind']> = new Set(['frame', 'container', 'loop']);

/** Pairs of items that lie over each other, though neither is a ground that the other stands on. */
export function overlaps({ items }: Placed): string[] {
  const found: string[] = [];
  const solid = items.filter(({ kind }) => !GROUNDS.has(kind));
  const byTop = [...solid].sort((a, b) => a.y - b.y);
  for (const [at, one] of byTop.entries()) {
    for (let next = at + 1; next < byTop.length && byTop[next]!.y < one.y + one.height; next++) {
      const other = byTop[next]!;
      if (one.x < other.x + other.width && other.x < one.x + one.width)
        found.push(`${nameOf(one)} and ${nameOf(other)}`);
    }
  }
  const grounds = items.filter(({ kind }) => kind === 'container' || kind === 'collapsed');
  for (const [at, one] of grounds.entries()) {
    for (const other of grounds.slice(at + 1)) if (meet(one, other)) found.push(`${nameOf(one)} and ${nameOf(other)}`);
  }
  return found;
}

function meet(a: PlacedItem, b: PlacedItem): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Items that reach out of the container that they say they stand in. */
export function outside({ items }: Placed): string[] {
  const grounds = new Map(items.filter(({ kind }) => kind === 'container').map((item) => [item.id, item]));
  return items
    .filter(({ container, kind, x, y, width, height }) => {
      const around = container === undefined || kind === 'container' ? undefined : grounds.get(container);
      if (!around) return false;
      return (
        x < around.x ||
        y < around.y + 40 ||
        x + width > around.x + around.width ||
        y + height > around.y + around.height
      );
    })
    .map(nameOf);
}

/** Control lines of one container that cross each other; lines that meet and go on as one do not cross. */
export function crossings(placed: Placed): string[] {
  const found: string[] = [];
  const level: Segment[] = [];
  const upright: Segment[] = [];
  for (const edge of placed.edges) {
    if (edge.kind !== 'control' && edge.kind !== 'entry' && edge.kind !== 'again') continue;
    for (const [at, b] of edge.points.entries()) {
      const a = edge.points[at - 1];
      if (a) (a.y === b.y ? level : upright).push({ edge, a, b });
    }
  }
  upright.sort((one, other) => Math.min(one.a.y, one.b.y) - Math.min(other.a.y, other.b.y));
  level.sort((one, other) => one.a.y - other.a.y);
  let first = 0;
  for (const across of level) {
    while (first < upright.length && Math.max(upright[first]!.a.y, upright[first]!.b.y) < across.a.y) first++;
    for (let at = first; at < upright.length && Math.min(upright[at]!.a.y, upright[at]!.b.y) < across.a.y; at++) {
      const down = upright[at]!;
      if (isCrossing(across, down)) found.push(`${across.edge.id} and ${down.edge.id}`);
    }
  }
  return found;
}

/** Strictly inside of both: a corner or an end on the other line is a joining, no crossing. */
function isCrossing(across: Segment, down: Segment): boolean {
  const [left, right] = [Math.min(across.a.x, across.b.x), Math.max(across.a.x, across.b.x)];
  const [top, bottom] = [Math.min(down.a.y, down.b.y), Math.max(down.a.y, down.b.y)];
  return left < down.a.x && down.a.x < right && top < across.a.y && across.a.y < bottom;
}

/** Lines of the given kinds that run through a node, a stub, a portal or a closed container. */
export function runsThrough({ items, edges }: Placed, kinds: readonly PlacedEdge['kind'][]): string[] {
  const solid = items.filter(({ kind }) => !GROUNDS.has(kind));
  const found: string[] = [];
  for (const edge of edges) {
    if (!kinds.includes(edge.kind)) continue;
    for (const [at, b] of edge.points.entries()) {
      const a = edge.points[at - 1];
      if (!a || edge.curve === at - 1) continue;
      const box = {
        x: Math.min(a.x, b.x),
        y: Math.min(a.y, b.y),
        width: Math.abs(a.x - b.x),
        height: Math.abs(a.y - b.y),
      };
      for (const item of solid) if (isThrough(box, item)) found.push(`${edge.id} through ${nameOf(item)}`);
    }
  }
  return found;
}

type Rectangle = Pick<PlacedItem, 'x' | 'y' | 'width' | 'height'>;

/** Strictly inside: a line along a border, or one that ends at it, does not run through. */
function isThrough(line: Rectangle, { x, y, width, height }: Rectangle): boolean {
  return line.x < x + width && x < line.x + line.width && line.y < y + height && y < line.y + line.height;
}

/** Branch names that lie over a node or over each other. */
export function coveredLabels({ items, edges }: Placed): string[] {
  const texts = edges.flatMap(({ label, kind, id }) =>
    label && kind !== 'stored' ? [{ id, ...label.at, width: labelWidth(label.text), height: 15 }] : [],
  );
  const solid = items.filter(({ kind }) => !GROUNDS.has(kind));
  const hit = (a: Rectangle, b: Rectangle) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
  return texts.flatMap((text, at) => [
    ...solid.filter((item) => hit(text, item)).map((item) => `${text.id} over ${nameOf(item)}`),
    ...texts
      .slice(at + 1)
      .filter((other) => hit(text, other))
      .map((other) => `${text.id} over ${other.id}`),
  ]);
}

export function nameOf({ kind, id, x, y }: PlacedItem): string {
  return `${kind} ${id} at ${x},${y}`;
}

/** Actions that neither are drawn nor are folded into something that is. */
export function missing(view: GraphView, { items }: Placed): NodeId[] {
  const drawn = new Map(items.map((item) => [item.id, item]));
  const lost: NodeId[] = [];
  const isFolded = (owner: string, output: number) =>
    items.some((item) => item.kind === 'stub' && item.owner === owner && item.outputs?.includes(output));
  for (const { containers } of view.flows) {
    for (const { id, body, kind } of containers) {
      if (drawn.get(id)?.kind !== 'container') continue;
      const visit = (actions: typeof body, folded: boolean): void => {
        for (const action of actions) {
          if (folded === drawn.has(action.id)) lost.push(action.id);
          for (const [index, output] of action.outputs.entries()) {
            visit(output.body, folded || isFolded(action.id, index));
          }
        }
      };
      for (const [index, action] of body.entries()) visit([action], kind === 'menu' && isFolded(id, index));
    }
  }
  return lost;
}
