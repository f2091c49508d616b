import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
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
