import { uriOf } from '../../designer/file-address.js';
import type { Files, FileText, Listing } from '../../designer/files.js';
import type { FetchedFile } from '../doors/door.js';

const READ_ONLY = 'This comes from the web; here it is only shown.';

/** Files that were fetched, to be looked at: nothing is written, and nobody else changes them. */
export function filesOf(name: string, fetched: readonly FetchedFile[]): Files {
  const folder = uriOf(folderName(name));
  const texts = new Map(fetched.map(({ path, text }) => [uriOf(`${folderName(name)}/${path}`), { path, text }]));
  const listing: Listing = {
    folders: [{ uri: folder, name }],
    files: [...texts].map(([uri, { path }]) => ({ uri, path })),
  };
  return {
    list: async () => listing,
    async read(uri): Promise<FileText> {
      const file = texts.get(uri);
      if (!file) throw new Error('This file was not fetched.');
      return { text: file.text, version: '', readOnly: READ_ONLY };
    },
    async save() {
      throw new Error(READ_ONLY);
    },
    watch: () => () => {},
  };
}

/** A title may be any text; an address has one part per slash. */
export function folderName(title: string): string {
  return title.replaceAll('/', ' ').trim() || 'web';
}
