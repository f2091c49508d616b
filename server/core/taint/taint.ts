import { findAction } from '../catalog/actions.js';
import { NO_LABELS } from '../catalog/labels.js';
import { NO_FACTS } from '../catalog/local-facts.js';
import { collectArrivals } from './arrivals.js';
import { attributeChannel, literalText } from './compile-action.js';
import { linkCall } from './compile-call.js';
import { FlowCompiler } from './compile-flow.js';
import { shareVariables } from './compile-shared.js';
import { type FactsOf, type FlowUnit, TaintContext } from './context.js';
import { Engine } from './engine.js';
import { Entries } from './entries.js';
import { findHits, type Hit } from './leaks.js';
import type { FlowProgram } from './program.js';
import type { TraceStep } from './trace-step.js';
import { markTracked } from './tracked.js';
import { findTrace } from './witness.js';

/** A path from where a value is born to a place that shows, stores or sends it. */
export interface TaintPath extends Hit {
  /** Source first, sink last; the shortest there is. */
  readonly steps: readonly TraceStep[];
}

/** Where sensitive values get to. */
export interface TaintResult {
  /** Every leak and every sanctioned disclosure. */
  readonly paths: readonly TaintPath[];
  /** What arrives at places that are no sinks. */
  readonly passages: readonly TaintPath[];
}

/** Finds every leak and every sanctioned disclosure in the flows of one workspace. */
export function findTaintPaths(units: readonly FlowUnit[], factsOf?: FactsOf): readonly TaintPath[] {
  return findTaint(units, factsOf).paths;
}

/** Follows every sensitive value of one workspace. */
export function findTaint(units: readonly FlowUnit[], factsOf: FactsOf = () => NO_FACTS): TaintResult {
  const context = new TaintContext(units, factsOf);
  const { engine, hits } = runPrograms(context, compileUnits(context));
  const found = hits.map((hit) => ({ ...hit, steps: findTrace(engine, hit) }));
  return {
    paths: found.filter(({ sink }) => sink.passage === undefined),
    passages: found.filter(({ sink }) => sink.passage !== undefined),
  };
}

/** First half: what every flow does with values, in terms of cells. */
export function compileUnits(context: TaintContext): FlowProgram[] {
  markFedChannels(context);
  const compilers = context.units.map((_, index) => new FlowCompiler(context, index));
  for (const compiler of compilers) compiler.compile();
  for (const call of context.pendingCalls) linkCall(call);
  const programs = compilers.map((compiler) => compiler.finish());
  shareVariables(compilers);
  return programs;
}

/** Second half: what arrives where. */
export function runPrograms(context: TaintContext, programs: readonly FlowProgram[]): { engine: Engine; hits: Hit[] } {
  keepOutsideValues(context, programs);
  markTracked(context, programs);
  numberRows(programs);
  const engine = new Engine(context, programs);
  const entries = new Entries(engine);
  return { engine, hits: findHits(engine, entries, collectArrivals(engine, entries)) };
}

/** An attribute that a reachable action sets carries what was put there; only others are judged by their name. */
function markFedChannels(context: TaintContext): void {
  for (const { flow, graph } of context.units) {
    for (const action of flow.actions) {
      if (!graph.reachable[action.index]) continue;
      const sinks = findAction(action.kind)?.sinks;
      for (const slot of action.slots) {
        const name = sinks?.get(slot.role)?.shared ? literalText(slot.key) : '';
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
        if (!write.isOutside) continue;
        const { place } = write;
        const { name } = context.cells[write.cell]!;
        const message = 'outside value received here';
        const source = context.atoms.addSource({ labels: NO_LABELS, confidence: 'medium', place, message, name });
        write.constant = context.atoms.sourceSet(source);
      }
    }
  }
}

function numberRows(programs: readonly FlowProgram[]): void {
  for (const program of programs) {
    const { flowCells, localCells } = program;
    program.sharedCells = flowCells.filter(({ isTracked }) => isTracked);
    program.sharedCells.forEach((cell, row) => {
      cell.row = row;
    });
    for (const cells of localCells) {
      let row = program.sharedCells.length;
      for (const cell of cells) if (cell.isTracked) cell.row = row++;
    }
  }
}
