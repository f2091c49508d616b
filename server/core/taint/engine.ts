import { containerOf, entryNode, leaveNode, returnNode } from '../graph/control-graph.js';
import { type AtomTable, EMPTY, type SetId, Substitution } from './atoms.js';
import { callOrder } from './call-order.js';
import type { TaintContext } from './context.js';
import { LowestFirst } from './lowest-first.js';
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

/** The row behind one call, remembered as long as the same rows meet. */
interface Returned {
  readonly exit: Row;
  readonly row: Row;
  readonly environment: Substitution;
  readonly result: Row;
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
  /** By flow: how many nodes stand in the flows before it, so that nodes can be numbered over the workspace. */
  readonly firstNode: readonly number[];
  readonly #summaries: (Summary | undefined)[][];
  readonly #calls: CallSite[][][];
  /** Two per call: behind the callee's return, and behind leaving its flow. */
  readonly #returned: (Returned | undefined)[] = [];

  constructor(context: TaintContext, programs: readonly FlowProgram[]) {
    this.context = context;
    this.programs = programs;
    this.atoms = context.atoms;
    this.rowsIn = programs.map(({ graph }) => new Array<Row | undefined>(graph.nodeCount).fill(undefined));
    let nodes = 0;
    this.firstNode = programs.map(({ graph }) => {
      nodes += graph.nodeCount;
      return nodes - graph.nodeCount;
    });
    this.#summaries = programs.map(({ flow }) =>
      new Array<Summary | undefined>(flow.containers.length).fill(undefined),
    );
    this.#calls = programs.map(({ flow }) => flow.containers.map(() => []));
    for (const call of context.calls) this.#calls[call.flow]![call.container]!.push(call);
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
      case 'all': {
        let set: SetId = EMPTY;
        for (const part of term.parts) set = this.atoms.join(set, this.evaluate(part, row));
        return set;
      }
      case 'either': {
        let set: SetId = EMPTY;
        for (const part of term.parts) set = this.atoms.union(set, this.evaluate(part, row));
        return set;
      }
    }
  }

  /** Puts what the callee's cells hold at entry, when it is called from `row`, for its entries. */
  environment(call: CallSite, row: Row): Substitution {
    return new Substitution(this.atoms, 'entry', (origin) =>
      origin.kind === 'entry' ? this.argument(call, this.context.cells[origin.cell]!, row) : undefined,
    );
  }

  /** What one cell of the callee holds at entry, in the caller's terms. */
  argument(call: CallSite, cell: Cell, row: Row): SetId {
    for (const input of call.inputs) if (input.cell === cell.id) return this.evaluate(input.term, row);
    if (call.calleeFlow === call.flow && cell.container < 0) return cell.row < 0 ? EMPTY : row[cell.row]!;
    return cell.initial;
  }

  /** The row behind a node's calls; undefined when none of them comes back. */
  afterCalls(code: NodeCode | undefined, row: Row): Row | undefined {
    if (!code || code.calls.length === 0) return row;
    let result: Row | undefined;
    let returning = 0;
    for (const call of code.calls) {
      if (!call.returns) continue;
      returning++;
      const { exit, leave } = this.#summaries[call.calleeFlow]![call.callee] ?? NOTHING_YET;
      const left = call.calleeFlow === call.flow ? undefined : leave;
      for (const [way, end] of [exit, left].entries()) {
        if (!end) continue;
        const after = this.#return(call, end, row, way);
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
      const left = a[i]!;
      const right = b[i]!;
      if (left === right) continue;
      const set = this.atoms.union(left, right);
      if (set === left) continue;
      if (result === a) result = a.slice();
      result[i] = set;
    }
    return result;
  }

  /** What a container's cells hold when nothing is known of its caller. */
  entryRow(program: FlowProgram, container: number): Row {
    const locals = program.localCells[container]!;
    const row = new Int32Array(program.sharedCells.length + locals.reduce((n, cell) => (cell.row >= 0 ? n + 1 : n), 0));
    for (const cell of program.sharedCells) row[cell.row] = this.atoms.entrySet(cell.id);
    for (const cell of locals) {
      if (cell.row >= 0) row[cell.row] = cell.isParameter ? this.atoms.entrySet(cell.id) : cell.initial;
    }
    return row;
  }

  /**
   * Callees before callers, so that most containers are run once. What changes against that order waits for the next
   * pass: in a knot of tasks that call each other many changes then cost one run.
   */
  #run(): void {
    const { order, callers } = callOrder(this.programs, this.context.calls);
    const queues = this.programs.map(({ graph }) => new LowestFirst(graph.nodeCount));
    let pass = new LowestFirst(order.length);
    let next = new LowestFirst(order.length);
    for (let place = 0; place < order.length; place++) pass.add(place);
    for (let place = pass.take(); place >= 0; place = pass.take()) {
      const { flow, container } = order[place]!;
      if (this.#runContainer(this.programs[flow]!, container, queues[flow]!)) {
        for (const caller of callers[place]!) (caller > place ? pass : next).add(caller);
      }
      if (pass.isEmpty) [pass, next] = [next, pass];
    }
  }

  /** Runs one container to its own fixpoint; true when what it gives back has changed. */
  #runContainer(program: FlowProgram, container: number, queue: LowestFirst): boolean {
    const { flow, graph, code, index } = program;
    const rows = this.rowsIn[index]!;
    const arrive = (node: number, row: Row) => {
      const known = rows[node];
      const joined = known ? this.joinRows(known, row) : row;
      if (joined === known) return;
      rows[node] = joined;
      if (graph.edges[node]!.length > 0) queue.add(node);
    };
    const visit = (node: number) => {
      const row = this.afterCalls(code[node], rows[node]!);
      if (!row) return;
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
    };
    const entry = entryNode(flow, container);
    if (rows[entry] === undefined) {
      rows[entry] = this.entryRow(program, container);
      visit(entry);
    }
    for (const call of this.callsOf(index, container)) {
      if (rows[call.action] && this.#hasNews(call)) queue.add(call.action);
    }
    for (let node = queue.take(); node >= 0; node = queue.take()) visit(node);
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
      const left = this.#return(call, inner, row, 1);
      leave = leave ? this.joinRows(leave, left) : left;
    }
    const exit = rows[returnNode(flow, container)];
    const old = this.#summaries[index]![container];
    this.#summaries[index]![container] = { exit, leave };
    return !old || !sameRow(old.exit, exit) || !sameRow(old.leave, leave);
  }

  #return(call: CallSite, exit: Row, row: Row, way: number): Row {
    const place = call.id * 2 + way;
    const last = this.#returned[place];
    if (last && last.exit === exit && last.row === row) return last.result;
    const known = last?.row === row ? last : undefined;
    const environment = known?.environment ?? this.environment(call, row);
    const result = this.#substituteExit(call, exit, row, environment, known);
    this.#returned[place] = { exit, row, environment, result };
    return result;
  }

  /** The callee gives back something else than when the call was last looked at. */
  #hasNews(call: CallSite): boolean {
    const { exit, leave } = this.#summaries[call.calleeFlow]![call.callee] ?? NOTHING_YET;
    return this.#returned[call.id * 2]?.exit !== exit || this.#returned[call.id * 2 + 1]?.exit !== leave;
  }

  /** `known` is the answer for an earlier exit from the same row: only what has changed since is looked at. */
  #substituteExit(call: CallSite, exit: Row, row: Row, environment: Substitution, known: Returned | undefined): Row {
    const { cells } = this.context;
    const base = known?.result ?? row;
    let result = base;
    const set = (at: number, value: SetId) => {
      if (result[at] === value) return;
      if (result === base) result = base.slice();
      result[at] = value;
    };
    if (call.calleeFlow === call.flow) {
      for (const { row: at, id } of this.programs[call.flow]!.sharedCells) {
        const end = exit[at]!;
        if (known && known.exit[at] === end) continue;
        // What the callee did not touch stays what it is.
        set(at, end === this.atoms.entrySet(id) ? row[at]! : environment.apply(end));
      }
    }
    for (const { from, to } of call.outputs) {
      const source = cells[from]!;
      const target = cells[to]!;
      if (target.row >= 0) set(target.row, source.row < 0 ? EMPTY : environment.apply(exit[source.row]!));
    }
    return result;
  }
}

const NOTHING_YET: Summary = { exit: undefined, leave: undefined };

function sameRow(a: Row | undefined, b: Row | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.every((set, i) => set === b[i]);
}
