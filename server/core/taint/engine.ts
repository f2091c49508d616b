import { containerOf, entryNode, leaveNode, returnNode } from '../graph/control-graph.js';
import { type AtomTable, EMPTY, type Origin, type SetId } from './atoms.js';
import type { TaintContext } from './context.js';
import type { CallSite, Cell, FlowProgram, NodeCode, Write } from './program.js';
import type { Term } from './terms.js';

/**
 * What every cell holds at one point: shared cells of the flow first, then those of the container.
 * Rows are never changed once they are shared.
 */
export type Row = Int32Array;

/** What a container gives back, in terms of what it was entered with; undefined when it never gives control back. */
interface Summary {
  readonly exit: Row | undefined;
  /** When the whole flow is left from inside (Exit Bot Flow). */
  readonly leave: Row | undefined;
}

/**
 * Flow-sensitive inside a container, summarised per container, applied call by call. Runs to the fixpoint over the
 * call graph of the whole workspace. taint-policy.md, section 3.
 */
export class Engine {
  readonly context: TaintContext;
  readonly programs: readonly FlowProgram[];
  readonly atoms: AtomTable;
  /** By flow and node: what holds before the node; undefined where control never comes. */
  readonly rowsIn: (Row | undefined)[][];
  readonly #summaries: (Summary | undefined)[][];
  readonly #callers = new Map<string, Set<string>>();
  readonly #calls: CallSite[][][];

  constructor(context: TaintContext, programs: readonly FlowProgram[]) {
    this.context = context;
    this.programs = programs;
    this.atoms = context.atoms;
    this.rowsIn = programs.map(({ graph }) => new Array<Row | undefined>(graph.nodeCount).fill(undefined));
    this.#summaries = programs.map(({ flow }) =>
      new Array<Summary | undefined>(flow.containers.length).fill(undefined),
    );
    this.#calls = programs.map(({ flow }) => flow.containers.map(() => []));
    for (const call of context.calls) {
      this.#calls[call.flow]![call.container]!.push(call);
      this.#addCaller(call);
    }
    this.#run();
  }

  /** Calls made by one container. */
  callsOf(flow: number, container: number): readonly CallSite[] {
    return this.#calls[flow]![container]!;
  }

  evaluate(term: Term, row: Row): SetId {
    switch (term.kind) {
      case 'read': {
        const cell = this.context.cells[term.cell]!;
        if (cell.row < 0) return EMPTY;
        const set = row[cell.row]!;
        return set === EMPTY ? EMPTY : this.atoms.transform(set, term.pieces, term.sites);
      }
      case 'all':
        return term.parts.reduce((set, part) => this.atoms.join(set, this.evaluate(part, row)), EMPTY);
      case 'either':
        return term.parts.reduce((set, part) => this.atoms.union(set, this.evaluate(part, row)), EMPTY);
    }
  }

  /** What the callee's cells hold at entry when it is called from `row`; a lookup for `AtomTable.substitute`. */
  environment(call: CallSite, row: Row): (origin: Origin) => SetId | undefined {
    const known = new Map<number, SetId>();
    return (origin) => {
      if (origin.kind !== 'entry') return undefined;
      let set = known.get(origin.cell);
      if (set === undefined) {
        set = this.#argument(call, this.context.cells[origin.cell]!, row);
        known.set(origin.cell, set);
      }
      return set;
    };
  }

  /** The row behind a node's calls; undefined when none of them comes back. */
  afterCalls(code: NodeCode | undefined, row: Row): Row | undefined {
    if (!code || code.calls.length === 0) return row;
    let result: Row | undefined;
    let returning = 0;
    for (const call of code.calls) {
      if (!call.returns) continue;
      returning++;
      for (const exit of this.#exits(call)) {
        const after = this.#return(call, exit, row);
        result = result ? this.joinRows(result, after) : after;
      }
    }
    return returning === 0 ? row : result;
  }

  /** The row on the way out of a node. */
  applyWrites(code: NodeCode | undefined, row: Row, output: string): Row {
    if (!code || code.writes.length === 0) return row;
    let result = row;
    for (const write of code.writes) {
      const cell = this.context.cells[write.cell]!;
      if (cell.row < 0 || (write.on !== 'always' && write.on !== output)) continue;
      const set = this.written(write, result, cell);
      if (result[cell.row] === set) continue;
      if (result === row) result = row.slice();
      result[cell.row] = set;
    }
    return result;
  }

  written(write: Write, row: Row, cell: Cell): SetId {
    const value = this.atoms.union(this.evaluate(write.term, row), write.constant);
    return write.isPartial ? this.atoms.union(value, row[cell.row]!) : value;
  }

  joinRows(a: Row, b: Row): Row {
    if (a === b) return a;
    let result = a;
    for (let i = 0; i < a.length; i++) {
      const set = this.atoms.union(a[i]!, b[i]!);
      if (set === result[i]) continue;
      if (result === a) result = a.slice();
      result[i] = set;
    }
    return result;
  }

  /** What a container's cells hold when nothing is known of its caller. */
  entryRow(program: FlowProgram, container: number): Row {
    const row = new Int32Array(this.#rowLength(program, container));
    for (const cell of program.flowCells) if (cell.row >= 0) row[cell.row] = this.atoms.entrySet(cell.id);
    for (const cell of program.localCells[container]!) {
      if (cell.row >= 0) row[cell.row] = cell.isParameter ? this.atoms.entrySet(cell.id) : cell.initial;
    }
    return row;
  }

  #rowLength(program: FlowProgram, container: number): number {
    const count = (cells: readonly Cell[]) => cells.reduce((n, cell) => (cell.row >= 0 ? n + 1 : n), 0);
    return count(program.flowCells) + count(program.localCells[container]!);
  }

  #run(): void {
    const queue = new Set<string>();
    for (const program of this.programs) {
      for (let container = program.flow.containers.length - 1; container >= 0; container--) {
        if (program.graph.reachable[entryNode(program.flow, container)]) queue.add(`${program.index}:${container}`);
      }
    }
    for (const key of queue) {
      queue.delete(key);
      const [flow, container] = key.split(':').map(Number) as [number, number];
      if (!this.#runContainer(this.programs[flow]!, container)) continue;
      for (const caller of this.#callers.get(key) ?? []) queue.add(caller);
    }
  }

  /** Runs one container to its own fixpoint; true when what it gives back has changed. */
  #runContainer(program: FlowProgram, container: number): boolean {
    const { flow, graph, code, index } = program;
    const rows = this.rowsIn[index]!;
    const queue = new NodeQueue(graph.nodeCount);
    const entry = entryNode(flow, container);
    const arrive = (node: number, row: Row) => {
      const known = rows[node];
      const joined = known ? this.joinRows(known, row) : row;
      if (joined === known) return;
      rows[node] = joined;
      queue.add(node);
    };
    arrive(entry, this.entryRow(program, container));
    for (const call of this.callsOf(index, container)) if (rows[call.action]) queue.add(call.action);
    for (let node = queue.take(); node >= 0; node = queue.take()) {
      const row = this.afterCalls(code[node], rows[node]!);
      if (!row) continue;
      let lastOutput: string | undefined;
      let lastRow = row;
      for (const edge of graph.edges[node]!) {
        if (edge.kind === 'jump') continue;
        if (edge.output !== lastOutput) {
          lastRow = this.applyWrites(code[node], row, edge.output);
          lastOutput = edge.output;
        }
        if (containerOf(flow, edge.to) === container) arrive(edge.to, lastRow);
      }
    }
    return this.#summarise(program, container);
  }

  #summarise(program: FlowProgram, container: number): boolean {
    const { flow, index } = program;
    const rows = this.rowsIn[index]!;
    let leave = rows[leaveNode(flow, container)];
    for (const call of this.callsOf(index, container)) {
      const inner = call.calleeFlow === index ? this.#summaries[index]![call.callee]?.leave : undefined;
      const row = rows[call.action];
      if (!inner || !row) continue;
      const left = this.#return(call, inner, row);
      leave = leave ? this.joinRows(leave, left) : left;
    }
    const exit = rows[returnNode(flow, container)];
    const old = this.#summaries[index]![container];
    this.#summaries[index]![container] = { exit, leave };
    return !old || !sameRow(old.exit, exit) || !sameRow(old.leave, leave);
  }

  #exits(call: CallSite): Row[] {
    const summary = this.#summaries[call.calleeFlow]![call.callee];
    const exits: Row[] = [];
    if (summary?.exit) exits.push(summary.exit);
    if (summary?.leave && call.calleeFlow !== call.flow) exits.push(summary.leave);
    return exits;
  }

  #return(call: CallSite, exit: Row, row: Row): Row {
    const { cells } = this.context;
    const lookup = this.environment(call, row);
    const result = row.slice();
    if (call.calleeFlow === call.flow) {
      for (const cell of this.programs[call.flow]!.flowCells) {
        if (cell.row >= 0) result[cell.row] = this.atoms.substitute(exit[cell.row]!, lookup);
      }
    }
    for (const { from, to } of call.outputs) {
      const [source, target] = [cells[from]!, cells[to]!];
      if (target.row >= 0)
        result[target.row] = source.row < 0 ? EMPTY : this.atoms.substitute(exit[source.row]!, lookup);
    }
    return result;
  }

  #argument(call: CallSite, cell: Cell, row: Row): SetId {
    const input = call.inputs.find((argument) => argument.cell === cell.id);
    if (input) return this.evaluate(input.term, row);
    if (call.calleeFlow === call.flow && cell.container < 0) return cell.row < 0 ? EMPTY : row[cell.row]!;
    return cell.initial;
  }

  #addCaller(call: CallSite): void {
    const key = `${call.calleeFlow}:${call.callee}`;
    const callers = this.#callers.get(key) ?? new Set<string>();
    callers.add(`${call.flow}:${call.container}`);
    this.#callers.set(key, callers);
  }
}

function sameRow(a: Row | undefined, b: Row | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.every((set, i) => set === b[i]);
}

/** Nodes to visit, lowest first: documents are written in the order of control, so few nodes are visited twice. */
class NodeQueue {
  readonly #waiting: Uint8Array;
  #low: number;

  constructor(size: number) {
    this.#waiting = new Uint8Array(size);
    this.#low = size;
  }

  add(node: number): void {
    this.#waiting[node] = 1;
    if (node < this.#low) this.#low = node;
  }

  /** The lowest waiting node; -1 when there is none. */
  take(): number {
    const { length } = this.#waiting;
    while (this.#low < length && this.#waiting[this.#low] === 0) this.#low++;
    if (this.#low >= length) return -1;
    this.#waiting[this.#low] = 0;
    return this.#low;
  }
}
