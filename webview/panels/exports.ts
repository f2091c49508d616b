import { mermaidOf } from '../export/mermaid.js';
import { sheetOf, sheetPage } from '../export/sheet.js';
import { svgOf } from '../export/svg.js';
import { flowsInScope } from '../state/openness.js';
import type { Scene } from '../state/scene.js';
import { fileName, graphLabel } from '../state/sentences.js';
import type { GraphState } from '../state/state.js';

/** What an export is made of. */
export interface Subject {
  readonly state: GraphState;
  readonly scene: Scene;
}

export interface Exported {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export function svg({ state, scene }: Subject): { readonly name: string; readonly content: string } {
  const { view } = state.index;
  const title = titleOf(state);
  const lit = state.lit?.kind === 'path' ? view.paths[state.lit.index] : undefined;
  const description = lit?.description ?? graphLabel(view, title, flowsInScope(state));
  return { name: `${stem(title)}.svg`, content: svgOf(view, scene, { title, description }) };
}

export function mermaid({ state }: Subject): Exported {
  const { index, lit } = state;
  const flows = flowsInScope(state).map(({ id }) => id);
  const path = lit?.kind === 'path' ? { path: lit.index } : {};
  return { name: `${stem(titleOf(state))}.mmd`, content: mermaidOf(index.view, { flows, ...path }) };
}

/** One sheet for the lit path, or for each of them when none is lit. */
export function diagram({ state }: Subject): Exported {
  const { index, lit, settings } = state;
  const { view } = index;
  const all = view.paths.flatMap(({ finding }, at) => (view.findings[finding]?.isSuppressed === false ? [at] : []));
  const paths = lit?.kind === 'path' ? [lit.index] : all;
  if (paths.length === 0) throw new Error('There is no path of which a diagram could be drawn.');
  const facts = {
    files: [...new Set(view.flows.map(({ place }) => fileName(place.uri)))],
    drawn: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    content: settings.content,
    madeWith: settings.madeWith,
  };
  const sheets = paths.flatMap((path, at) => {
    return sheetOf(view, path, { ...facts, sheet: at + 1, sheets: paths.length }) ?? [];
  });
  return { name: 'data-flow-diagram.html', content: sheetPage('Data-flow diagram', sheets) };
}

function titleOf(state: GraphState): string {
  const flows = flowsInScope(state);
  return flows.length === 1 ? (flows[0]?.name ?? '') : `${flows.length} flows`;
}

/** A name for a file, made of whatever a flow is called. */
function stem(title: string): string {
  const kept = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '');
  return kept === '' ? 'flow-graph' : kept.slice(0, 80).toLowerCase();
}
