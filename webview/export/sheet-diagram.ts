import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import {
  diamond,
  type LineLook,
  lineLabel,
  lineMarkup,
  OUTSIDE,
  outsideMarkup,
  PROCESS,
  processMarkup,
  type Spot,
  STORE,
  storeMarkup,
  zoneMarkup,
} from './sheet-parts.js';
import { IN_ROW, type SheetPlan, type Zone } from './sheet-plan.js';

/** What occurs on a sheet and therefore in its legend. */
export type Occurring = 'value' | 'leak' | 'control' | 'secure' | 'entity' | 'store' | 'finding';

export interface Diagram {
  readonly markup: string;
  readonly occurring: ReadonlySet<Occurring>;
}

const TOP = 112;
const BOTTOM = 724;
const LEFT = 44;
const ZONE = { x: 310, width: 824, head: 36, side: 28, below: 20, row: 98 } as const;
const GAP = 72;
const RIGHT = 1192;
/** Between zones: room for a line, or for a store with lines above and below. */
const BETWEEN = { line: 56, store: 110 } as const;
/** Where lines come around to the next row, from the left edge of what they come to. */
const AROUND = 14;
/** Lines end in front of the number of a step. */
const NUMBER = 13;

interface PlacedZone {
  readonly zone: Zone;
  readonly y: number;
  readonly height: number;
  /** Upper left corners of the processes. */
  readonly spots: readonly Spot[];
}

/** The diagram of a sheet: who gives the value, what it goes through, and who gets it. */
export function drawDiagram(view: GraphView, plan: SheetPlan): Diagram {
  const zones = placeZones(plan.zones);
  const occurring = new Set<Occurring>(['value']);
  const grounds = zones.map(({ zone: { flow }, y, height }) => {
    if (flow.isSecure) occurring.add('secure');
    return zoneMarkup(flow.name, flow.kind, flow.isSecure, { x: ZONE.x, y, width: ZONE.width, height });
  });
  const lines = zones.flatMap((zone) => rowLines(zone));
  for (const [at, zone] of zones.entries()) {
    const next = zones[at + 1];
    if (next) lines.push(...crossing(view, zone, next, occurring));
  }
  const ends = [sourceMarkup(plan, zones[0], occurring), sinkMarkup(plan, zones.at(-1), occurring)];
  const processes = zones.flatMap(({ zone, spots }, at) =>
    spots.map(({ x, y }, index) => {
      const isLast = at === zones.length - 1 && index === spots.length - 1;
      return processMarkup(zone.processes[index]!, x, y, isLast && plan.sink !== undefined);
    }),
  );
  return { markup: [...grounds, ...lines, ...ends, ...processes].join('\n'), occurring };
}

/** In the middle of the sheet. */
function placeZones(zones: readonly Zone[]): PlacedZone[] {
  const placed = stackZones(zones, TOP);
  const last = placed.at(-1);
  const room = last ? BOTTOM - last.y - last.height : 0;
  return room > 0 ? stackZones(zones, TOP + room / 2) : placed;
}

function stackZones(zones: readonly Zone[], from: number): PlacedZone[] {
  const placed: PlacedZone[] = [];
  let y = from;
  for (const zone of zones) {
    if (placed.length > 0) y += zone.entry?.kind === 'stored' ? BETWEEN.store : BETWEEN.line;
    const rows = Math.max(1, Math.ceil(zone.processes.length / IN_ROW));
    const height = ZONE.head + PROCESS.height + (rows - 1) * ZONE.row + ZONE.below;
    const top = y;
    const spots = zone.processes.map((_, at) => ({
      x: ZONE.x + ZONE.side + (at % IN_ROW) * (PROCESS.width + GAP),
      y: top + ZONE.head + Math.floor(at / IN_ROW) * ZONE.row,
    }));
    placed.push({ zone, y, height, spots });
    y += height;
  }
  return placed;
}

function middle({ y }: Spot): number {
  return y + PROCESS.height / 2;
}

/** From process to process inside of a zone, with what carries the value. */
function rowLines({ zone, spots }: PlacedZone): string[] {
  return spots.slice(1).map((to, at) => {
    const from = spots[at]!;
    const carrier = zone.processes[at + 1]!.carrier;
    if (to.y === from.y) {
      const start = { x: from.x + PROCESS.width, y: middle(from) };
      const line = lineMarkup([start, { x: to.x - NUMBER, y: middle(to) }], 'value');
      return line + lineLabel(behindScope(carrier), start.x + GAP / 2 - 4, start.y - 9, 'value', GAP - 10);
    }
    return around(from, to, from.y + PROCESS.height + 20, to.x - AROUND, carrier, 'value');
  });
}

/** Between two processes there is room for the name alone: 'cardNumber'. */
function behindScope(carrier: string): string {
  return carrier.slice(carrier.indexOf('.') + 1);
}

/** Out below, along a free row to the left, and in from the left. */
function around(from: Spot, to: Spot, row: number, left: number, carrier: string, look: LineLook): string {
  const x = from.x + PROCESS.width / 2;
  const points = [
    { x, y: from.y + PROCESS.height },
    { x, y: row },
    { x: left, y: row },
    { x: left, y: middle(to) },
    { x: to.x - NUMBER, y: middle(to) },
  ];
  return lineMarkup(points, look) + lineLabel(carrier, (x + left) / 2, row + 4, look, 160);
}

/** From one flow to the next: through a store, or by a call. */
function crossing(view: GraphView, from: PlacedZone, to: PlacedZone, occurring: Set<Occurring>): string[] {
  const start = from.spots.at(-1);
  const end = to.spots[0];
  const { entry } = to.zone;
  if (!start || !end || !entry) return [];
  const bottom = from.y + from.height;
  const left = ZONE.x - AROUND;
  if (entry.kind !== 'stored') return [around(start, end, bottom + BETWEEN.line / 2, left, entry.carrier, 'value')];
  occurring.add('store');
  const store = { x: start.x, y: bottom + 30 };
  const x = start.x + PROCESS.width / 2;
  const row = store.y + STORE.height / 2;
  const out = [
    { x: store.x, y: row },
    { x: left, y: row },
    { x: left, y: middle(end) },
    { x: end.x - NUMBER, y: middle(end) },
  ];
  return [
    lineMarkup(
      [
        { x, y: start.y + PROCESS.height },
        { x, y: store.y },
      ],
      'value',
    ),
    storeMarkup('Stored data', `attribute ${entry.carrier}`, 'participant', store.x, store.y),
    lineMarkup(out, 'value'),
    lineLabel(entry.carrier, (store.x + left) / 2, row + 4, 'value', 160),
    controlBetween(view, from, to, occurring),
  ];
}

/** Control may go the same way without the value. */
function controlBetween({ links }: GraphView, from: PlacedZone, to: PlacedZone, occurring: Set<Occurring>): string {
  const inside = new Set(from.zone.flow.containers.flatMap(({ body }) => body.map(({ id }) => id)));
  const link = links.find((one) => one.kind !== 'stored-value' && one.to === to.zone.flow.id && inside.has(one.from));
  if (!link) return '';
  occurring.add('control');
  const x = ZONE.x + 60;
  const top = from.y + from.height;
  const line = lineMarkup(
    [
      { x, y: top },
      { x, y: to.y },
    ],
    'control',
  );
  return line + lineLabel(`${link.kind}, no data`, x + 50, top + 24, 'control', 90);
}

function sourceMarkup({ source }: SheetPlan, zone: PlacedZone | undefined, occurring: Set<Occurring>): string {
  const first = zone?.spots[0];
  if (!source || !first) return '';
  occurring.add(source.shape);
  const start = { x: LEFT + OUTSIDE.width, y: middle(first) };
  const line = lineMarkup([start, { x: first.x - NUMBER, y: start.y }], 'value');
  const label = lineLabel(source.data, LEFT + OUTSIDE.width / 2, first.y + OUTSIDE.height + 20, 'value', OUTSIDE.width);
  return line + outsideMarkup(source, LEFT, first.y) + label;
}

/** The finding stands where the value leaves the flow. */
function sinkMarkup({ sink }: SheetPlan, zone: PlacedZone | undefined, occurring: Set<Occurring>): string {
  const last = zone?.spots.at(-1);
  if (!sink || !last) return '';
  occurring.add('leak').add('finding').add(sink.shape);
  const y = middle(last);
  const line = lineMarkup(
    [
      { x: last.x + PROCESS.width, y },
      { x: RIGHT, y },
    ],
    'leak',
  );
  const label = lineLabel(sink.data, RIGHT + OUTSIDE.width / 2, last.y - 8, 'leak', OUTSIDE.width);
  return line + diamond('F1', ZONE.x + ZONE.width, y) + outsideMarkup(sink, RIGHT, last.y) + label;
}
