import type { PlacedEdge, PlacedItem, Point } from './placed.js';

/** The x of a column is known only when everything left of it is placed; what stands in it counts from there. */
export interface Column {
  readonly parent: Column | undefined;
  /** From the parent's x; set when the column is placed. */
  x: number;
  /** On the canvas; set at the end. */
  left: number;
}

export interface DraftPoint {
  readonly column: Column;
  readonly dx: number;
  readonly y: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export interface DraftLabel {
  readonly text: string;
  /** x counts from the column in which the line goes on. */
  readonly at: Mutable<Point>;
}

/** A line that gets its places when everything is settled. */
export interface DraftEdge extends Omit<PlacedEdge, 'points' | 'label'> {
  points: readonly Mutable<Point>[];
  label?: DraftLabel;
}

/** What a line has until it is settled. */
export const NO_POINTS: DraftEdge['points'] = [];

/** What one container consists of, while it is placed; y counts from the container's top until everything is settled. */
export class Draft {
  readonly root: Column = { parent: undefined, x: 0, left: 0 };
  readonly items: Mutable<PlacedItem>[] = [];
  readonly loops: Mutable<PlacedItem>[] = [];
  readonly edges: DraftEdge[] = [];
  hasStubs = false;
  readonly #columns: Column[] = [];
  readonly #itemColumns: Column[] = [];
  readonly #loopColumns: Column[] = [];
  /** Undefined where the line's own points only have to be moved. */
  readonly #points: (readonly DraftPoint[] | undefined)[] = [];
  readonly #edgeColumns: Column[] = [];

  column(parent: Column): Column {
    const column = { parent, x: 0, left: 0 };
    this.#columns.push(column);
    return column;
  }

  /** `item` belongs to the draft from here on; its x counts from the column. */
  item(item: PlacedItem, column: Column): void {
    if (item.kind === 'stub') this.hasStubs = true;
    this.items.push(item);
    this.#itemColumns.push(column);
  }

  /** Keeps a place for a loop, outer ones first: its size is known only when everything on it stands. */
  keepLoop(column: Column): number {
    this.#loopColumns.push(column);
    return this.#loopColumns.length - 1;
  }

  loop(place: number, item: PlacedItem): void {
    this.loops[place] = item;
  }

  /** `edge` belongs to the draft from here on; its label counts from `column`. */
  edge(edge: DraftEdge, points: readonly DraftPoint[], column: Column): void {
    this.edges.push(edge);
    this.#points.push(points);
    this.#edgeColumns.push(column);
  }

  /** A line straight down in one column, as nearly all are: it has its points already, counted from the column. */
  straight(edge: DraftEdge, column: Column): void {
    this.edges.push(edge);
    this.#points.push(undefined);
    this.#edgeColumns.push(column);
  }

  /** Gives everything its place on the canvas; columns were made parents first. */
  settle(left: number, top: number): void {
    this.root.left = left + this.root.x;
    for (const column of this.#columns) column.left = column.parent!.left + column.x;
    settleItems(this.items, this.#itemColumns, top);
    settleItems(this.loops, this.#loopColumns, top);
    for (let at = 0; at < this.edges.length; at++) {
      const edge = this.edges[at]!;
      const { left: x } = this.#edgeColumns[at]!;
      const points = this.#points[at];
      if (points) edge.points = placedPoints(points, top);
      else for (const point of edge.points) move(point, x, top);
      if (edge.label) move(edge.label.at, x, top);
    }
  }
}

function move(point: Mutable<Point>, dx: number, dy: number): void {
  point.x += dx;
  point.y += dy;
}

function settleItems(items: readonly Mutable<PlacedItem>[], columns: readonly Column[], top: number): void {
  for (let at = 0; at < items.length; at++) {
    const item = items[at]!;
    item.x += columns[at]!.left;
    item.y += top;
  }
}

function placedPoint({ column, dx, y }: DraftPoint, top: number): Point {
  return { x: column.left + dx, y: y + top };
}

/** Points in which nothing turns are left out, or corners would be rounded where there are none. */
function placedPoints(points: readonly DraftPoint[], top: number): readonly Point[] {
  if (points.length === 2) return [placedPoint(points[0]!, top), placedPoint(points[1]!, top)];
  const kept: Point[] = [];
  for (const draft of points) {
    const point = placedPoint(draft, top);
    const last = kept.at(-1);
    if (last && last.x === point.x && last.y === point.y) continue;
    const before = kept.at(-2);
    const isStraight =
      before && last && ((before.x === last.x && last.x === point.x) || (before.y === last.y && last.y === point.y));
    if (isStraight) kept.pop();
    kept.push(point);
  }
  return kept;
}
