import type { Placed, PlacedEdge, PlacedItem } from '../layout/placed.js';

/** The keys that follow edges. */
export type Direction = 'down' | 'up' | 'right' | 'left' | 'first' | 'last';

/** Which item follows which, made from what is drawn. */
export interface Ways {
  readonly items: ReadonlyMap<string, PlacedItem>;
  readonly out: ReadonlyMap<string, readonly PlacedEdge[]>;
  readonly into: ReadonlyMap<string, readonly PlacedEdge[]>;
  /** Items that can have the focus, in the order of drawing. */
  readonly order: readonly PlacedItem[];
}

export function waysOf({ items, edges }: Placed): Ways {
  const out = new Map<string, PlacedEdge[]>();
  const into = new Map<string, PlacedEdge[]>();
  for (const edge of edges) {
    if (edge.kind === 'again' || edge.kind === 'stored') continue;
    append(out, edge.from, edge);
    append(into, edge.to, edge);
  }
  return { items: new Map(items.map((item) => [item.id, item])), out, into, order: items };
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The item that a key leads to from another; undefined when nothing lies there. */
export function step(ways: Ways, from: string, direction: Direction): string | undefined {
  switch (direction) {
    case 'down':
      return flowing(ways.out, from)[0]?.to ?? nextBlock(ways, from, 1);
    case 'up':
      return flowing(ways.into, from)[0]?.from ?? nextBlock(ways, from, -1);
    case 'right':
      return leaving(ways.out, from)?.to ?? beside(ways, from, 1) ?? flowing(ways.out, from)[1]?.to;
    case 'left':
      return beside(ways, from, -1) ?? callerOf(ways, from);
    case 'first':
      return inContainer(ways, from)[0];
    case 'last':
      return inContainer(ways, from).at(-1);
  }
}

function isFlowing({ kind }: PlacedEdge): boolean {
  return kind === 'control' || kind === 'entry';
}

function flowing(edges: ReadonlyMap<string, readonly PlacedEdge[]>, id: string): readonly PlacedEdge[] {
  return (edges.get(id) ?? []).filter(isFlowing);
}

function leaving(edges: ReadonlyMap<string, readonly PlacedEdge[]>, id: string): PlacedEdge | undefined {
  return edges.get(id)?.find((edge) => !isFlowing(edge));
}

/** The next or previous branch of the same owner. */
function beside({ into, out }: Ways, id: string, by: 1 | -1): string | undefined {
  const owner = flowing(into, id)[0]?.from;
  if (owner === undefined) return undefined;
  const heads = flowing(out, owner).map(({ to }) => to);
  return heads[heads.indexOf(id) + by];
}

/** Out of a call: who calls the container in which the item stands. */
function callerOf({ items, into }: Ways, id: string): string | undefined {
  const container = items.get(id)?.container;
  return leaving(into, id)?.from ?? (container === undefined ? undefined : leaving(into, container)?.from);
}

/** Closed containers have no control flow between them: up and down go to the next one of the flow. */
function nextBlock({ items, order }: Ways, id: string, by: 1 | -1): string | undefined {
  const here = items.get(id);
  if (here === undefined || here.kind === 'action' || here.kind === 'stub' || here.kind === 'portal') return undefined;
  const blocks = order.filter(({ kind, flow }) => flow === here.flow && (kind === 'collapsed' || kind === 'container'));
  return blocks[blocks.indexOf(here) + by]?.id;
}

function inContainer({ items, order }: Ways, id: string): readonly string[] {
  const here = items.get(id);
  if (here === undefined) return [];
  const container = here.container ?? here.id;
  const inside = order.filter((item) => item.container === container && item.id !== container && isStop(item));
  if (inside.length > 0) return inside.map((item) => item.id);
  return order.filter((item) => item.flow === here.flow && item.kind === 'collapsed').map((item) => item.id);
}

function isStop({ kind }: PlacedItem): boolean {
  return kind === 'action' || kind === 'loop' || kind === 'stub' || kind === 'portal';
}
