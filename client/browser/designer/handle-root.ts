import type { LeftOut, Saved } from '../../designer/files.js';
import { isSkippedFolder, MOST_FILES, readFile, refusalOf } from './readable.js';
import { GONE, type Root, type RootFile, type RootListing, Unreadable, versionOf } from './roots.js';

/** What the types do not know yet of the browsers that have it. */
interface Guarded {
  queryPermission(wish: { readonly mode: Mode }): Promise<PermissionState>;
  requestPermission(wish: { readonly mode: Mode }): Promise<PermissionState>;
}

type Mode = 'read' | 'readwrite';

export type FolderHandle = FileSystemDirectoryHandle & Guarded;
export type FileHandle = FileSystemFileHandle & Guarded;

const NOT_WRITTEN = 'The browser was not allowed to write the file. It is still here, and can be downloaded.';

/** A folder of the disk. */
export function folderRoot(name: string, folder: FolderHandle): Root {
  return handleRoot(name, folder, async () => {
    const walk: Walk = { files: new Map(), leftOut: [] };
    await gather(folder, '', walk);
    return walk;
  });
}

/** Files of the disk that were chosen one by one. */
export function filesRoot(name: string, handles: readonly FileHandle[]): Root {
  const files = new Map<string, FileHandle>();
  const leftOut: LeftOut[] = [];
  for (const [index, handle] of handles.entries()) {
    const why = refusalOf(handle.name);
    // Two folders may each have one of this name.
    const path = files.has(handle.name) ? `${index + 1}/${handle.name}` : handle.name;
    if (why === '') files.set(path, handle);
    else leftOut.push({ path, why });
  }
  return handleRoot(name, handles[0], async () => ({ files, leftOut }));
}

interface Walk {
  readonly files: Map<string, FileHandle>;
  readonly leftOut: LeftOut[];
}

/** `asked`: whose permission stands for all. */
function handleRoot(name: string, asked: Guarded | undefined, find: () => Promise<Walk>): Root {
  let files: ReadonlyMap<string, FileHandle> = new Map();
  const handleOf = (path: string) => {
    const handle = files.get(path);
    if (!handle) throw new Error(GONE);
    return handle;
  };
  return {
    name,
    async list(): Promise<RootListing> {
      const walk = await find();
      files = walk.files;
      return { files: await Promise.all([...files].map(stamped)), leftOut: walk.leftOut };
    },
    read: async (path) => textOf(handleOf(path)),
    save: (path, text, base) => save(handleOf(path), text, base),
    access: async () => ((await asked?.queryPermission({ mode: 'read' })) === 'granted' ? 'granted' : 'ask'),
    unlock: async () => (await asked?.requestPermission({ mode: 'read' })) === 'granted',
  };
}

async function stamped([path, handle]: readonly [string, FileHandle]): Promise<RootFile> {
  try {
    const { lastModified, size } = await handle.getFile();
    return { path, stamp: `${lastModified}-${size}` };
  } catch {
    return { path, stamp: '' };
  }
}

async function textOf(handle: FileHandle): Promise<{ readonly text: string; readonly version: string }> {
  const file = await handle.getFile().catch(() => undefined);
  if (!file) throw new Error(GONE);
  const read = await readFile(file);
  if ('why' in read) throw new Unreadable(read.why);
  return { text: read.text, version: await versionOf(read.text) };
}

/** Between the look and the writing somebody else may write: the browser has no lock to prevent that. */
async function save(handle: FileHandle, text: string, base: string): Promise<Saved> {
  // First, while the click still counts.
  if ((await handle.requestPermission({ mode: 'readwrite' })) !== 'granted') throw new Error(NOT_WRITTEN);
  if ((await textOf(handle)).version !== base) return { status: 'conflict' };
  const stream = await handle.createWritable();
  await stream.write(text);
  await stream.close();
  return { status: 'saved', version: await versionOf(text) };
}

async function gather(folder: FileSystemDirectoryHandle, above: string, walk: Walk): Promise<void> {
  for await (const [name, handle] of folder.entries()) {
    const path = `${above}${name}`;
    if (walk.files.size >= MOST_FILES) {
      if (above === '') walk.leftOut.push({ path, why: `only the first ${MOST_FILES} files were read` });
      return;
    }
    if (handle.kind === 'directory') {
      if (!isSkippedFolder(name)) await gather(handle, `${path}/`, walk);
    } else if (refusalOf(name) === '') walk.files.set(path, handle as FileHandle); // both methods are there where handles are
  }
}
