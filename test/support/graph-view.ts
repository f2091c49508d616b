import type { ActionView, GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { graphViewOf } from '../../server/core/ide/graph-view/graph-view-of.js';
import { Workspace } from '../../server/core/workspace.js';

/** The view of some files as one workspace, as it comes out of JSON on the other side. */
export function graphViewOfFiles(files: readonly { readonly uri: string; readonly text: string }[]): GraphView {
  const workspace = new Workspace();
  for (const file of files) workspace.set(file);
  const snapshot = workspace.snapshot();
  const { findings, files: read } = snapshot.analysis;
  return JSON.parse(JSON.stringify(graphViewOf({ workspace: snapshot, findings, files: read }))) as GraphView;
}

/** Every action of a view, in the order in which it is drawn. */
export function actionsIn({ flows }: GraphView): ActionView[] {
  const found: ActionView[] = [];
  const add = (body: readonly ActionView[]): void => {
    for (const action of body) {
      found.push(action);
      for (const output of action.outputs) add(output.body);
    }
  };
  for (const { containers } of flows) for (const { body } of containers) add(body);
  return found;
}

/** Ids of flows, containers and actions. */
export function nodeIds(view: GraphView): string[] {
  const containers = view.flows.flatMap(({ id, containers: own }) => [id, ...own.map((container) => container.id)]);
  return [...containers, ...actionsIn(view).map(({ id }) => id)];
}
