import { containerOf } from '../graph/control-graph.js';
import { EMPTY, type SetId } from './atoms.js';
import type { Engine, Row } from './engine.js';
import type { Entries } from './entries.js';
import type { ChannelWrite, FlowProgram, SinkSite } from './program.js';

/** What arrives at the sinks of one action, or in one channel. */
export interface Arrival {
  readonly flow: number;
  readonly container: number;
  readonly sinks: readonly SinkSite[];
  readonly channel: ChannelWrite | undefined;
  /** One set per sink, in document order; a single one for a channel. Sources and channels only. */
  readonly sets: readonly SetId[];
  /** The same in terms of what the container was entered with. */
  readonly own: readonly SetId[];
}

/** Collects what arrives at every sink and in every channel. */
export function collectArrivals(engine: Engine, entries: Entries): Arrival[] {
  return engine.programs.flatMap((program) => arrivalsIn(engine, entries, program));
}

function arrivalsIn(engine: Engine, entries: Entries, program: FlowProgram): Arrival[] {
  const { index, flow, code, anyTimeSinks } = program;
  const found: Arrival[] = [];
  const add = (container: number, own: readonly SetId[], sinks: readonly SinkSite[], channel?: ChannelWrite) => {
    if (own.every((set) => set === EMPTY)) return;
    const sets = own.map((set) => entries.resolve(index, container, set));
    if (sets.some((set) => set !== EMPTY)) found.push({ flow: index, container, sinks, channel, sets, own });
  };
  const everywhere: (Row | undefined)[] = [];
  engine.rowsIn[index]!.forEach((row, node) => {
    if (!row) return;
    const container = containerOf(flow, node);
    if (anyTimeSinks.length > 0) {
      const known = everywhere[container];
      everywhere[container] = known ? engine.joinRows(known, row) : row;
    }
    const { sinks, channels } = code[node] ?? NO_CODE;
    if (sinks.length > 0)
      add(
        container,
        sinks.map((sink) => arrivingAt(engine, sink, row)),
        sinks,
      );
    for (const channel of channels) add(container, [engine.evaluate(channel.term, row)], [], channel);
  });
  everywhere.forEach((row, container) => {
    if (row)
      add(
        container,
        anyTimeSinks.map((sink) => arrivingAt(engine, sink, row)),
        anyTimeSinks,
      );
  });
  return found;
}

const NO_CODE: { readonly sinks: readonly SinkSite[]; readonly channels: readonly ChannelWrite[] } = {
  sinks: [],
  channels: [],
};

function arrivingAt(engine: Engine, sink: SinkSite, row: Row): SetId {
  return engine.atoms.union(engine.evaluate(sink.term, row), sink.constant);
}
