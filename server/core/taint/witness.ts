import { containerOf, entryNode, errorHandler, leaveNode, returnNode } from '../graph/control-graph.js';
import type { Place } from '../model/finding.js';
import type { AtomId, SetId } from './atoms.js';
import { channelWords } from './channel-words.js';
import type { Engine } from './engine.js';
import type { Hit } from './leaks.js';
import { predecessorsOf } from './predecessors.js';
import type { CallSite, Cell, ChannelWrite, FlowProgram, SinkSite } from './program.js';
import { sinkVerb } from './sink-words.js';
import type { Source } from './sources.js';
import type { Term } from './terms.js';
import type { StepKind, TraceStep } from './trace-step.js';

/** The chain of calls that was gone down; going up again has to leave by the same call. */
interface Stack {
  readonly id: number;
  readonly call: CallSite;
  readonly below: Stack | undefined;
  readonly depth: number;
}

/** "Just before write `write` of this node (or before the node, at 0), the cell holds the value." */
interface Point {
  readonly flow: number;
  readonly node: number;
  /** Writes of the node that have happened, on the way to `output`. */
  readonly write: number;
  readonly output: string;
  readonly cell: Cell;
  readonly stack: Stack | undefined;
  /** What was done behind this point, towards the sink. */
  readonly step: TraceStep | undefined;
  readonly behind: Point | undefined;
}

/** What carries a value into a flow that control is transferred to. */
export const INVOCATION = 'invocation data';
const STACK_LIMIT = 16;
/** Points looked at for one trace; enough for any real flow, so that a monstrous one costs bounded time. */
const POINT_LIMIT = 5_000;
/** Above the numbers of outputs, writes of a node and cells that one key has to tell apart. */
const KEY_OUTPUTS = 64;
const KEY_WRITES = 128;

/** The shortest way from the source to the sink: fewest copies, calls and hand-overs. */
export function findTrace(engine: Engine, hit: Hit): TraceStep[] {
  const { source, sink } = hit;
  const { flow } = engine.programs[sink.flow]!;
  const last: TraceStep = {
    kind: 'sink',
    place: sink.place,
    message: sinkVerb(sink, flow),
    flow: sink.flow,
    action: sink.action,
    carrier: sink.name,
  };
  // In a knot of tasks that call each other, chains of calls are endless: then any caller will do on the way up.
  const found = new Search(engine, source, STACK_LIMIT).run(sink) ?? new Search(engine, source, 0).run(sink);
  return [...(found ?? [firstStep(engine, source)]), last];
}

function firstStep(engine: Engine, source: Source): TraceStep {
  const { place, message, name } = source;
  return { kind: 'source', place, message, ...engine.context.ownerOf(place), carrier: name };
}

class Search {
  readonly #engine: Engine;
  readonly #source: Source;
  readonly #stackLimit: number;
  /** By stack: keys of the points that were reached with it. */
  readonly #seen = new Map<number, Set<number>>();
  readonly #outputs = new Map<string, number>();
  readonly #holds = new Map<SetId, boolean>();
  readonly #stacks = new Map<string, Stack>();
  #now: Point[] = [];
  #later: Point[] = [];
  #found: TraceStep[] | undefined;

  constructor(engine: Engine, source: Source, stackLimit: number) {
    this.#engine = engine;
    this.#source = source;
    this.#stackLimit = stackLimit;
  }

  /** The steps in front of the sink; undefined when the way is too long to be found. */
  run(sink: SinkSite): TraceStep[] | undefined {
    if (this.#holdsSource(sink.constant)) return [firstStep(this.#engine, this.#source)];
    const program = this.#engine.programs[sink.flow]!;
    for (const node of nodesOf(program, sink)) {
      this.#reads(sink.term, { flow: sink.flow, node, write: 0, output: '', stack: undefined }, undefined, undefined);
    }
    let budget = POINT_LIMIT;
    while (!this.#found && this.#later.length > 0) {
      this.#now = this.#later;
      this.#later = [];
      for (let point = this.#now.pop(); point && !this.#found; point = this.#now.pop()) {
        if (budget-- <= 0) return undefined;
        this.#expand(point);
      }
    }
    return this.#found;
  }

  /** Goes on with every variable that an expression reads; a property read here may be the source itself. */
  #reads(
    term: Term,
    at: Omit<Point, 'cell' | 'step' | 'behind'>,
    step: TraceStep | undefined,
    behind: Point | undefined,
  ): void {
    if (term.kind !== 'read') {
      for (const part of term.parts) this.#reads(part, at, step, behind);
      return;
    }
    const isBirth = term.sites.some(({ place }) => samePlace(place, this.#source.place));
    if (isBirth) {
      this.#finish(step, behind);
      return;
    }
    const cell = this.#engine.context.cells[term.cell]!;
    if (cell.row >= 0) this.#push(this.#later, { ...at, cell, step, behind });
  }

  #push(list: Point[], point: Point): void {
    if (this.#found || !this.#isPossible(point)) return;
    const stack = point.stack?.id ?? 0;
    const seen = this.#seen.get(stack) ?? new Set<number>();
    this.#seen.set(stack, seen);
    const key = this.#keyOf(point);
    if (seen.has(key)) return;
    seen.add(key);
    list.push(point);
  }

  #keyOf({ flow, node, write, output, cell }: Point): number {
    const number = this.#outputs.get(output) ?? this.#outputs.size % KEY_OUTPUTS;
    this.#outputs.set(output, number);
    const place = this.#engine.firstNode[flow]! + node;
    return (
      ((place * this.#engine.context.cells.length + cell.id) * KEY_WRITES + (write % KEY_WRITES)) * KEY_OUTPUTS + number
    );
  }

  #isPossible({ flow, node, write, cell }: Point): boolean {
    const row = this.#engine.rowsIn[flow]![node];
    return row !== undefined && (write > 0 || this.#mayHoldSource(row[cell.row]!));
  }

  #expand(point: Point): void {
    const program = this.#engine.programs[point.flow]!;
    const writes = program.code[point.node]?.writes ?? [];
    for (let i = Math.min(point.write, writes.length) - 1; i >= 0; i--) {
      const write = writes[i]!;
      if (write.cell !== point.cell.id || (write.on !== 'always' && write.on !== point.output)) continue;
      this.#written(point, i);
      if (!write.isPartial) return;
    }
    if (point.write > 0) {
      this.#throughCalls(point, program);
      return;
    }
    if (point.node === entryNode(program.flow, containerOf(program.flow, point.node))) this.#enter(point, program);
    const edges = predecessorsOf(program.graph);
    for (let edge = edges.first[point.node]!; edge < edges.first[point.node + 1]!; edge++) {
      const from = edges.from[edge]!;
      if (this.#engine.rowsIn[point.flow]![from] === undefined) continue;
      const count = program.code[from]?.writes.length ?? 0;
      const hasCalls = (program.code[from]?.calls.length ?? 0) > 0;
      // Behind the node's writes and calls; one more than the writes makes the next expansion look at both.
      const write = count === 0 && !hasCalls ? 0 : count + 1;
      this.#push(this.#now, { ...point, node: from, output: edges.output[edge]!, write });
    }
  }

  #written(point: Point, index: number): void {
    const program = this.#engine.programs[point.flow]!;
    const write = program.code[point.node]!.writes[index]!;
    if (this.#holdsSource(write.constant)) {
      this.#finish(point.step, point.behind ?? point);
      return;
    }
    const action = program.flow.actions[write.action]!;
    const verb = action.kind === 'extractSecureData' ? 'extracted to' : 'copied to';
    const message = `${verb} ${point.cell.name} by "${action.name || action.kind}"`;
    const step = this.#step('copy', write.place, message, point, write.action);
    this.#channels(write.constant, point);
    const at = { flow: point.flow, node: point.node, write: index, output: point.output, stack: point.stack };
    this.#reads(write.term, index === 0 ? { ...at, write: 0 } : at, step, point);
  }

  /** The cell was not written by the node itself: it came back from a call, or was there before. */
  #throughCalls(point: Point, program: FlowProgram): void {
    const calls = program.code[point.node]?.calls.filter(({ returns }) => returns) ?? [];
    const before = { ...point, write: 0, output: '' };
    for (const call of calls) {
      const result = call.outputs.find(({ to }) => to === point.cell.id);
      const callee = this.#engine.programs[call.calleeFlow]!;
      const isShared = call.calleeFlow === call.flow && point.cell.container < 0;
      if (!result && !isShared) continue;
      const cell = result ? this.#engine.context.cells[result.from]! : point.cell;
      const stack = this.#enterStack(point.stack, call);
      if (cell.row < 0 || !stack) continue;
      const { actions } = program.flow;
      const action = actions[call.action]!;
      const step = result
        ? this.#step(
            'result',
            result.place,
            `given back in ${point.cell.name} by "${action.name || action.kind}"`,
            point,
            call.action,
          )
        : point.step;
      const behind = result ? point : point.behind;
      const exits = [returnNode(callee.flow, call.callee)];
      if (call.calleeFlow !== call.flow)
        for (const { index } of callee.flow.containers) exits.push(leaveNode(callee.flow, index));
      for (const node of exits) {
        this.#push(result ? this.#later : this.#now, {
          flow: call.calleeFlow,
          node,
          write: 0,
          output: '',
          cell,
          stack,
          step,
          behind,
        });
      }
      if (result || isShared) return;
    }
    this.#push(this.#now, before);
  }

  /** At a container's entry: what callers pass, what shared variables held before, or how the flow starts. */
  #enter(point: Point, program: FlowProgram): void {
    const container = containerOf(program.flow, point.node);
    const { cell, stack } = point;
    if (!cell.isParameter && this.#holdsSource(cell.initial)) {
      this.#finish(point.step, point.behind ?? point);
      return;
    }
    this.#channels(cell.initial, point);
    const callers = stack ? [stack.call] : this.#engine.context.callsTo(program.index, container);
    for (const call of callers) this.#leaveTo(call, point);
    if (!stack && errorHandler(program.flow) === container && cell.container < 0) {
      this.#engine.rowsIn[point.flow]!.forEach((row, node) => {
        if (row) this.#push(this.#now, { ...point, node, write: 0, output: '' });
      });
    }
  }

  #leaveTo(call: CallSite, point: Point): void {
    const below = point.stack?.below;
    const at = { flow: call.flow, node: call.action, write: 0, output: '', stack: below };
    const input = call.inputs.find(({ cell }) => cell === point.cell.id);
    if (input) {
      const called = this.#engine.programs[call.calleeFlow]!.flow;
      const to = call.calleeFlow === call.flow ? called.containers[call.callee]!.name : called.name;
      const message = `passed to "${to}" as ${point.cell.name}`;
      const callee = { flow: call.calleeFlow, container: call.callee };
      const carrier = point.cell.name;
      const { flow, action } = call;
      this.#reads(
        input.term,
        at,
        { kind: 'argument', place: input.place, message, flow, action, carrier, callee },
        point,
      );
    } else if (call.calleeFlow === call.flow && point.cell.container < 0) {
      this.#push(this.#now, { ...point, ...at });
    }
  }

  /** The value was read from a channel: it was put there by one of the channel's writers. */
  #channels(set: SetId, point: Point): void {
    const { atoms, context, programs } = this.#engine;
    for (const atom of atoms.atomsOf(set)) {
      const channel = this.#channelOf(atom);
      if (channel === undefined) continue;
      for (const write of context.channelWrites(channel))
        this.#fromChannel(write, channel, point, programs[write.flow]!);
    }
  }

  #fromChannel(write: ChannelWrite, channel: number, point: Point, program: FlowProgram): void {
    if (this.#engine.rowsIn[write.flow]![write.action] === undefined) return;
    const [kind, ...rest] = this.#engine.context.channelNames[channel]!.split(' ');
    const name = rest.join(' ');
    const { stored, got } = channelWords(kind!, name);
    const owner = this.#engine.context.ownerOf(point.cell.place);
    const place = this.#placeOfRead(point);
    const reader: Point = {
      ...point,
      step: this.#step(
        'read',
        place,
        got,
        point,
        point.node < this.#engine.programs[point.flow]!.flow.actions.length ? point.node : owner.action,
      ),
      behind: point,
    };
    const action = program.flow.actions[write.action]!;
    const step: TraceStep = {
      kind: 'store',
      place: write.place,
      message: `${stored} by "${action.name || action.kind}"`,
      flow: write.flow,
      action: write.action,
      carrier: kind === 'attribute' ? name : INVOCATION,
    };
    this.#reads(
      write.term,
      { flow: write.flow, node: write.action, write: 0, output: '', stack: undefined },
      step,
      reader,
    );
  }

  #placeOfRead(point: Point): Place {
    const program = this.#engine.programs[point.flow]!;
    const write = program.code[point.node]?.writes.find(({ cell }) => cell === point.cell.id);
    return write?.place ?? point.cell.place;
  }

  #channelOf(atom: AtomId): number | undefined {
    const origin = this.#engine.atoms.origin(atom);
    return origin.kind === 'channel' ? origin.channel : undefined;
  }

  #finish(step: TraceStep | undefined, behind: Point | undefined): void {
    if (this.#found) return;
    const steps = [firstStep(this.#engine, this.#source)];
    if (step) steps.push(step);
    const seen = new Set(steps);
    for (let at = behind; at; at = at.behind) {
      if (at.step && !seen.has(at.step)) {
        seen.add(at.step);
        steps.push(at.step);
      }
    }
    this.#found = steps;
  }

  #step(kind: StepKind, place: Place, message: string, { flow, cell }: Point, action: number): TraceStep {
    return { kind, place, message, flow, action, carrier: cell.name };
  }

  #holdsSource(set: SetId): boolean {
    const { atoms } = this.#engine;
    return atoms.atomsOf(set).some((atom) => {
      const origin = atoms.origin(atom);
      return origin.kind === 'source' && origin.source.id === this.#source.id;
    });
  }

  /** The source itself, or something that stands for what a caller, a channel or an outside value brings. */
  #mayHoldSource(set: SetId): boolean {
    let answer = this.#holds.get(set);
    if (answer === undefined) {
      const { atoms } = this.#engine;
      answer = atoms.atomsOf(set).some((atom) => {
        const origin = atoms.origin(atom);
        return origin.kind !== 'source' || origin.source.id === this.#source.id;
      });
      this.#holds.set(set, answer);
    }
    return answer;
  }

  #enterStack(below: Stack | undefined, call: CallSite): Stack | undefined {
    if ((below?.depth ?? 0) >= this.#stackLimit) return undefined;
    const key = `${below?.id ?? 0}:${call.id}`;
    const known = this.#stacks.get(key);
    if (known) return known;
    const stack = { id: this.#stacks.size + 1, call, below, depth: (below?.depth ?? 0) + 1 };
    this.#stacks.set(key, stack);
    return stack;
  }
}

/** The nodes at which a sink is reached: its action, the menu's or flow's entry, anything for the error handling. */
function nodesOf(program: FlowProgram, sink: SinkSite): number[] {
  if (sink.action >= 0) return [sink.action];
  return program.code
    .flatMap((code, node) => (code?.sinks.includes(sink) ? [node] : []))
    .concat(program.anyTimeSinks.includes(sink) ? program.code.map((_, node) => node) : []);
}

function samePlace(a: Place, b: Place): boolean {
  return a.uri === b.uri && a.span.start === b.span.start && a.span.end === b.span.end;
}
