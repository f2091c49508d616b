import { graphViewOf, layoutOf, Workspace } from '../../.cache/bench/core.mjs';

/** What is drawn of some files, with everything open: nothing is folded, so that both sides place the same nodes. */
export function drawn(files) {
  const workspace = new Workspace();
  for (const file of files) workspace.set(file);
  const snapshot = workspace.snapshot();
  const { findings, files: read } = snapshot.analysis;
  const view = graphViewOf({ workspace: snapshot, findings, files: read });
  const open = {
    flows: view.flows.map(({ id }) => id),
    containers: new Set(view.flows.flatMap(({ containers }) => containers.map(({ id }) => id))),
    branches: new Set(),
    lit: new Set(),
    showsQuiet: true,
  };
  return { view, open };
}

const INSIDE = new Set(['control', 'again']);

/** Nodes and lines of every task as our layout draws them; a loop counts as its header. */
export function tasksOf({ view, open }) {
  const { items, edges } = layoutOf(view, open);
  const tasks = new Map();
  for (const { id, kind, container, width, height } of items) {
    if (container === undefined || kind === 'portal') continue;
    const task = tasks.get(container) ?? { id: container, nodes: [], lines: [] };
    tasks.set(container, task);
    task.nodes.push({ id, width, height: kind === 'loop' ? 40 : height });
  }
  const owner = new Map([...tasks.values()].flatMap(({ id, nodes }) => nodes.map((node) => [node.id, id])));
  for (const { id, kind, from, to, points } of edges) {
    const isInside = INSIDE.has(kind) || (kind === 'entry' && owner.has(from));
    if (isInside && owner.get(from) === owner.get(to)) tasks.get(owner.get(from)).lines.push({ id, from, to, points });
  }
  return [...tasks.values()];
}
