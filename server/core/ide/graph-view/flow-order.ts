import type { FlowView, LinkView, NodeId } from './graph-view.js';

/** What starts a call before what it leads to, then by address; in a circle the first by address begins. */
export function inCallOrder(
  flows: readonly FlowView[],
  links: readonly LinkView[],
  flowOf: ReadonlyMap<NodeId, NodeId>,
): FlowView[] {
  const waiting = [...flows].sort((a, b) => (a.place.uri < b.place.uri ? -1 : 1));
  const next = new Map<NodeId, Set<NodeId>>();
  const before = new Map<NodeId, number>(waiting.map(({ id }) => [id, 0]));
  for (const { kind, from, to } of links) {
    const caller = flowOf.get(from);
    if (kind === 'stored-value' || caller === undefined || to === undefined || caller === to) continue;
    const called = next.get(caller) ?? new Set();
    next.set(caller, called);
    if (called.has(to)) continue;
    called.add(to);
    before.set(to, (before.get(to) ?? 0) + 1);
  }
  const ordered: FlowView[] = [];
  while (waiting.length > 0) {
    const free = waiting.findIndex(({ id }) => before.get(id) === 0);
    const [flow] = waiting.splice(Math.max(0, free), 1);
    ordered.push(flow!);
    for (const to of next.get(flow!.id) ?? []) before.set(to, (before.get(to) ?? 0) - 1);
  }
  return ordered;
}
