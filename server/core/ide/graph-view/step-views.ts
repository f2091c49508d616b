import type { LabelSet } from '../../catalog/labels.js';
import { findVariable } from '../../graph/variables.js';
import type { CheckedWorkspace } from '../../rules/rule.js';
import type { Source } from '../../taint/sources.js';
import type { TraceStep } from '../../taint/trace-step.js';
import { shownName } from '../shown-name.js';
import { containerName } from './flow-views.js';
import type { StepView } from './graph-view.js';
import { type HopEnd, hopOf } from './hops.js';
import type { Places } from './places.js';
import { nodeOf, type Spot } from './spots.js';
import { textsOf } from './step-texts.js';
import { titleOf } from './summary.js';
import { capital } from './words.js';

/** A trace that is to be drawn. */
export interface Trace {
  readonly source: Source;
  readonly labels: LabelSet;
  readonly steps: readonly TraceStep[];
  /** The kind of sink at its end. */
  readonly sink: string;
}

/** A step and which one of the trace it belongs to: an input is drawn twice, at the call and at the callee's header. */
export interface DrawnStep {
  readonly view: StepView;
  readonly of: number;
}

/** The steps of a trace as they are numbered on the graph. */
export function drawSteps(trace: Trace, workspace: CheckedWorkspace, places: Places): DrawnStep[] {
  const drawn: DrawnStep[] = [];
  let last: HopEnd | undefined;
  const add = (view: Omit<StepView, 'hop'>, end: HopEnd, of: number) => {
    drawn.push({ view: last ? { ...view, hop: hopOf(last, end) } : view, of });
    last = end;
  };
  for (const [of, step] of trace.steps.entries()) {
    const spot = spotOf(step, workspace);
    if (!spot) continue;
    const { clause, code } = textsOf(step, spot, last?.carrier ?? '', trace.source, trace.sink);
    const place = places.of(spot.file, step.place.span);
    const view = { node: nodeOf(spot), place, title: titleAt(spot), clause };
    add(code ? { ...view, code } : view, { spot, kind: step.kind, carrier: step.carrier }, of);
    const input = inputOf(step, workspace);
    if (input) add(inputView(input, step.carrier, places), { spot: input, kind: 'input', carrier: step.carrier }, of);
  }
  return drawn;
}

function spotOf({ flow, action, place }: TraceStep, { flows }: CheckedWorkspace): Spot | undefined {
  const file = flows[flow];
  if (!file) return undefined;
  const owner = file.flow.actions[action];
  if (owner) return { file, action, container: owner.container };
  const { start } = place.span;
  const container = file.flow.containers.findIndex(({ span }) => span.start <= start && start <= span.end);
  return { file, action: -1, container };
}

/** The header of the container that an argument enters. */
function inputOf({ callee }: TraceStep, { flows }: CheckedWorkspace): Spot | undefined {
  const file = callee && flows[callee.flow];
  return file && { file, action: -1, container: callee.container };
}

function inputView(spot: Spot, carrier: string, places: Places): Omit<StepView, 'hop'> {
  const { file, container } = spot;
  const called = file.flow.containers[container];
  const span = findVariable(file.flow, carrier, container)?.nameSpan ?? called?.nameSpan ?? file.flow.nameSpan;
  const name = shownName(carrier);
  return {
    node: nodeOf(spot),
    place: places.of(file, span),
    title: `${capital(called?.kind ?? 'flow')} input`,
    clause: called ? `Arrives as the input of ${containerName(called)}` : 'Arrives as an input',
    code: { text: name, start: 0, end: name.length },
  };
}

function titleAt({ file, action, container }: Spot): string {
  const one = file.flow.actions[action];
  if (one) return titleOf(one);
  const around = file.flow.containers[container];
  return around ? containerName(around) : shownName(file.flow.name);
}
