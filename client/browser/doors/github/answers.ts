import { DoorProblem } from '../door.js';

/** What is used of the answers; anything else in them is not looked at. */

export interface ChangedFile {
  readonly path: string;
  /** Where it was before, when it has moved. */
  readonly before: string;
  readonly isAdded: boolean;
  readonly isRemoved: boolean;
}

/** One entry of a folder or of a tree. */
export interface Entry {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** "List pull requests files", "Compare two commits", "Get a commit": the same rows in all three. */
export function changedFilesOf(answer: unknown): readonly ChangedFile[] {
  return listOf(answer).map((row) => {
    const { filename, previous_filename: previous, status } = fieldsOf(row);
    const path = textOf(filename);
    return {
      path,
      before: typeof previous === 'string' ? previous : path,
      // What was copied is new where it is now.
      isAdded: status === 'added' || status === 'copied',
      isRemoved: status === 'removed',
    };
  });
}

/** "Get repository content" of a folder. */
export function contentsOf(answer: unknown): readonly Entry[] {
  return listOf(answer).map((row) => {
    const { path, type, size } = fieldsOf(row);
    return { path: textOf(path), kind: kindOf(type, 'file', 'dir'), size: sizeOf(size) };
  });
}

/** "Get a tree", all levels; not everything is in it when the repository is very large. */
export function treeOf(answer: unknown): { readonly entries: readonly Entry[]; readonly isCut: boolean } {
  const { tree, truncated } = fieldsOf(answer);
  const entries = listOf(tree).map((row) => {
    const { path, type, mode, size } = fieldsOf(row);
    // A symbolic link is a blob, too: its content is the name of another file.
    const kind = mode === '120000' ? 'other' : kindOf(type, 'blob', 'tree');
    return { path: textOf(path), kind, size: sizeOf(size) };
  });
  return { entries, isCut: truncated === true };
}

/** "List matching references": full names with the commits or tags that they point to. */
export function referencesOf(answer: unknown): readonly { readonly name: string; readonly sha: string }[] {
  return listOf(answer).map((row) => {
    const { ref, object } = fieldsOf(row);
    return { name: textOf(ref), sha: shaOf(fieldsOf(object).sha) };
  });
}

export function fieldsOf(value: unknown): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields; // just looked at
  throw notUnderstood();
}

export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw notUnderstood();
}

export function textOf(value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  throw notUnderstood();
}

/** It goes into addresses. */
export function shaOf(value: unknown): string {
  const sha = textOf(value);
  if (/^[0-9a-f]{40,64}$/.test(sha)) return sha;
  throw notUnderstood();
}

function kindOf(type: unknown, file: string, folder: string): Entry['kind'] {
  if (type === file) return 'file';
  return type === folder ? 'folder' : 'other';
}

function sizeOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 ? value : 0;
}

function notUnderstood(): DoorProblem {
  return new DoorProblem('broken', 'GitHub answers in a way that is not understood.');
}
