import type { Flow } from '../model/flow.js';
import type { Span } from '../text/span.js';

/** A span of an action, in the order of the text. */
interface Stretch extends Span {
  readonly action: number;
}

const stretchesByFlow = new WeakMap<Flow, readonly Stretch[]>();

/** Index of the innermost action that a place stands in; -1 when it stands in none. */
export function actionAt(flow: Flow, place: Span): number {
  const stretches = stretchesOf(flow);
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stretches[middle]!.start <= place.start) low = middle + 1;
    else high = middle;
  }
  let index = low === 0 ? -1 : stretches[low - 1]!.action;
  while (index >= 0) {
    const { span, places, parent } = flow.actions[index]!;
    if (holds(span, place) || places?.some((other) => holds(other, place))) return index;
    index = parent;
  }
  return -1;
}

function holds(span: Span, place: Span): boolean {
  return span.start <= place.start && place.end <= span.end;
}

/** In a file that lists actions in another order than they run, their indexes do not follow the text. */
function stretchesOf(flow: Flow): readonly Stretch[] {
  const known = stretchesByFlow.get(flow);
  if (known) return known;
  const stretches: Stretch[] = [];
  for (const { index, span, places } of flow.actions) {
    stretches.push({ start: span.start, end: span.end, action: index });
    for (const { start, end } of places ?? NO_PLACES) stretches.push({ start, end, action: index });
  }
  stretches.sort((a, b) => a.start - b.start || a.action - b.action);
  stretchesByFlow.set(flow, stretches);
  return stretches;
}

const NO_PLACES: readonly Span[] = [];
