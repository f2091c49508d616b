import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import { reduce } from '../../webview/state/reduce.js';
import { type GraphState, INITIAL } from '../../webview/state/state.js';
import { graphViewOfFiles } from '../support/graph-view.js';

const FLOWS = fileURLToPath(new URL('flows/card-line/', import.meta.url));

/** The files of the flow that has every look of the graph. */
export function cardLineFiles(): { readonly uri: string; readonly text: string }[] {
  return readdirSync(FLOWS)
    .sort()
    .map((name) => ({ uri: `file:///${name}`, text: readFileSync(`${FLOWS}${name}`, 'utf8') }));
}

export function cardLine(): GraphView {
  return graphViewOfFiles(cardLineFiles());
}

/** What the graph knows after it has been given a view. */
export function stateWith(view: GraphView): GraphState {
  return reduce(INITIAL, { type: 'host', message: { type: 'view', version: 1, view } });
}

/** The id of the first action with a title. */
export function idOf(view: GraphView, title: string): string {
  const found = JSON.stringify(view).match(new RegExp(`"id":"([^"]+)","place":\\{[^}]*\\},"title":"${title}"`));
  if (!found?.[1]) throw new Error(`no action is called ${title}`);
  return found[1];
}
