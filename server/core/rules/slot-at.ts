import type { Flow, Slot } from '../model/flow.js';
import type { TaintPath } from '../taint/taint.js';

/** The slot that a path ends in; undefined when its place is no value of its own. */
export function slotAt(flow: Flow, { sink }: TaintPath): Slot | undefined {
  const owner = flow.actions[sink.action] ?? flow.containers[sink.container] ?? flow;
  return owner.slots.find(({ value }) => value?.span.start === sink.place.span.start);
}
