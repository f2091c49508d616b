import { EMPTY, type SetId } from './atoms.js';
import type { TaintContext } from './context.js';
import type { FlowProgram } from './program.js';
import type { Term } from './terms.js';

/**
 * Marks the cells that matter, whatever the order of things: something sensitive can get there, and from there to a
 * sink. Everything else, which is nearly everything in a real flow, is left out of the engine's rows; what would only
 * come from channels that nobody fills is emptied.
 */
export function markTracked(context: TaintContext, programs: readonly FlowProgram[]): void {
  const { cells, atoms } = context;
  const graph = flowsOf(context, programs);
  const filled = graph.reachFrom(graph.born, graph.next);
  const wanted = graph.reachFrom(graph.shown, graph.previous);
  for (const cell of cells) cell.isTracked = filled[cell.id] === 1 && wanted[cell.id] === 1;
  const isFilled = (set: SetId) => {
    for (const atom of atoms.atomsOf(set)) {
      const origin = atoms.origin(atom);
      if (origin.kind !== 'channel' || filled[cells.length + origin.channel] === 1) return true;
    }
    return false;
  };
  for (const cell of cells) if (!isFilled(cell.initial)) cell.initial = EMPTY;
  for (const { code } of programs) {
    for (const node of code)
      for (const write of node?.writes ?? []) if (!isFilled(write.constant)) write.constant = EMPTY;
  }
}

/** "What is here can get there", over cells and, numbered behind them, channels. */
interface FlowGraph {
  readonly next: readonly (readonly number[])[];
  readonly previous: readonly (readonly number[])[];
  readonly born: readonly number[];
  readonly shown: readonly number[];
  reachFrom(start: readonly number[], edges: readonly (readonly number[])[]): Uint8Array;
}

function flowsOf({ cells, channelNames, atoms, sinks }: TaintContext, programs: readonly FlowProgram[]): FlowGraph {
  const count = cells.length + channelNames.length;
  const next: number[][] = Array.from({ length: count }, () => []);
  const previous: number[][] = Array.from({ length: count }, () => []);
  const born: number[] = [];
  const shown: number[] = [];
  const connect = (from: number, to: number) => {
    next[from]!.push(to);
    previous[to]!.push(from);
  };
  const bringTo = (set: SetId, to: number) => {
    for (const atom of atoms.atomsOf(set)) {
      const origin = atoms.origin(atom);
      if (origin.kind === 'channel') connect(cells.length + origin.channel, to);
      else born.push(to);
    }
  };
  for (const cell of cells) bringTo(cell.initial, cell.id);
  for (const { term } of sinks) forEachRead(term, (cell) => shown.push(cell));
  for (const { code } of programs) {
    for (const node of code) {
      if (!node) continue;
      for (const { cell, term, constant } of node.writes) {
        bringTo(constant, cell);
        forEachRead(term, (from) => connect(from, cell));
      }
      for (const { channel, term } of node.channels) forEachRead(term, (from) => connect(from, cells.length + channel));
      for (const { inputs, outputs } of node.calls) {
        for (const { cell, term } of inputs) forEachRead(term, (from) => connect(from, cell));
        for (const { from, to } of outputs) connect(from, to);
      }
    }
  }
  return { next, previous, born, shown, reachFrom };
}

function reachFrom(start: readonly number[], edges: readonly (readonly number[])[]): Uint8Array {
  const reached = new Uint8Array(edges.length);
  const work: number[] = [];
  const visit = (node: number) => {
    if (reached[node]) return;
    reached[node] = 1;
    work.push(node);
  };
  for (const node of start) visit(node);
  for (let node = work.pop(); node !== undefined; node = work.pop()) for (const to of edges[node]!) visit(to);
  return reached;
}

function forEachRead(term: Term, visit: (cell: number) => void): void {
  if (term.kind === 'read') visit(term.cell);
  else for (const part of term.parts) forEachRead(part, visit);
}
