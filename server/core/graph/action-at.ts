import type { Flow } from '../model/flow.js';
import type { Span } from '../text/span.js';

const orderByFlow = new WeakMap<Flow, Int32Array>();

/** Index of the innermost action that a place stands in; -1 when it stands in none. */
export function actionAt(flow: Flow, place: Span): number {
  const order = actionsByStart(flow);
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (flow.actions[order[middle]!]!.span.start <= place.start) low = middle + 1;
    else high = middle;
  }
  let index = low === 0 ? -1 : order[low - 1]!;
  while (index >= 0) {
    const { span, parent } = flow.actions[index]!;
    if (span.start <= place.start && place.end <= span.end) return index;
    index = parent;
  }
  return -1;
}

/** In a file that lists actions in another order than they run, their indexes do not follow the text. */
function actionsByStart(flow: Flow): Int32Array {
  const known = orderByFlow.get(flow);
  if (known) return known;
  const starts = flow.actions.map(({ span }) => span.start);
  const order = Int32Array.from(flow.actions.keys()).sort((a, b) => starts[a]! - starts[b]! || a - b);
  orderByFlow.set(flow, order);
  return order;
}
