import type { CallView, FlowView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';

/** Containers by column, left to right by call depth, and in a column from top to bottom. */
export type CallColumns = readonly (readonly NodeId[])[];

/** Where a container stood before the last edit. */
export type Earlier = ReadonlyMap<NodeId, { readonly column: number; readonly row: number }>;

/**
 * The start comes first. In a column containers stand by the mean row of their callers; those that nothing calls stand
 * last. What stood there before an edit keeps its order, and new ones go to the end.
 */
export function callColumns(flow: FlowView, containerOf: ReadonlyMap<NodeId, NodeId>, earlier: Earlier): CallColumns {
  const callers = callersOf(flow.calls, containerOf);
  const depths = depthsOf(flow, callers);
  const columns: NodeId[][] = [];
  for (const { id } of flow.containers) {
    const depth = depths.get(id) ?? 0;
    while (columns.length <= depth) columns.push([]);
    columns[depth]!.push(id);
  }
  const unreached = new Set(flow.containers.filter(({ depth }) => depth < 0).map(({ id }) => id));
  const rows = new Map<NodeId, number>();
  return columns.map((column, index) => {
    const ordered = inOrder(column, index, { callers, rows, unreached, earlier });
    for (const [row, id] of ordered.entries()) rows.set(id, row);
    return ordered;
  });
}

/** Containers that call each container; a call of itself says nothing about where it stands. */
function callersOf(calls: readonly CallView[], containerOf: ReadonlyMap<NodeId, NodeId>): Map<NodeId, NodeId[]> {
  const callers = new Map<NodeId, NodeId[]>();
  for (const { from, to } of calls) {
    const caller = containerOf.get(from);
    if (caller === undefined || caller === to) continue;
    const known = callers.get(to);
    if (known) known.push(caller);
    else callers.set(to, [caller]);
  }
  return callers;
}

/** As the view says; behind containers that nothing reaches, counted from those. */
function depthsOf(flow: FlowView, callers: ReadonlyMap<NodeId, readonly NodeId[]>): Map<NodeId, number> {
  const depths = new Map<NodeId, number>();
  const callees = new Map<NodeId, NodeId[]>();
  for (const { id, depth } of flow.containers) if (depth >= 0) depths.set(id, depth);
  const unreached = flow.containers.filter(({ depth }) => depth < 0).map(({ id }) => id);
  for (const id of unreached) {
    for (const caller of new Set(callers.get(id))) {
      const known = callees.get(caller);
      if (known) known.push(id);
      else callees.set(caller, [id]);
    }
  }
  const isRoot = (id: NodeId) => (callers.get(id) ?? []).length === 0;
  // A circle that nothing leads into begins with what stands first in the file.
  for (const root of [...unreached.filter(isRoot), ...unreached]) {
    if (depths.has(root)) continue;
    depths.set(root, 0);
    const queue = [root];
    for (let at = 0; at < queue.length; at++) {
      for (const id of callees.get(queue[at]!) ?? []) {
        if (depths.has(id)) continue;
        depths.set(id, depths.get(queue[at]!)! + 1);
        queue.push(id);
      }
    }
  }
  return depths;
}

interface Ordering {
  readonly callers: ReadonlyMap<NodeId, readonly NodeId[]>;
  /** Rows of the columns before. */
  readonly rows: ReadonlyMap<NodeId, number>;
  readonly unreached: ReadonlySet<NodeId>;
  readonly earlier: Earlier;
}

function inOrder(column: readonly NodeId[], index: number, { callers, rows, unreached, earlier }: Ordering): NodeId[] {
  const place = new Map(
    column.map((id, at): [NodeId, readonly number[]] => {
      const before = earlier.get(id);
      const kept = before?.column === index ? before.row : Number.POSITIVE_INFINITY;
      return [id, [unreached.has(id) ? 1 : 0, kept, meanRow(callers.get(id) ?? [], rows), at]];
    }),
  );
  return [...column].sort((a, b) => compare(place.get(a)!, place.get(b)!));
}

function meanRow(callers: readonly NodeId[], rows: ReadonlyMap<NodeId, number>): number {
  const known = callers.flatMap((id) => rows.get(id) ?? []);
  return known.length === 0 ? 0 : known.reduce((sum, row) => sum + row, 0) / known.length;
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [at, value] of a.entries()) {
    const other = b[at]!;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
