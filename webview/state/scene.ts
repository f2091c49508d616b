import type { NodeId, StopView } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';
import type { Placed, PlacedEdge, PlacedItem } from '../layout/placed.js';
import { keptNodes } from './filters.js';
import { type HopOnPath, type Lit, type NodeOnPath, pathOnGraph, stopOf } from './lit.js';
import { type Ways, waysOf } from './navigation.js';
import { search } from './search.js';
import type { Filters } from './state.js';
import { containerOf, type ViewIndex } from './view-index.js';

/** How a line is drawn; `passed` stands for nothing but a line at rest. */
export type EdgeLook = 'rest' | 'dim' | 'lit' | 'second' | 'stop';

export interface LitEdge {
  readonly look: EdgeLook;
  /** The variable that carries the value through a call or by stored data. */
  readonly carrier?: string;
  /** Number of the step that it leads to, for the order of drawing. */
  readonly step: number;
}

/** What is drawn at one moment: where it stands and what the lit path makes of it. */
export interface Scene {
  readonly placed: Placed;
  readonly ways: Ways;
  /** By item: a collapsed container has all steps beneath it. */
  readonly onPath: ReadonlyMap<string, NodeOnPath>;
  readonly onSecond: ReadonlyMap<string, NodeOnPath>;
  readonly edges: ReadonlyMap<string, LitEdge>;
  /** Lines of the path that no line of the flow stands for. */
  readonly extra: readonly PlacedEdge[];
  readonly isLit: boolean;
  /** Grounds in which a part of the path stands. */
  readonly grounds: ReadonlySet<string>;
  readonly stopAt?: string;
  readonly severity?: Severity;
  /** Nodes that a filter keeps; undefined when none is set. */
  readonly kept: ReadonlySet<NodeId> | undefined;
  /** Items in which something was found. */
  readonly hits: ReadonlySet<string>;
}

/** What the scene is made of besides the view. */
export interface Shown {
  readonly lit: Lit | undefined;
  readonly pinned: Lit | undefined;
  readonly filters: Filters;
  readonly query: string;
}

export function sceneOf(index: ViewIndex, placed: Placed, shown: Shown): Scene {
  const { lit, pinned, filters, query } = shown;
  const ways = waysOf(placed);
  const lines = new Lines(index, ways, placed.edges);
  const first = pathOnGraph(index.view, lit);
  const second = pathOnGraph(index.view, pinned);
  const stop = stopOf(index.view, lit);
  lines.add(second.hops, 'second');
  lines.add(first.hops, 'lit');
  if (stop) lines.addRest(stop);
  const stopAt = stop && itemOf(index, ways, stop.node);
  const onPath = onItems(index, ways, first.nodes);
  return {
    placed,
    ways,
    onPath,
    grounds: groundsOf(ways, onPath),
    onSecond: onItems(index, ways, second.nodes),
    edges: lines.looks,
    extra: lines.extra,
    isLit: lit !== undefined,
    kept: keptItems(index, ways, filters),
    hits: new Set(search(index, query).flatMap(({ node }) => itemOf(index, ways, node) ?? [])),
    ...(stopAt !== undefined && { stopAt }),
    ...(first.severity && { severity: first.severity }),
  };
}

/** What stands for a node: itself, or the closed container in which it lies. */
export function itemOf(index: ViewIndex, { items }: Pick<Ways, 'items'>, node: NodeId): string | undefined {
  if (items.has(node)) return node;
  const container = containerOf(index, node)?.id;
  return container !== undefined && items.has(container) ? container : undefined;
}

function groundsOf({ items }: Ways, onPath: ReadonlyMap<string, NodeOnPath>): ReadonlySet<string> {
  const placed = [...onPath.keys()].flatMap((id) => items.get(id) ?? []);
  return new Set(placed.flatMap(({ flow, container }) => (container === undefined ? [flow] : [flow, container])));
}

function keptItems(index: ViewIndex, ways: Ways, filters: Filters): ReadonlySet<string> | undefined {
  const kept = keptNodes(index.view, filters);
  return kept && new Set([...kept].flatMap((node) => itemOf(index, ways, node) ?? []));
}

function onItems(
  index: ViewIndex,
  ways: Ways,
  nodes: ReadonlyMap<NodeId, NodeOnPath>,
): ReadonlyMap<string, NodeOnPath> {
  const found = new Map<string, NodeOnPath>();
  for (const [node, one] of nodes) {
    const item = itemOf(index, ways, node);
    if (item === undefined) continue;
    const known = found.get(item);
    found.set(item, {
      steps: [...(known?.steps ?? []), ...one.steps].sort((a, b) => a - b),
      isFirst: one.isFirst || known?.isFirst === true,
      isLast: one.isLast || known?.isLast === true,
    });
  }
  return found;
}

/** Gathers which lines a path runs along, and makes those that are missing. */
class Lines {
  readonly looks = new Map<string, LitEdge>();
  readonly extra: PlacedEdge[] = [];
  /** No key follows them, so they are no ways. */
  readonly #stored: readonly PlacedEdge[];

  constructor(
    private readonly index: ViewIndex,
    private readonly ways: Ways,
    edges: readonly PlacedEdge[],
  ) {
    this.#stored = edges.filter(({ kind }) => kind === 'stored');
  }

  add(hops: readonly HopOnPath[], look: EdgeLook): void {
    for (const hop of hops) {
      const from = itemOf(this.index, this.ways, hop.from);
      const to = itemOf(this.index, this.ways, hop.to);
      if (from === undefined || to === undefined || from === to) continue;
      const { step, carrier } = hop;
      const along = this.#along(from, to, hop.kind);
      const lit: LitEdge = { look, step, ...(carrier !== undefined && { carrier }) };
      if (along.length === 0) this.#make(from, to, lit);
      else for (const edge of along) this.looks.set(edge.id, lit);
    }
  }

  /** Behind a barrier the rest of the value goes on, but it is no secret any more. */
  addRest(stop: StopView): void {
    const from = itemOf(this.index, this.ways, stop.node);
    for (const node of stop.usedAt) {
      const to = itemOf(this.index, this.ways, node);
      if (from === undefined || to === undefined || from === to) continue;
      const lit: LitEdge = { look: 'stop', step: stop.steps.length + 1 };
      const along = this.#along(from, to, 'control');
      if (along.length === 0) this.#make(from, to, lit);
      else for (const edge of along) this.looks.set(edge.id, lit);
    }
  }

  #along(from: string, to: string, kind: HopOnPath['kind']): readonly PlacedEdge[] {
    if (kind === 'stored') return this.#stored.filter((edge) => edge.from === from && edge.to === to).slice(0, 1);
    const direct = (this.ways.out.get(from) ?? []).find((edge) => edge.to === to);
    if (direct) return [direct];
    return wayAlong(this.ways, from, to);
  }

  #make(from: string, to: string, lit: LitEdge): void {
    const start = this.ways.items.get(from);
    const end = this.ways.items.get(to);
    if (start === undefined || end === undefined) return;
    const edge = joining(start, end, `${lit.look} ${lit.step}`);
    this.extra.push(edge);
    this.looks.set(edge.id, lit);
  }
}

/** Items that a search for a way looks at before it gives up. */
const SEARCHED = 60;

/** The shortest way along control flow between two items of one container. */
function wayAlong({ out }: Ways, from: string, to: string): readonly PlacedEdge[] {
  const cameBy = new Map<string, PlacedEdge>();
  const waiting = [from];
  for (let at = 0; at < waiting.length && at < SEARCHED; at++) {
    for (const edge of out.get(waiting[at]!) ?? []) {
      if ((edge.kind !== 'control' && edge.kind !== 'entry') || cameBy.has(edge.to) || edge.to === from) continue;
      cameBy.set(edge.to, edge);
      if (edge.to === to) return backFrom(cameBy, from, to);
      waiting.push(edge.to);
    }
  }
  return [];
}

function backFrom(cameBy: ReadonlyMap<string, PlacedEdge>, from: string, to: string): readonly PlacedEdge[] {
  const way: PlacedEdge[] = [];
  for (let here = to; here !== from; ) {
    const edge = cameBy.get(here)!;
    way.unshift(edge);
    here = edge.from;
  }
  return way;
}

const HEADER = 40;

function portHeight({ kind, height }: PlacedItem): number {
  return kind === 'container' || kind === 'loop' || kind === 'frame' ? HEADER / 2 : height / 2;
}

/** A line for a hop that has none: stored data, a value that comes back from a call. */
function joining(from: PlacedItem, to: PlacedItem, name: string): PlacedEdge {
  const start = { x: from.x + from.width, y: from.y + portHeight(from) };
  const end = { x: to.x, y: to.y + portHeight(to) };
  const base = { id: `extra ${name} ${from.id} ${to.id}`, kind: 'stored', from: from.id, to: to.id } as const;
  if (end.x > start.x + 24) return { ...base, points: [start, end], curve: 0, isDisabled: false };
  // The target lies in the same column or before: around the right side of both.
  const right = Math.max(start.x, to.x + to.width) + 24;
  const back = { x: to.x + to.width, y: end.y };
  return { ...base, points: [start, { x: right, y: start.y }, { x: right, y: back.y }, back], isDisabled: false };
}
