import type { LeftOut } from '../../designer/files.js';
import type { Copied } from './copy-root.js';
import type { FileHandle, FolderHandle } from './handle-root.js';
import { isSkippedFolder, MOST_FILES, readFile, refusalOf } from './readable.js';

/** A file that the browser lets us read once. */
export interface Given {
  /** With `/`. */
  readonly path: string;
  readonly file: File;
}

/** Files that are read at the same time. */
const BATCH = 16;

/** What was dropped. Handles are better where there are any: they can be written, and opened again. */
export type Dropped =
  | { readonly kind: 'folder'; readonly handle: FolderHandle }
  | { readonly kind: 'file'; readonly handle: FileHandle }
  | { readonly kind: 'given'; readonly folder: string; readonly files: readonly Given[] };

/** What a browser that knows handles adds to an item that is dragged. */
interface HandleItem {
  getAsFileSystemHandle?(): Promise<FileSystemHandle | null | undefined>;
}

/** Has to be called while the event is handled: afterwards the browser shows nothing of it any more. */
export function droppedIn({ items, files }: DataTransfer): Promise<readonly Dropped[]> {
  const found = [...items]
    .filter(({ kind }) => kind === 'file')
    .map((item) => ({ handle: handleOf(item), entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  if (found.length === 0) return Promise.resolve(files.length === 0 ? [] : [given('', [...files].map(toGiven))]);
  return Promise.all(
    found.map(async ({ handle, entry, file }): Promise<readonly Dropped[]> => {
      const known = await handle;
      if (known) return [known];
      if (entry?.isDirectory) return [given(entry.name, await filesBelow(entry, ''))];
      return file ? [given('', [toGiven(file)])] : [];
    }),
  ).then((all) => all.flat());
}

function handleOf(item: DataTransferItem): Promise<Dropped | undefined> {
  const asked = (item as DataTransferItem & HandleItem).getAsFileSystemHandle?.(); // not in every browser
  if (!asked) return Promise.resolve(undefined);
  return asked.then(
    (handle): Dropped | undefined =>
      !handle
        ? undefined
        : handle.kind === 'directory'
          ? { kind: 'folder', handle: handle as FolderHandle } // the kind says which
          : { kind: 'file', handle: handle as FileHandle },
    () => undefined,
  );
}

function given(folder: string, files: readonly Given[]): Dropped {
  return { kind: 'given', folder, files };
}

export function toGiven(file: File): Given {
  return { path: file.name, file };
}

/** What a field for a folder has: every path begins with the folder's name. */
export function folderIn(files: readonly File[]): { readonly folder: string; readonly files: readonly Given[] } {
  const paths = files.map((file) => ({ parts: file.webkitRelativePath.split('/'), file }));
  const wanted = paths.filter(({ parts }) => !parts.slice(1, -1).some(isSkippedFolder));
  return {
    folder: paths[0]?.parts[0] ?? '',
    files: wanted
      .map(({ parts, file }) => ({ path: parts.slice(1).join('/'), file }))
      .filter(({ path }) => refusalOf(path) === ''),
  };
}

async function filesBelow(entry: FileSystemEntry, above: string, found: Given[] = []): Promise<Given[]> {
  for (const child of await entriesOf(entry as FileSystemDirectoryEntry)) {
    // One more than is wanted: whoever reads them says that there were too many.
    if (found.length > MOST_FILES) break;
    const path = `${above}${child.name}`;
    if (child.isDirectory) {
      if (!isSkippedFolder(child.name)) await filesBelow(child, `${path}/`, found);
    } else if (refusalOf(child.name) === '') {
      const file = await fileOf(child as FileSystemFileEntry); // what is no folder is a file
      if (file) found.push({ path, file });
    }
  }
  return found;
}

/** The browser hands out the entries of a folder in parts, the last of which is empty. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File | undefined> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(undefined)));
}

/** Reads everything that is a text of ours; what is not is named with the reason. */
export async function copiesOf(files: readonly Given[]): Promise<{ copies: Copied[]; leftOut: LeftOut[] }> {
  const copies: Copied[] = [];
  const leftOut: LeftOut[] = [];
  if (files.length > MOST_FILES) {
    leftOut.push({ path: `${files.length - MOST_FILES} files`, why: `only the first ${MOST_FILES} files were read` });
  }
  const wanted = files.slice(0, MOST_FILES);
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    const reads = await Promise.all(batch.map(async ({ path, file }) => read(path, file)));
    for (const [index, one] of reads.entries()) {
      const { path } = batch[index]!;
      if ('why' in one) leftOut.push({ path, why: one.why });
      else copies.push({ path, text: one.text });
    }
  }
  return { copies, leftOut };
}

async function read(path: string, file: File) {
  const why = refusalOf(path);
  return why === '' ? readFile(file) : { why };
}
