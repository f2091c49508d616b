import type { Draft, Drafts } from '../../designer/drafts.js';
import type { Shelf } from './shelf.js';

const PREFIX = 'draft:';

/** What nobody has saved yet, on the shelf. */
export function shelfDrafts(shelf: Shelf): Drafts {
  return {
    isLasting: shelf.isLasting,
    async all() {
      const names = (await shelf.names()).filter((name) => name.startsWith(PREFIX));
      const values = await shelf.get(names);
      return values.flatMap((value, index) => toDraft(names[index]!.slice(PREFIX.length), value));
    },
    keep: ({ uri, text, base }) => shelf.put([[`${PREFIX}${uri}`, { text, base }]]),
    drop: (uri) => shelf.remove([`${PREFIX}${uri}`]),
  };
}

function toDraft(uri: string, value: unknown): Draft[] {
  if (typeof value !== 'object' || value === null || !('text' in value) || !('base' in value)) return [];
  const { text, base } = value;
  return typeof text === 'string' && typeof base === 'string' ? [{ uri, text, base }] : [];
}
