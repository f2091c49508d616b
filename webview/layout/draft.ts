import type { PlacedEdge, PlacedItem, Point } from './placed.js';

/** The x of a column is known only when everything left of it is placed; what stands in it counts from there. */
export interface Column {
  readonly parent: Column | undefined;
  /** From the parent's x; set when the column is placed. */
  x: number;
  /** From the container's x; set when the whole container is placed. */
  left: number;
}

export interface DraftPoint {
  readonly column: Column;
  readonly dx: number;
  readonly y: number;
}

type ItemFacts = Omit<PlacedItem, 'x' | 'y'>;
type EdgeFacts = Omit<PlacedEdge, 'points' | 'label'>;

interface DraftItem {
  readonly facts: ItemFacts;
  readonly at: DraftPoint;
}

interface DraftEdge {
  readonly facts: EdgeFacts;
  readonly points: readonly DraftPoint[];
  readonly label: DraftLabel | undefined;
}

export interface DraftLabel {
  readonly text: string;
  readonly at: DraftPoint;
}

/** What one container consists of, while it is placed; y counts from the container's top. */
export class Draft {
  readonly root: Column = { parent: undefined, x: 0, left: 0 };
  readonly #columns: Column[] = [this.root];
  readonly #grounds: (DraftItem | undefined)[] = [];
  readonly #items: DraftItem[] = [];
  readonly #edges: DraftEdge[] = [];

  column(parent: Column): Column {
    const column = { parent, x: 0, left: 0 };
    this.#columns.push(column);
    return column;
  }

  item(facts: ItemFacts, at: DraftPoint): void {
    this.#items.push({ facts, at });
  }

  /** Keeps a place for a ground, outer ones first: its size is known only when everything on it stands. */
  keep(): number {
    this.#grounds.push(undefined);
    return this.#grounds.length - 1;
  }

  ground(place: number, facts: ItemFacts, at: DraftPoint): void {
    this.#grounds[place] = { facts, at };
  }

  edge(facts: EdgeFacts, points: readonly DraftPoint[], label?: DraftLabel): void {
    this.#edges.push({ facts, points, label });
  }

  /** Everything with its place in the container. Columns were made parents first. */
  finish(): { readonly items: PlacedItem[]; readonly edges: PlacedEdge[] } {
    for (const column of this.#columns) column.left = (column.parent?.left ?? 0) + column.x;
    const drafts = [...this.#grounds.flatMap((ground) => ground ?? []), ...this.#items];
    const items = drafts.map(({ facts, at }): PlacedItem => ({ ...facts, ...pointOf(at) }));
    const edges = this.#edges.map(({ facts, points, label }): PlacedEdge => {
      const placed = { ...facts, points: withoutRepeats(points.map(pointOf)) };
      return label ? { ...placed, label: { text: label.text, at: pointOf(label.at) } } : placed;
    });
    return { items, edges };
  }
}

function pointOf({ column, dx, y }: DraftPoint): Point {
  return { x: column.left + dx, y };
}

/** Points in which nothing turns are left out, or corners would be rounded where there are none. */
function withoutRepeats(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
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
