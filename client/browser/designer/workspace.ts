import { pathOf, uriOf } from '../../designer/file-address.js';
import type {
  FileChanges,
  FileEntry,
  Files,
  FilesListener,
  FileText,
  Folder,
  LeftOut,
  Listing,
  Saved,
} from '../../designer/files.js';
import { type Copied, type CopyRoot, copyRoot } from './copy-root.js';
import { type FileHandle, type FolderHandle, filesRoot, folderRoot } from './handle-root.js';
import { keepRecord, type RootRecord, recordsOn } from './records.js';
import { GONE, type Root, type RootListing, Unreadable } from './roots.js';
import type { Shelf } from './shelf.js';
import { folderName } from './web-files.js';

interface Open {
  readonly root: Root;
  /** Undefined: not looked at yet, or locked. */
  listing: RootListing | undefined;
  leftOut: readonly LeftOut[];
  isLocked: boolean;
  /** Why, by path: what has turned out to be no text. */
  readonly unreadable: Map<string, string>;
}

const UNREADABLE = 'the folder cannot be read; it was moved or removed';

/** What is open in the full page, now and at the next visit. */
export class WebWorkspace implements Files {
  readonly #shelf: Shelf;
  readonly #download: (name: string, text: string) => void;
  readonly #open = new Map<string, Open>();
  readonly #copies = new Map<string, CopyRoot>();
  readonly #listeners = new Set<FilesListener>();
  readonly #restored: Promise<void>;

  constructor(shelf: Shelf, download: (name: string, text: string) => void) {
    this.#shelf = shelf;
    this.#download = download;
    this.#restored = this.#restore();
  }

  async list(): Promise<Listing> {
    await this.#restored;
    const open = [...this.#open.values()];
    await Promise.all(open.map(look));
    const shown = open.filter(({ isLocked }) => !isLocked);
    return {
      folders: shown.map(({ root }) => toFolder(root.name)),
      files: shown.flatMap(({ root, listing }) => (listing?.files ?? []).map(({ path }) => toEntry(root.name, path))),
      leftOut: shown.flatMap((one) =>
        leftOutOf(one).map(({ path, why }) => ({ path: `${one.root.name}/${path}`, why })),
      ),
    };
  }

  async read(uri: string): Promise<FileText> {
    const { root, path, unreadable } = this.#placeOf(uri);
    try {
      const read = await root.read(path);
      if (unreadable.delete(path)) this.#tellLeftOut();
      return { ...read, readOnly: '' };
    } catch (error) {
      if (error instanceof Unreadable && unreadable.get(path) !== error.why) {
        unreadable.set(path, error.why);
        this.#tellLeftOut();
      }
      throw error;
    }
  }

  async save(uri: string, text: string, base: string): Promise<Saved> {
    const { root, path } = this.#placeOf(uri);
    return root.save(path, text, base);
  }

  watch(listener: FilesListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Folders that the browser shows only after another click. */
  locked(): readonly string[] {
    return [...this.#open.values()].filter(({ isLocked }) => isLocked).map(({ root }) => root.name);
  }

  /** Inside of a click. */
  async unlock(name: string): Promise<boolean> {
    const open = this.#open.get(name);
    if (!open || !(await open.root.unlock())) return false;
    open.isLocked = false;
    this.#tell({ added: [toFolder(name)], removed: [] });
    return true;
  }

  addFolder(handle: FolderHandle): Promise<void> {
    const name = this.#freeName(handle.name);
    return this.#add(folderRoot(name, handle), { kind: 'folder', name, handle });
  }

  addFiles(handles: readonly FileHandle[]): Promise<void> {
    const name = this.#freeName('files');
    return this.#add(filesRoot(name, handles), { kind: 'files', name, handles });
  }

  /** Copies under a name of their own, or `joins`: beside what lies there under this name already. */
  async addCopies(wanted: string, files: readonly Copied[], leftOut: readonly LeftOut[], joins = false): Promise<void> {
    const name = joins ? folderName(wanted) : this.#freeName(wanted);
    const known = this.#copies.get(name);
    const root = known ?? this.#copyRoot(name, [], leftOut);
    const before = new Set((await root.list()).files.map(({ path }) => path));
    // What lies on the shelf without its record would be lost, so the texts come first.
    await root.add(files);
    if (!known) return this.#add(root, undefined, leftOut);
    const uris = files.map(({ path }) => ({ isNew: !before.has(path), uri: toEntry(name, path).uri }));
    this.#forgetListing(name);
    this.#emit({
      added: uris.filter(({ isNew }) => isNew).map(({ uri }) => uri),
      changed: uris.filter(({ isNew }) => !isNew).map(({ uri }) => uri),
      gone: [],
    });
  }

  /** What lies in a folder now, whether or not somebody has listed it yet. */
  async pathsIn(name: string): Promise<readonly string[]> {
    const listing = await this.#open.get(name)?.root.list();
    return listing?.files.map(({ path }) => path) ?? [];
  }

  async close(name: string): Promise<void> {
    const open = this.#open.get(name);
    if (!open) return;
    this.#open.delete(name);
    await keepRecord(this.#shelf, name, undefined);
    await this.#copies.get(name)?.clear();
    this.#copies.delete(name);
    this.#tell({ added: [], removed: [toFolder(name)] });
  }

  /** Others may have changed the disk while the page was not in front: the browser does not tell. */
  async lookAgain(): Promise<void> {
    await this.#restored;
    for (const open of this.#open.values()) {
      if (open.isLocked || !open.listing) continue;
      const before = new Map(open.listing.files.map(({ path, stamp }) => [path, stamp]));
      open.listing = undefined;
      await look(open);
      const changes = changesOf(open.root.name, before, open.listing);
      if (changes.added.length + changes.changed.length + changes.gone.length > 0) this.#emit(changes);
    }
  }

  async #restore(): Promise<void> {
    for (const record of await recordsOn(this.#shelf).catch(() => [])) {
      const root = this.#rootOf(record);
      const isLocked = (await root.access().catch(() => 'ask')) === 'ask';
      const leftOut = record.kind === 'copies' ? record.leftOut : [];
      this.#open.set(record.name, { root, listing: undefined, leftOut, isLocked, unreadable: new Map() });
    }
  }

  #rootOf(record: RootRecord): Root {
    switch (record.kind) {
      case 'folder':
        return folderRoot(record.name, record.handle);
      case 'files':
        return filesRoot(record.name, record.handles);
      case 'copies':
        return this.#copyRoot(record.name, record.paths, record.leftOut);
    }
  }

  #copyRoot(name: string, paths: readonly string[], leftOut: readonly LeftOut[]): CopyRoot {
    const keep = (next: readonly string[]) =>
      keepRecord(this.#shelf, name, { kind: 'copies', name, paths: next, leftOut });
    const root = copyRoot(name, this.#shelf, paths, keep, this.#download);
    this.#copies.set(name, root);
    return root;
  }

  async #add(root: Root, record: RootRecord | undefined, leftOut: readonly LeftOut[] = []): Promise<void> {
    this.#open.set(root.name, { root, listing: undefined, leftOut, isLocked: false, unreadable: new Map() });
    // A browser that does not keep handles costs the next visit, not this one.
    if (record) await keepRecord(this.#shelf, root.name, record).catch(() => {});
    this.#tell({ added: [toFolder(root.name)], removed: [] });
  }

  #forgetListing(name: string): void {
    const open = this.#open.get(name);
    if (open) open.listing = undefined;
  }

  #placeOf(uri: string): { readonly root: Root; readonly path: string; readonly unreadable: Map<string, string> } {
    const [name = '', ...parts] = pathOf(uri).split('/');
    const open = this.#open.get(name);
    if (!open || open.isLocked) throw new Error(GONE);
    return { root: open.root, path: parts.join('/'), unreadable: open.unreadable };
  }

  #freeName(wanted: string): string {
    const name = folderName(wanted);
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? name : `${name} (${number})`;
      if (!this.#open.has(candidate)) return candidate;
    }
  }

  #tell(change: { readonly added: readonly Folder[]; readonly removed: readonly Folder[] }): void {
    for (const listener of this.#listeners) listener.folders?.(change);
  }

  #tellLeftOut(): void {
    for (const listener of this.#listeners) listener.leftOut?.();
  }

  #emit(changes: FileChanges): void {
    for (const listener of this.#listeners) listener.changed(changes);
  }
}

async function look(open: Open): Promise<void> {
  if (open.listing || open.isLocked) return;
  open.listing = await open.root.list().catch(() => ({ files: [], leftOut: [{ path: '', why: UNREADABLE }] }));
}

function leftOutOf({ listing, leftOut, unreadable }: Open): LeftOut[] {
  return [...leftOut, ...(listing?.leftOut ?? []), ...[...unreadable].map(([path, why]) => ({ path, why }))];
}

function toFolder(name: string): Folder {
  return { uri: uriOf(name), name };
}

function toEntry(name: string, path: string): FileEntry {
  const shown = `${name}/${path}`;
  return { uri: uriOf(shown), path: shown };
}

function changesOf(name: string, before: ReadonlyMap<string, string>, after: RootListing | undefined): FileChanges {
  const files = after?.files ?? [];
  const paths = new Set(files.map(({ path }) => path));
  const uris = (list: readonly string[]) => list.map((path) => toEntry(name, path).uri);
  return {
    added: uris(files.filter(({ path }) => !before.has(path)).map(({ path }) => path)),
    changed: uris(
      files.filter(({ path, stamp }) => before.has(path) && before.get(path) !== stamp).map(({ path }) => path),
    ),
    gone: uris([...before.keys()].filter((path) => !paths.has(path))),
  };
}
