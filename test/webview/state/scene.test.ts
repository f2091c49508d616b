import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { GraphView } from '../../../server/core/ide/graph-view/graph-view.js';
import { layoutOf } from '../../../webview/layout/layout.js';
import { opennessOf } from '../../../webview/state/openness.js';
import { reduce } from '../../../webview/state/reduce.js';
import { type Scene, sceneOf } from '../../../webview/state/scene.js';
import { graphViewOfFiles } from '../../support/graph-view.js';
import { cardLine, idOf, stateWith } from '../views.js';

const EXAMPLES = fileURLToPath(new URL('../../../examples/payment-line/', import.meta.url));

function scene(
  view: GraphView,
  lit: { readonly kind: 'path' | 'stop'; readonly index: number },
  closed: string[] = [],
): Scene {
  const all = reduce(stateWith(view), { type: 'scope', scope: 'all' });
  const state = closed.reduce((before, container) => reduce(before, { type: 'toggle', container, isOpen: false }), all);
  const placed = layoutOf(view, opennessOf(state));
  const shown = { lit: { ...lit, step: 0 }, pinned: undefined, filters: {}, query: '' };
  return sceneOf(state.index, placed, shown);
}

describe('a lit path on what is drawn', () => {
  test('runs along the line that stored data has, from one flow to another', () => {
    const files = readdirSync(EXAMPLES).map((name) => ({
      uri: `file:///${name}`,
      text: readFileSync(`${EXAMPLES}${name}`, 'utf8'),
    }));
    const view = graphViewOfFiles(files);
    const index = view.paths.findIndex(({ steps }) => steps.at(-1)!.title === 'Show the note');
    const { edges, extra, placed } = scene(view, { kind: 'path', index });
    const stored = placed.edges.filter(({ kind }) => kind === 'stored');
    expect(stored.map(({ id }) => edges.get(id)?.look)).toEqual(['lit']);
    expect(extra).toEqual([]);
  });

  test('goes into a called task by the line of the call, which names what carries the value', () => {
    const { edges, placed, extra } = scene(cardLine(), { kind: 'path', index: 0 });
    const call = placed.edges.find(({ kind, id }) => kind === 'call' && edges.has(id));
    expect(edges.get(call!.id)).toEqual({ look: 'lit', step: 4, carrier: 'Task.card' });
    expect(extra).toEqual([]);
  });

  test('gives a closed container the steps beneath it', () => {
    const view = cardLine();
    const charge = view.flows.flatMap(({ containers }) => containers).find(({ name }) => name === 'Charge card')!;
    const { onPath, isLit, severity } = scene(view, { kind: 'path', index: 0 }, [charge.id]);
    expect(onPath.get(charge.id)).toEqual({ steps: [4, 5, 6], isFirst: false, isLast: true });
    expect([isLit, severity]).toEqual([true, 'error']);
  });

  test('ends at its barrier, and what is left of the value goes on from there', () => {
    const view = cardLine();
    const { stopAt, edges, placed } = scene(view, { kind: 'stop', index: 0 });
    const keep = idOf(view, 'Keep the last four');
    expect(stopAt).toBe(keep);
    const behind = placed.edges.find(({ from, kind }) => from === keep && kind === 'control')!;
    expect(edges.get(behind.id)?.look).toBe('stop');
  });
});
