import type {
  ActionView,
  ContainerView,
  FlowView,
  GraphView,
  NodeId,
  PathView,
  StepView,
} from '../../server/core/ide/graph-view/graph-view.js';
import { eachAction } from '../layout/board.js';
import type { ShapeName } from './shapes.js';

/** What takes part in a data-flow diagram of one value; nothing here knows where it is drawn. */
export interface SheetPlan {
  readonly path: PathView;
  /** Flows in the order in which the value comes through them; one that it comes back to stands twice. */
  readonly zones: readonly Zone[];
  /** Where the value comes from, when that is outside of the flows. */
  readonly source: Outside | undefined;
  readonly sink: Outside | undefined;
  /** Flows or steps that there is no room for. */
  readonly leftOut: readonly string[];
}

export interface Zone {
  readonly flow: FlowView;
  readonly processes: readonly Process[];
  /** How the value came in from the zone before. */
  readonly entry: Carried | undefined;
}

/** An action, or a task that takes the value in, with the numbers of its steps. */
export interface Process {
  readonly title: string;
  readonly detail: string;
  readonly icon: ShapeName;
  readonly steps: readonly number[];
  readonly hasKey: boolean;
  /** What carries the value to it from the process before. */
  readonly carrier: string;
}

export interface Carried {
  readonly kind: 'stored' | 'call' | 'control';
  readonly carrier: string;
}

/** Who gives or gets the value outside of the flows: systems and people are squares, stores have two lines. */
export interface Outside {
  readonly shape: 'entity' | 'store';
  readonly title: string;
  readonly detail: string;
  readonly icon: ShapeName;
  /** What passes. */
  readonly data: string;
}

/** What fits on a sheet: three zones with one row each, or fewer with two rows; three processes in a row. */
const MOST_ZONES = 3;
export const IN_ROW = 3;

interface Spot {
  readonly flow: FlowView;
  readonly container?: ContainerView;
  readonly action?: ActionView;
}

export function planSheet(view: GraphView, path: PathView): SheetPlan {
  const spots = spotsOf(view);
  const leftOut: string[] = [];
  const all = zonesOf(path, spots);
  const kept = all.length <= MOST_ZONES ? all : [...all.slice(0, MOST_ZONES - 1), all.at(-1)!];
  if (kept.length < all.length) leftOut.push(`${all.length - kept.length} flows in between`);
  const room = kept.length === MOST_ZONES ? IN_ROW : IN_ROW * 2;
  const zones = kept.map((zone) => shortened(zone, room, leftOut));
  const first = path.steps[0] && spots.get(path.steps[0].node);
  const last = path.steps.at(-1) && spots.get(path.steps.at(-1)!.node);
  return { path, zones, leftOut, source: sourceOf(path, first), sink: sinkOf(view, path, last) };
}

function spotsOf({ flows }: GraphView): ReadonlyMap<NodeId, Spot> {
  const spots = new Map<NodeId, Spot>();
  for (const flow of flows) {
    spots.set(flow.id, { flow });
    for (const container of flow.containers) {
      spots.set(container.id, { flow, container });
      eachAction(container.body, (action) => {
        spots.set(action.id, { flow, container, action });
      });
    }
  }
  return spots;
}

interface Building {
  readonly flow: FlowView;
  readonly entry: Carried | undefined;
  readonly processes: { node: NodeId; process: Process }[];
}

/** Steps at one node that follow each other are one process. */
function zonesOf({ steps }: PathView, spots: ReadonlyMap<NodeId, Spot>): Zone[] {
  const zones: Building[] = [];
  for (const [index, step] of steps.entries()) {
    const spot = spots.get(step.node);
    if (!spot) continue;
    let zone = zones.at(-1);
    if (!zone || zone.flow !== spot.flow) {
      zone = { flow: spot.flow, processes: [], entry: zones.length === 0 ? undefined : carriedBy(step) };
      zones.push(zone);
    }
    const last = zone.processes.at(-1);
    if (last && last.node === step.node) last.process = { ...last.process, steps: [...last.process.steps, index + 1] };
    else zone.processes.push({ node: step.node, process: processOf(spot, step, index + 1) });
  }
  return zones.map(({ flow, entry, processes }) => ({
    flow,
    entry,
    processes: processes.map(({ process }) => process),
  }));
}

function carriedBy({ hop, code }: StepView): Carried {
  if (hop && hop.kind !== 'control') return { kind: hop.kind, carrier: hop.carrier };
  return { kind: 'control', carrier: code ? code.text.slice(code.start, code.end) : '' };
}

function processOf({ flow, container, action }: Spot, step: StepView, number: number): Process {
  const carrier = step.hop && step.hop.kind !== 'control' ? step.hop.carrier : carriedBy(step).carrier;
  const common = { steps: [number], carrier };
  if (action) {
    const { title, kind, icon, key } = action;
    return { ...common, title, detail: kind === title ? action.summary : kind, icon, hasKey: key?.isOwn === true };
  }
  if (container) return { ...common, title: container.name, detail: step.title, icon: 'task', hasKey: false };
  return { ...common, title: flow.name, detail: step.title, icon: 'flow', hasKey: false };
}

/** The beginning and the end of a long zone; what lies between only passes the value on. */
function shortened(zone: Zone, room: number, leftOut: string[]): Zone {
  const { processes } = zone;
  if (processes.length <= room) return zone;
  const before = room - 2;
  const between = processes.slice(before, -1);
  const steps = between.flatMap((process) => process.steps);
  leftOut.push(`what steps ${steps[0]} to ${steps.at(-1)} do one by one`);
  const folded: Process = {
    title: `${steps.length} steps`,
    detail: 'pass the value on',
    icon: 'plus',
    steps,
    hasKey: false,
    carrier: between[0]!.carrier,
  };
  return { ...zone, processes: [...processes.slice(0, before), folded, processes.at(-1)!] };
}

function sourceOf({ label }: PathView, spot: Spot | undefined): Outside | undefined {
  const action = spot?.action;
  switch (action?.icon) {
    case 'collects':
      return { shape: 'entity', title: personOf(spot!.flow), detail: 'outside the flows', icon: 'phone', data: label };
    case 'data-action':
    case 'secure-action':
      return {
        shape: 'entity',
        title: systemOf(action),
        detail: 'outside the flows',
        icon: 'data-action',
        data: label,
      };
    case 'participant':
      return { shape: 'store', title: 'Participant data', detail: action.summary, icon: 'participant', data: label };
    case 'looks-up':
      return { shape: 'store', title: 'Data table', detail: action.summary, icon: 'looks-up', data: label };
    default:
      return undefined;
  }
}

/** 'data action · Charge' names the system; else the action itself does. */
function systemOf({ summary, title }: ActionView): string {
  const at = summary.indexOf('\u00b7');
  return at < 0 ? title : summary.slice(at + 1).trim();
}

function personOf({ kind }: FlowView): string {
  return /call|voice|bot|module/.test(kind) ? 'Caller' : 'Customer';
}

function sinkOf({ findings }: GraphView, { finding, label }: PathView, spot: Spot | undefined): Outside | undefined {
  const { sink } = findings[finding] ?? {};
  if (sink === undefined || !spot) return undefined;
  const outside = 'outside the flows';
  const square = (title: string, icon: ShapeName, detail = outside): Outside => ({
    shape: 'entity',
    title,
    detail,
    icon,
    data: label,
  });
  const store = (title: string, icon: ShapeName): Outside => ({
    shape: 'store',
    title,
    detail: spot.action?.summary ?? '',
    icon,
    data: label,
  });
  switch (sink) {
    case 'data action':
      return square(spot.action ? systemOf(spot.action) : 'Data action', 'data-action', 'plain data action');
    case 'text-to-speech':
    case 'message':
      return square(personOf(spot.flow), 'phone', sink === 'message' ? 'reads it' : 'hears it');
    case 'whisper':
    case 'screen pop':
      return square('Agent', 'screen-pop', sink === 'whisper' ? 'hears it' : 'sees it');
    case 'bot':
      return square('Bot', 'bot');
    case 'participant data':
      return store('Participant data', 'participant');
    case 'log':
      return store('Log', 'looks-up');
    case 'external contact':
    case 'workitem':
    case 'callback':
      return store(sink.charAt(0).toUpperCase() + sink.slice(1), 'participant');
    default:
      return square(sink.charAt(0).toUpperCase() + sink.slice(1), 'transfers');
  }
}
