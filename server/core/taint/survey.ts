import type { LabelSet } from '../catalog/labels.js';
import { NO_LABELS } from '../catalog/labels.js';
import type { Place } from '../model/finding.js';
import type { IgnoredBarrier } from './barriers.js';
import { type FactsOf, type FlowUnit, TaintContext } from './context.js';
import type { Hit } from './leaks.js';
import type { SinkSite } from './program.js';
import type { Source } from './sources.js';
import { compileUnits, runPrograms, type TaintPath } from './taint.js';
import type { TraceStep } from './trace-step.js';
import { findTrace } from './witness.js';

/** A value that would arrive at a sink if a barrier were not there. */
export interface Stop {
  readonly source: Source;
  readonly sink: SinkSite;
  readonly labels: LabelSet;
  readonly barrier: IgnoredBarrier;
  /** From the source to the sink. */
  readonly steps: readonly TraceStep[];
  /** Which step has the barrier in it. */
  readonly at: number;
}

/** What can be said about sources and sinks whether or not a path leads from one to the other. */
export interface Survey {
  readonly sources: readonly Source[];
  readonly sinks: readonly SinkSite[];
  readonly stops: readonly Stop[];
}

/** Stops that are looked at; nobody reads more, and each costs a search. */
const STOP_LIMIT = 200;

/**
 * Answers "why is this not reported?" by a second run in which barriers let everything through: what arrives only there
 * was stopped. `paths` are those of the ordinary run over the same flows. Costs nothing where there is no barrier.
 */
export function surveyTaint(units: readonly FlowUnit[], factsOf: FactsOf, paths: readonly TaintPath[]): Survey {
  const ignored: IgnoredBarrier[] = [];
  const context = new TaintContext(units, factsOf, ignored);
  const programs = compileUnits(context);
  const sources = context.atoms.sources.filter(({ labels, isUnfilled }) => labels !== NO_LABELS && !isUnfilled);
  const sinks = context.sinks.filter(({ passage }) => passage === undefined);
  if (ignored.length === 0) return { sources, sinks, stops: [] };
  const { engine, hits } = runPrograms(context, programs);
  const reported = labelsByWay(paths);
  const stops: Stop[] = [];
  for (const hit of hits) {
    const labels = hit.labels & ~(reported.get(wayOf(hit)) ?? NO_LABELS);
    if (hit.sink.passage || hit.isSanctioned || labels === NO_LABELS || stops.length === STOP_LIMIT) continue;
    const steps = findTrace(engine, hit);
    const found = firstBarrier(units, ignored, steps);
    if (found) stops.push({ source: hit.source, sink: hit.sink, labels, steps, ...found });
  }
  return { sources, sinks, stops };
}

/** Labels that the ordinary run has brought from a source to a sink. */
function labelsByWay(paths: readonly TaintPath[]): Map<string, LabelSet> {
  const found = new Map<string, LabelSet>();
  for (const path of paths) found.set(wayOf(path), (found.get(wayOf(path)) ?? NO_LABELS) | path.labels);
  return found;
}

function wayOf({ source, sink }: Hit): string {
  return `${placeKey(source.place)} ${placeKey(sink.place)}`;
}

function placeKey({ uri, span }: Place): string {
  return `${span.start}-${span.end} ${uri}`;
}

function firstBarrier(
  units: readonly FlowUnit[],
  ignored: readonly IgnoredBarrier[],
  steps: readonly TraceStep[],
): { barrier: IgnoredBarrier; at: number } | undefined {
  for (const [at, step] of steps.entries()) {
    const places = valuesAt(units, step);
    const barrier = ignored.find(({ place }) => places.some((outer) => holds(outer, place)));
    if (barrier && at > 0) return { barrier, at };
  }
  return undefined;
}

/** A step stands on the variable that it writes; the expression with the barrier stands beside it. */
function valuesAt(units: readonly FlowUnit[], { place, flow, action }: TraceStep): Place[] {
  const slots = units[flow]?.flow.actions[action]?.slots ?? [];
  const values = slots
    .filter(({ target }) => target?.span.start === place.span.start)
    .flatMap(({ value }) => value ?? []);
  return [place, ...values.map(({ span }) => ({ uri: place.uri, span }))];
}

function holds(outer: Place, inner: Place): boolean {
  return outer.uri === inner.uri && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;
}
