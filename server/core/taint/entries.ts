import { containerOf, errorHandler } from '../graph/control-graph.js';
import { EMPTY, type Origin, type SetId, Substitution } from './atoms.js';
import type { Engine, Row } from './engine.js';
import type { CallSite, Cell, FlowProgram } from './program.js';

/** A call with what holds where it is made. */
export interface Caller {
  readonly flow: number;
  readonly container: number;
  readonly call: CallSite;
  readonly row: Row;
}

/**
 * What the cells of every container hold when it is entered, over all its callers, down to sources and channels.
 * A sink inside a container is reached by a value exactly when one of its callers brings it, so for single values
 * this is as exact as looking at each call alone.
 */
export class Entries {
  readonly #engine: Engine;
  /** By flow and container. */
  readonly #rows: (Row | undefined)[][];
  readonly #substitutions: (Substitution | undefined)[][];
  readonly #callers: Caller[][][];

  constructor(engine: Engine) {
    this.#engine = engine;
    const { programs } = engine;
    this.#rows = programs.map(({ flow }) => new Array<Row | undefined>(flow.containers.length).fill(undefined));
    this.#substitutions = programs.map(({ flow }) =>
      new Array<Substitution | undefined>(flow.containers.length).fill(undefined),
    );
    this.#callers = programs.map(({ flow }) => flow.containers.map(() => []));
    for (const program of programs) this.#collectCallers(program);
    this.#run();
  }

  /** Everything that enters a container, errors included. */
  callersOf(flow: number, container: number): readonly Caller[] {
    return this.#callers[flow]![container]!;
  }

  /** A set of a container in terms of sources and channels only. */
  resolve(flow: number, container: number, set: SetId): SetId {
    return this.#substitution(flow, container).apply(set);
  }

  #substitution(flow: number, container: number): Substitution {
    const row = this.#rows[flow]![container];
    const { cells } = this.#engine.context;
    const lookup = (origin: Origin) => {
      if (origin.kind !== 'entry') return undefined;
      const at = cells[origin.cell]!.row;
      return row && at >= 0 ? row[at]! : EMPTY;
    };
    this.#substitutions[flow]![container] ??= new Substitution(this.#engine.atoms, 'entry', lookup);
    return this.#substitutions[flow]![container];
  }

  #run(): void {
    const calls = new Map<string, Caller[]>();
    for (const caller of this.#callers.flat(2)) {
      const key = keyOf(caller.flow, caller.container);
      const list = calls.get(key);
      if (list) list.push(caller);
      else calls.set(key, [caller]);
    }
    const waiting = new Set<string>();
    for (const { index, graph } of this.#engine.programs) {
      for (const root of graph.roots) {
        this.#arrive(index, root, (cell) => cell.initial);
        waiting.add(keyOf(index, root));
      }
    }
    for (const key of waiting) {
      waiting.delete(key);
      for (const { flow, container, call, row } of calls.get(key) ?? []) {
        const brought = (cell: Cell) => this.resolve(flow, container, this.#engine.argument(call, cell, row));
        if (this.#arrive(call.calleeFlow, call.callee, brought)) waiting.add(keyOf(call.calleeFlow, call.callee));
      }
    }
  }

  /** Adds what one caller brings; true when that is something new. */
  #arrive(flow: number, container: number, brought: (cell: Cell) => SetId): boolean {
    const program = this.#engine.programs[flow]!;
    const old = this.#rows[flow]![container];
    let result = old ?? new Int32Array(this.#engine.entryRow(program, container).length);
    for (const cell of enteringCells(program, container)) {
      const set = this.#engine.atoms.union(result[cell.row]!, brought(cell));
      if (set === result[cell.row]) continue;
      if (result === old) result = result.slice();
      result[cell.row] = set;
    }
    if (result === old) return false;
    this.#rows[flow]![container] = result;
    this.#substitutions[flow]![container] = undefined;
    return true;
  }

  #collectCallers(program: FlowProgram): void {
    const { index, flow, code } = program;
    const handler = errorHandler(flow);
    const everywhere: (Row | undefined)[] = [];
    this.#engine.rowsIn[index]!.forEach((row, node) => {
      if (!row) return;
      const container = containerOf(flow, node);
      for (const call of code[node]?.calls ?? []) this.#add({ flow: index, container, call, row });
      if (handler < 0 || handler === container) return;
      const known = everywhere[container];
      everywhere[container] = known ? this.#engine.joinRows(known, row) : row;
    });
    everywhere.forEach((row, container) => {
      if (row) this.#add({ flow: index, container, call: errorCall(index, container, handler), row });
    });
  }

  #add(caller: Caller): void {
    this.#callers[caller.call.calleeFlow]![caller.call.callee]!.push(caller);
  }
}

/** Cells whose value at entry is the caller's. */
function* enteringCells(program: FlowProgram, container: number): Iterable<Cell> {
  yield* program.sharedCells;
  for (const cell of program.localCells[container]!) if (cell.row >= 0 && cell.isParameter) yield cell;
}

/** An error may happen after any action: the handler sees whatever shared variables hold anywhere. Question 14. */
function errorCall(flow: number, container: number, callee: number): CallSite {
  return { id: -1, flow, action: -1, container, calleeFlow: flow, callee, returns: false, inputs: [], outputs: [] };
}

function keyOf(flow: number, container: number): string {
  return `${flow}:${container}`;
}
