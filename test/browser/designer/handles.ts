import type { FileHandle, FolderHandle } from '../../../client/browser/designer/handle-root.js';

/** What of the disk a test can see and settle. */
export interface Disk {
  readonly texts: Map<string, string | Uint8Array>;
  permission: PermissionState;
  /** What the browser answers when it is asked. */
  answer: PermissionState;
}

/** A folder whose files stand in a map; the browser's handles have many more sides, which nobody here uses. */
export function folderOn(disk: Disk, name: string): FolderHandle {
  const handle = {
    kind: 'directory',
    name,
    ...permissionsOf(disk),
    async *entries() {
      for (const file of disk.texts.keys()) yield [file, fileOn(disk, file)];
    },
  };
  return handle as unknown as FolderHandle; // see above
}

export function fileOn(disk: Disk, name: string): FileHandle {
  const handle = {
    kind: 'file',
    name,
    ...permissionsOf(disk),
    getFile: async () => fileOf(disk, name),
    async createWritable() {
      let written = '';
      return {
        async write(text: string) {
          written += text;
        },
        close: async () => void disk.texts.set(name, written),
      };
    },
  };
  return handle as unknown as FileHandle; // see above
}

function fileOf({ texts }: Disk, name: string): File {
  const content = texts.get(name);
  if (content === undefined) throw new DOMException('gone', 'NotFoundError');
  return new File([new Uint8Array(typeof content === 'string' ? new TextEncoder().encode(content) : content)], name, {
    lastModified: 1,
  });
}

function permissionsOf(disk: Disk) {
  return {
    queryPermission: async () => disk.permission,
    requestPermission: async () => {
      disk.permission = disk.answer;
      return disk.answer;
    },
  };
}
