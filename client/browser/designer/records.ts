import type { LeftOut } from '../../designer/files.js';
import type { FileHandle, FolderHandle } from './handle-root.js';
import type { Shelf } from './shelf.js';

/** What is remembered of one thing that is open. */
export type RootRecord =
  | { readonly kind: 'folder'; readonly name: string; readonly handle: FolderHandle }
  | { readonly kind: 'files'; readonly name: string; readonly handles: readonly FileHandle[] }
  | {
      readonly kind: 'copies';
      readonly name: string;
      readonly paths: readonly string[];
      readonly leftOut: readonly LeftOut[];
    };

const ROOTS = 'roots';
const KINDS: readonly unknown[] = ['folder', 'files', 'copies'];

export async function recordsOn(shelf: Shelf): Promise<readonly RootRecord[]> {
  const [kept] = await shelf.get([ROOTS]);
  // Only we write there, but an older version may have written otherwise.
  return Array.isArray(kept) ? kept.filter((one): one is RootRecord => KINDS.includes(one?.kind)) : [];
}

/** Another tab may have opened something since: only the one record is replaced. */
export async function keepRecord(shelf: Shelf, name: string, record: RootRecord | undefined): Promise<void> {
  const all = await recordsOn(shelf);
  const at = all.findIndex((one) => one.name === name);
  const others = all.filter((one) => one.name !== name);
  const next = record ? others.toSpliced(at < 0 ? others.length : at, 0, record) : others;
  await shelf.put([[ROOTS, next]]);
}
