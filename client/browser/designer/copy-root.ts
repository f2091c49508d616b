import type { Saved } from '../../designer/files.js';
import { GONE, type Root, type RootListing, versionOf } from './roots.js';
import type { Shelf } from './shelf.js';

export interface Copied {
  /** Below the root, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Texts that lie with the extension, since the browser cannot write where they came from. */
export interface CopyRoot extends Root {
  /** Replaces what has the same path. */
  add(files: readonly Copied[]): Promise<void>;
  /** Takes everything from the shelf. */
  clear(): Promise<void>;
}

const DOWNLOADED = 'Downloaded. The browser cannot write into the file itself.';

const nameOf = (root: string, path: string) => `copy:${root}/${path}`;

/** `paths`: what is on the shelf already; `changed` is told the paths whenever they are others. */
export function copyRoot(
  name: string,
  shelf: Shelf,
  paths: readonly string[],
  changed: (paths: readonly string[]) => Promise<void>,
  download: (name: string, text: string) => void,
): CopyRoot {
  const stamps = new Map(paths.map((path) => [path, 0]));
  const put = (files: readonly Copied[]) =>
    shelf.put(files.map(({ path, text }) => [nameOf(name, path), text] as const));
  const textOf = async (path: string) => {
    const [text] = await shelf.get([nameOf(name, path)]);
    if (typeof text !== 'string' || !stamps.has(path)) throw new Error(GONE);
    return text;
  };
  return {
    name,
    list: async (): Promise<RootListing> => ({
      files: [...stamps].map(([path, stamp]) => ({ path, stamp: String(stamp) })),
      leftOut: [],
    }),
    async read(path) {
      const text = await textOf(path);
      return { text, version: await versionOf(text) };
    },
    async save(path, text, base): Promise<Saved> {
      // Another tab with the same workspace may have saved it.
      if ((await versionOf(await textOf(path))) !== base) return { status: 'conflict' };
      await put([{ path, text }]);
      download(path.slice(path.lastIndexOf('/') + 1), text);
      return { status: 'saved', version: await versionOf(text), note: DOWNLOADED };
    },
    access: async () => 'granted',
    unlock: async () => true,
    async add(files) {
      await put(files);
      for (const { path } of files) stamps.set(path, (stamps.get(path) ?? 0) + 1);
      await changed([...stamps.keys()]);
    },
    async clear() {
      await shelf.remove([...stamps.keys()].map((path) => nameOf(name, path)));
      stamps.clear();
    },
  };
}
