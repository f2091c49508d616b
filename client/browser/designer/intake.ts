import { uriOf } from '../../designer/file-address.js';
import type { Intake } from '../../designer/intake.js';
import type { Opening } from '../../designer/state.js';
import type { Fetched } from '../doors/door.js';
import { copiesOf, type Dropped, droppedIn, folderIn, type Given, toGiven } from './gather.js';
import type { FileHandle, FolderHandle } from './handle-root.js';
import { pastedName } from './pasted.js';
import type { WebWorkspace } from './workspace.js';

/** What the types do not know yet of the browsers that have it. */
interface Pickers {
  showDirectoryPicker?(): Promise<FolderHandle>;
  showOpenFilePicker?(options: { readonly multiple: boolean }): Promise<FileHandle[]>;
}

const PASTED = 'pasted';

/** How flows come into the full page. `examples` fetches the flows that lie with the extension. */
export function browserIntake(
  workspace: WebWorkspace,
  examples: () => Promise<readonly { readonly path: string; readonly text: string }[]>,
): Intake {
  return {
    openings: () => [
      ...workspace.locked().map((name): Opening => {
        return {
          id: `again ${name}`,
          label: `Open “${name}” again`,
          act: async () => void (await workspace.unlock(name)),
        };
      }),
      { id: 'folder', label: 'Open a folder…', act: () => openFolder(workspace) },
      { id: 'files', label: 'Open files…', act: () => openFiles(workspace) },
      {
        id: 'examples',
        label: 'Open the example flows',
        act: async () => workspace.addCopies('examples', await examples(), []),
      },
    ],
    close: (name) => workspace.close(name),
    drop: (transfer) => takeDropped(workspace, droppedIn(transfer)),
    async paste(text) {
      const taken = await workspace.pathsIn(PASTED);
      let number = 1;
      while (taken.some((path) => path.startsWith(`${PASTED}-${number}.`))) number++;
      const path = pastedName(text, number);
      await workspace.addCopies(PASTED, [{ path, text }], [], true);
      return uriOf(`${PASTED}/${path}`);
    },
  };
}

/** What the panel has fetched. */
export function addFetched(workspace: WebWorkspace, { title, files, left }: Fetched): Promise<void> {
  return workspace.addCopies(title, files, left);
}

async function openFolder(workspace: WebWorkspace): Promise<void> {
  const { showDirectoryPicker } = globalThis as Pickers;
  if (showDirectoryPicker) {
    const handle = await chosen(showDirectoryPicker.call(globalThis));
    if (handle) await workspace.addFolder(handle);
    return;
  }
  const { folder, files } = folderIn(await chosenFiles(true));
  if (folder !== '') await takeGiven(workspace, folder, files);
}

async function openFiles(workspace: WebWorkspace): Promise<void> {
  const { showOpenFilePicker } = globalThis as Pickers;
  if (showOpenFilePicker) {
    const handles = await chosen(showOpenFilePicker.call(globalThis, { multiple: true }));
    if (handles && handles.length > 0) await workspace.addFiles(handles);
    return;
  }
  const files = await chosenFiles(false);
  if (files.length > 0) await takeGiven(workspace, 'files', files.map(toGiven));
}

/** Undefined when somebody has closed the window of the system. */
async function chosen<T>(picked: Promise<T>): Promise<T | undefined> {
  try {
    return await picked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return undefined;
    throw new Error('The browser did not open it.');
  }
}

function chosenFiles(isFolder: boolean): Promise<readonly File[]> {
  const field = document.createElement('input');
  field.type = 'file';
  field.multiple = true;
  field.webkitdirectory = isFolder;
  // Some browsers forget a field that stands nowhere before anybody has chosen.
  field.hidden = true;
  document.body.append(field);
  return new Promise((resolve) => {
    const end = () => {
      field.remove();
      resolve([...(field.files ?? [])]);
    };
    field.addEventListener('change', end);
    field.addEventListener('cancel', end);
    field.click();
  });
}

async function takeDropped(workspace: WebWorkspace, dropping: Promise<readonly Dropped[]>): Promise<void> {
  const dropped = await dropping;
  const handles = dropped.flatMap((one) => (one.kind === 'file' ? [one.handle] : []));
  const single = dropped.flatMap((one) => (one.kind === 'given' && one.folder === '' ? one.files : []));
  if (handles.length > 0) await workspace.addFiles(handles);
  if (single.length > 0) await takeGiven(workspace, 'files', single);
  for (const one of dropped) {
    if (one.kind === 'folder') await workspace.addFolder(one.handle);
    else if (one.kind === 'given' && one.folder !== '') await takeGiven(workspace, one.folder, one.files);
  }
}

async function takeGiven(workspace: WebWorkspace, name: string, files: readonly Given[]): Promise<void> {
  const { copies, leftOut } = await copiesOf(files);
  await workspace.addCopies(name, copies, leftOut);
}
