import type { NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import { type Entry, partOf, titleOf, type ViewIndex } from './view-index.js';

export interface Hit {
  readonly node: NodeId;
  readonly title: string;
  /** What the words were found in, where it is not the title. */
  readonly found: string;
}

const MOST_HITS = 200;

/** Names, kinds, variables and the text of properties; names first, then in the order of the files. */
export function search(index: ViewIndex, query: string): readonly Hit[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const named: Hit[] = [];
  const others: Hit[] = [];
  for (const [node, entry] of index.entries) {
    const title = titleOf(entry);
    if (title.toLowerCase().includes(wanted)) named.push({ node, title, found: '' });
    else {
      const found = textsOf(entry).find((text) => text.toLowerCase().includes(wanted));
      if (found !== undefined) others.push({ node, title, found });
    }
    if (named.length >= MOST_HITS) break;
  }
  return [...named, ...others].slice(0, MOST_HITS);
}

function textsOf(entry: Entry): readonly string[] {
  if (entry.kind !== 'action') return [partOf(entry).kind];
  const { kind, summary, properties, outputs } = entry.action;
  return [kind, summary, ...properties.flatMap(({ name, value }) => [value, name]), ...outputs.map(({ name }) => name)];
}
