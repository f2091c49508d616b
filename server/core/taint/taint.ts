import { EMPTY } from './atoms.js';
import { attributeChannel, literalText } from './compile-action.js';
import { linkCall } from './compile-call.js';
import { FlowCompiler } from './compile-flow.js';
import { type FlowUnit, TaintContext } from './context.js';
import { Engine } from './engine.js';
import { findHits, type Hit } from './leaks.js';
import type { Cell, FlowProgram } from './program.js';
import { collectArrivals } from './records.js';
import type { Term } from './terms.js';
import { findTrace, type TraceStep } from './witness.js';

/** A path from where a value is born to a place that shows, stores or sends it. */
export interface TaintPath extends Hit {
  /** Source first, sink last; the shortest there is. */
  readonly steps: readonly TraceStep[];
}

/** Finds every leak and every sanctioned disclosure in the flows of one workspace. */
export function findTaintPaths(units: readonly FlowUnit[]): TaintPath[] {
  const context = new TaintContext(units);
  markFedChannels(context);
  const compilers = units.map((_, index) => new FlowCompiler(context, index));
  for (const compiler of compilers) compiler.compile();
  for (const call of context.pendingCalls) linkCall(call);
  const programs = compilers.map((compiler) => compiler.finish());
  keepOutsideValues(context, programs);
  markHolders(context, programs);
  numberRows(programs);
  const engine = new Engine(context, programs);
  const hits = findHits(context.atoms, collectArrivals(engine));
  return hits.map((hit) => ({ ...hit, steps: findTrace(engine, hit) }));
}

/** An attribute that a reachable action sets carries what was put there; only others are judged by their name. */
function markFedChannels(context: TaintContext): void {
  for (const { flow, graph } of context.units) {
    for (const action of flow.actions) {
      if (
        !graph.reachable[action.index] ||
        (action.kind !== 'setParticipantData' && action.kind !== 'setConversationData')
      )
        continue;
      for (const slot of action.slots) {
        const name = slot.role === 'attributes' ? literalText(slot.key) : '';
        if (name !== '') context.markFed(context.channel(attributeChannel(name)));
      }
    }
  }
}

/** Outside values without a label matter only when somebody reads a sensitive property of something. */
function keepOutsideValues(context: TaintContext, programs: readonly FlowProgram[]): void {
  if (context.propertySites.length === 0) return;
  for (const { code } of programs) {
    for (const node of code) {
      for (const write of node?.writes ?? []) {
        if (write.neutral) write.constant = context.atoms.sourceSet(context.atoms.addSource(write.neutral));
      }
    }
  }
}

/** Marks the cells that can hold anything at all, whatever the order of things. The engine leaves out the rest. */
function markHolders(context: TaintContext, programs: readonly FlowProgram[]): void {
  const { cells } = context;
  for (const cell of cells) cell.mayHold = cell.initial !== EMPTY;
  let changed = true;
  const mark = (cell: Cell) => {
    if (cell.mayHold) return;
    cell.mayHold = true;
    changed = true;
  };
  while (changed) {
    changed = false;
    for (const { code } of programs) {
      for (const node of code) {
        if (!node) continue;
        for (const write of node.writes) {
          if (write.constant !== EMPTY || mayHold(write.term, cells)) mark(cells[write.cell]!);
        }
        for (const { inputs, outputs } of node.calls) {
          for (const { cell, term } of inputs) if (mayHold(term, cells)) mark(cells[cell]!);
          for (const { from, to } of outputs) if (cells[from]!.mayHold) mark(cells[to]!);
        }
      }
    }
  }
}

function mayHold(term: Term, cells: readonly Cell[]): boolean {
  return term.kind === 'read' ? cells[term.cell]!.mayHold : term.parts.some((part) => mayHold(part, cells));
}

function numberRows(programs: readonly FlowProgram[]): void {
  for (const { flowCells, localCells } of programs) {
    let shared = 0;
    for (const cell of flowCells) if (cell.mayHold) cell.row = shared++;
    for (const cells of localCells) {
      let row = shared;
      for (const cell of cells) if (cell.mayHold) cell.row = row++;
    }
  }
}
