import { entryNode, errorHandler } from '../graph/control-graph.js';
import { EMPTY, type Origin, type SetId } from './atoms.js';
import type { Engine, Row } from './engine.js';
import type { CallSite, ChannelWrite, FlowProgram, SinkSite } from './program.js';

/** What arrives at the sinks of one action, or in one channel, in one calling context. */
export interface Arrival {
  readonly sinks: readonly SinkSite[];
  readonly channel: ChannelWrite | undefined;
  /** One set per sink, in document order; a single one for a channel. */
  readonly sets: readonly SetId[];
}

interface Caller {
  readonly flow: number;
  readonly container: number;
  readonly call: CallSite;
  readonly row: Row;
}

/**
 * Collects what arrives at every sink and channel, and carries what depends on the caller up the call graph, call by
 * call: a clean call does not inherit the taint of another one.
 */
export function collectArrivals(engine: Engine): Arrival[] {
  const collector = new Collector(engine);
  return collector.collect();
}

class Collector {
  readonly #engine: Engine;
  /** By flow, container and identity of the arrival. */
  readonly #found = new Map<string, Map<string, Arrival>>();
  readonly #callers = new Map<string, Caller[]>();
  readonly #work: { readonly key: string; readonly arrival: Arrival }[] = [];

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  collect(): Arrival[] {
    for (const program of this.#engine.programs) this.#collectFlow(program);
    for (let item = this.#work.pop(); item; item = this.#work.pop()) {
      if (!item.arrival.sets.some((set) => this.#hasEntry(set))) continue;
      for (const caller of this.#callers.get(item.key) ?? []) this.#lift(item.arrival, caller);
    }
    return this.#concrete();
  }

  #collectFlow(program: FlowProgram): void {
    const { index, flow, code } = program;
    const everywhere = new Map<number, Row>();
    const needsEverywhere = program.anyTimeSinks.length > 0 || errorHandler(flow) >= 0;
    this.#engine.rowsIn[index]!.forEach((row, node) => {
      if (!row) return;
      const container =
        node < flow.actions.length ? flow.actions[node]!.container : Math.floor((node - flow.actions.length) / 3);
      if (needsEverywhere) this.#remember(everywhere, container, row);
      const nodeCode = code[node];
      if (!nodeCode) return;
      const key = `${index}:${container}`;
      if (nodeCode.sinks.length > 0) {
        const sets = nodeCode.sinks.map((sink) =>
          this.#engine.atoms.union(this.#engine.evaluate(sink.term, row), sink.constant),
        );
        this.#add(key, { sinks: nodeCode.sinks, channel: undefined, sets });
      }
      for (const channel of nodeCode.channels) {
        this.#add(key, { sinks: [], channel, sets: [this.#engine.evaluate(channel.term, row)] });
      }
      for (const call of nodeCode.calls) this.#addCaller({ flow: index, container, call, row });
    });
    this.#collectErrors(program, everywhere);
  }

  #remember(everywhere: Map<number, Row>, container: number, row: Row): void {
    const known = everywhere.get(container);
    everywhere.set(container, known ? this.#engine.joinRows(known, row) : row);
  }

  /** An error may happen after any action: the handler sees whatever shared variables hold anywhere. Question 14. */
  #collectErrors(program: FlowProgram, everywhere: ReadonlyMap<number, Row>): void {
    const handler = errorHandler(program.flow);
    for (const [container, row] of everywhere) {
      const key = `${program.index}:${container}`;
      if (program.anyTimeSinks.length > 0) {
        const sets = program.anyTimeSinks.map((sink) => this.#engine.evaluate(sink.term, row));
        this.#add(key, { sinks: program.anyTimeSinks, channel: undefined, sets });
      }
      if (handler < 0 || handler === container) continue;
      const { index } = program;
      const call = {
        id: -1,
        flow: index,
        action: -1,
        container,
        calleeFlow: index,
        callee: handler,
        returns: false,
        inputs: [],
        outputs: [],
      };
      this.#addCaller({ flow: index, container, call, row });
    }
  }

  #addCaller(caller: Caller): void {
    const key = `${caller.call.calleeFlow}:${caller.call.callee}`;
    const callers = this.#callers.get(key) ?? [];
    callers.push(caller);
    this.#callers.set(key, callers);
  }

  #add(key: string, arrival: Arrival): void {
    if (arrival.sets.every((set) => set === EMPTY)) return;
    const known = this.#found.get(key) ?? new Map<string, Arrival>();
    this.#found.set(key, known);
    const site = arrival.channel
      ? `c${arrival.channel.channel}@${arrival.channel.flow}:${arrival.channel.place.span.start}`
      : `s${arrival.sinks[0]!.id}`;
    const identity = `${site}|${arrival.sets.join()}`;
    if (known.has(identity)) return;
    known.set(identity, arrival);
    this.#work.push({ key, arrival });
  }

  #lift(arrival: Arrival, { flow, container, call, row }: Caller): void {
    const lookup = this.#engine.environment(call, row);
    const sets = arrival.sets.map((set) => this.#engine.atoms.substitute(set, lookup));
    this.#add(`${flow}:${container}`, { ...arrival, sets });
  }

  #hasEntry(set: SetId): boolean {
    const { atoms } = this.#engine;
    return atoms.atomsOf(set).some((atom) => atoms.baseKind(atom) === 'entry');
  }

  /** At the roots what a cell held at entry is what it starts with; elsewhere the callers have said it. */
  #concrete(): Arrival[] {
    const { programs, context, atoms } = this.#engine;
    const roots = new Set(programs.flatMap(({ index, graph }) => graph.roots.map((root) => `${index}:${root}`)));
    const result = new Map<string, Arrival>();
    for (const [key, arrivals] of this.#found) {
      const isRoot = roots.has(key);
      const lookup = (origin: Origin) =>
        origin.kind === 'entry' ? (isRoot ? context.cells[origin.cell]!.initial : EMPTY) : undefined;
      for (const arrival of arrivals.values()) {
        const sets = arrival.sets.map((set) => atoms.substitute(set, lookup));
        if (sets.every((set) => set === EMPTY)) continue;
        const site = arrival.channel
          ? `c${arrival.channel.flow}:${arrival.channel.place.span.start}`
          : `s${arrival.sinks[0]!.id}`;
        result.set(`${site}|${sets.join()}`, { ...arrival, sets });
      }
    }
    return [...result.values()];
  }
}

/** Node of a container's entry, for callers that only know the container. */
export function entryOf(program: FlowProgram, container: number): number {
  return entryNode(program.flow, container);
}
