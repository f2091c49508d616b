import { classifyName } from '../catalog/names.js';
import { actionAt } from '../graph/action-at.js';
import type { ControlGraph } from '../graph/control-graph.js';
import { variableKey } from '../model/expression.js';
import type { Place } from '../model/finding.js';
import type { Flow } from '../model/flow.js';
import type { Span } from '../text/span.js';
import { AtomTable, EMPTY, type PropertySite } from './atoms.js';
import type { PendingCall } from './compile-call.js';
import type { CallSite, Cell, ChannelWrite, SinkSite } from './program.js';

/** A flow with its graph, as the workspace hands it over. */
export interface FlowUnit {
  readonly flow: Flow;
  readonly graph: ControlGraph;
}

/** What is shared while the flows of one workspace are compiled. */
export class TaintContext {
  readonly atoms = new AtomTable();
  readonly units: readonly FlowUnit[];
  readonly cells: Cell[] = [];
  readonly sinks: SinkSite[] = [];
  readonly calls: CallSite[] = [];
  readonly channelsWritten: ChannelWrite[] = [];
  readonly pendingCalls: PendingCall[] = [];
  /** By flow. */
  readonly scopes: Scope[] = [];
  readonly propertySites: PropertySite[] = [];
  readonly channelNames: string[] = [];
  readonly #channels = new Map<string, number>();
  /** Channels that something reachable writes to. */
  readonly #fed = new Set<number>();
  #callsByCallee: Map<string, CallSite[]> | undefined;
  #writesByChannel: Map<number, ChannelWrite[]> | undefined;
  readonly #flowByName = new Map<string, number>();

  constructor(units: readonly FlowUnit[]) {
    this.units = units;
    units.forEach(({ flow }, index) => {
      const key = flowKey(flow.type, flow.name);
      if (flow.name !== '' && !this.#flowByName.has(key)) this.#flowByName.set(key, index);
    });
  }

  /** Index of a flow in the workspace by name and one of the types; -1 when it is not there. */
  findFlow(name: string, types: readonly string[]): number {
    for (const type of types) {
      const found = this.#flowByName.get(flowKey(type, name));
      if (found !== undefined) return found;
    }
    return -1;
  }

  channel(name: string): number {
    const known = this.#channels.get(name);
    if (known !== undefined) return known;
    this.channelNames.push(name);
    this.#channels.set(name, this.channelNames.length - 1);
    return this.channelNames.length - 1;
  }

  markFed(channel: number): void {
    this.#fed.add(channel);
  }

  isFed(channel: number): boolean {
    return this.#fed.has(channel);
  }

  /** Calls of one container, from anywhere in the workspace. Ask when all flows are compiled. */
  callsTo(flow: number, container: number): readonly CallSite[] {
    this.#callsByCallee ??= groupBy(this.calls, (call) => `${call.calleeFlow}:${call.callee}`);
    return this.#callsByCallee.get(`${flow}:${container}`) ?? [];
  }

  channelWrites(channel: number): readonly ChannelWrite[] {
    this.#writesByChannel ??= groupBy(this.channelsWritten, (write) => write.channel);
    return this.#writesByChannel.get(channel) ?? [];
  }

  /** The flow and the innermost action that a place stands in; action -1 when it stands in none. */
  ownerOf({ uri, span }: Place): { readonly flow: number; readonly action: number } {
    const flow = this.units.findIndex((unit) => unit.flow.uri === uri);
    return { flow, action: flow < 0 ? -1 : actionAt(this.units[flow]!.flow, span) };
  }

  addCell(cell: Omit<Cell, 'id' | 'isParameter' | 'hasWrite' | 'isTracked' | 'row' | 'initial'>): Cell {
    const { name, container, variable, isSecure, place } = cell;
    const added: Cell = {
      id: this.cells.length,
      name,
      container,
      variable,
      isSecure,
      place,
      isParameter: false,
      hasWrite: false,
      isTracked: false,
      row: -1,
      initial: EMPTY,
    };
    this.cells.push(added);
    return added;
  }

  propertySite(uri: string, name: string, span: Span): PropertySite {
    const site = { id: this.propertySites.length, labels: classifyName(name).labels, name, place: { uri, span } };
    this.propertySites.push(site);
    return site;
  }
}

function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const group = groups.get(keyOf(value));
    if (group) group.push(value);
    else groups.set(keyOf(value), [value]);
  }
  return groups;
}

function flowKey(type: string, name: string): string {
  return `${type}\n${name}`;
}

/** Finds the cells of one flow by variable name; creates cells for names that are declared nowhere. */
export class Scope {
  readonly #context: TaintContext;
  readonly #uri: string;
  readonly #shared = new Map<string, Cell>();
  readonly #local: Map<string, Cell>[];
  readonly cells: Cell[] = [];
  /** Inputs under the names that callers know them by: p1, p2, ... */
  readonly #byPosition = new Map<string, Cell>();
  #result: Cell | undefined;
  /** Properties that are written by themselves, by the variable's key. Empty where a format does not tell them apart. */
  readonly #parts = new Map<string, Cell[]>();

  constructor(context: TaintContext, flow: Flow) {
    this.#context = context;
    this.#uri = flow.uri;
    this.#local = flow.containers.map(() => new Map<string, Cell>());
    for (const variable of flow.variables) {
      const place = { uri: flow.uri, span: variable.nameSpan };
      const { container, isSecure, name } = variable;
      const map = container < 0 ? this.#shared : this.#local[container]!;
      if (!map.has(variableKey(name))) {
        map.set(variableKey(name), this.#add({ name, container, variable, isSecure, place }));
      }
    }
    flow.parameters?.forEach((name, at) => {
      const cell = this.#shared.get(variableKey(name));
      if (cell) this.#byPosition.set(`p${at + 1}`, cell);
    });
  }

  /** Whether any variable is written part by part. */
  get hasParts(): boolean {
    return this.#parts.size > 0;
  }

  /** What of a variable is written by itself. */
  partsOf(name: string): readonly Cell[] {
    return this.#parts.get(variableKey(name)) ?? NO_CELLS;
  }

  /** Every script names its parts before it is compiled, so that a variable that is read as a whole has them all. */
  addPart(name: string, part: string, span: Span): void {
    const whole = variableKey(name);
    const key = partKey(name, part);
    if (this.#shared.has(key) || !this.#shared.has(whole)) return;
    const place = { uri: this.#uri, span };
    const cell = this.#add({ name: `${name}.${part}`, container: -1, variable: undefined, isSecure: false, place });
    this.#shared.set(key, cell);
    const parts = this.#parts.get(whole);
    if (parts) parts.push(cell);
    else this.#parts.set(whole, [cell]);
  }

  part(name: string, part: string): Cell | undefined {
    return this.#shared.get(partKey(name, part));
  }

  /** What the flow gives back, where that is a value and not a variable. */
  get result(): Cell | undefined {
    return this.#result;
  }

  /** The same, made by whatever gives something back. */
  resultAt(span: Span): Cell {
    this.#result ??= this.#add({
      name: 'the returned value',
      container: -1,
      variable: undefined,
      isSecure: false,
      place: { uri: this.#uri, span },
    });
    this.#shared.set(RESULT, this.#result);
    return this.#result;
  }

  get flowCells(): Cell[] {
    return [...this.#shared.values()];
  }

  localCells(container: number): Cell[] {
    return [...(this.#local[container]?.values() ?? [])];
  }

  /** The cell that a name means inside a container; undefined for names that were not seen before. */
  known(name: string, container: number): Cell | undefined {
    const key = variableKey(name);
    return this.#local[container]?.get(key) ?? this.#shared.get(key);
  }

  /** The cell of a name, made when there is none yet; undefined for built-ins. */
  find(name: string, container: number, span: Span): Cell | undefined {
    return this.known(name, container) ?? this.#make(name, container, span);
  }

  /** The variable that a callee declares (or uses) under a name, its own before those of its flow. */
  parameter(name: string, container: number, isLocal: boolean): Cell | undefined {
    const key = variableKey(name);
    if (isLocal) return this.#local[container]?.get(key);
    return this.#shared.get(key) ?? this.#byPosition.get(key) ?? this.#local[container]?.get(key);
  }

  #make(name: string, container: number, span: Span): Cell | undefined {
    const key = variableKey(name);
    const scope = key.slice(0, Math.max(0, key.indexOf('.')));
    const kind = SCOPES.get(scope);
    if (kind === undefined && !WRITABLE_BUILT_INS.has(key)) return undefined;
    const isLocal = kind === 'local' && container >= 0;
    const place = { uri: this.#uri, span };
    const cell = this.#add({
      name,
      container: isLocal ? container : -1,
      variable: undefined,
      isSecure: scope === 'secure',
      place,
    });
    (isLocal ? this.#local[container]! : this.#shared).set(key, cell);
    return cell;
  }

  #add(cell: Parameters<TaintContext['addCell']>[0]): Cell {
    const added = this.#context.addCell(cell);
    this.cells.push(added);
    return added;
  }
}

const NO_CELLS: readonly Cell[] = [];

function partKey(name: string, part: string): string {
  return variableKey(`${name}.${part}`);
}

/** No variable is called like that. */
const RESULT = '\n';

/** Scopes whose variables authors write; everything else is built in and read-only. builtins.json, `scopes`. */
const SCOPES: ReadonlyMap<string, 'shared' | 'local'> = new Map([
  ['flow', 'shared'],
  ['task', 'local'],
  ['state', 'local'],
  ['slot', 'shared'],
  ['common', 'shared'],
  ['bot', 'shared'],
  ['workflow', 'shared'],
  ['secure', 'shared'],
]);

/** Built-ins that carry what the flow itself took in. architect.md 8.8. */
const WRITABLE_BUILT_INS: ReadonlySet<string> = new Set(['session.lastcollectionutterance']);
