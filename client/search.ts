import { SKIPPED_FOLDERS } from '../server/core/config/candidates.js';
import { isCandidate } from './recognition.js';

/** The files of a workspace, wherever they are. `F` is an address of the host. */
export interface Files<F> {
  /** What stands in a folder; empty when it cannot be read. */
  entries(folder: F): Promise<readonly Entry<F>[]>;
  /** Undefined when the file cannot be read, or is too large to be worth it. */
  text(file: F): Promise<string | undefined>;
}

export interface Entry<F> {
  readonly name: string;
  readonly isFolder: boolean;
  readonly address: F;
}

export interface Limits {
  /** Names that are looked at, folders and files. */
  readonly entries: number;
  /** Folders below each other. */
  readonly depth: number;
}

/** Everything that a server is told about. */
export const LISTING: Limits = { entries: 50_000, depth: 24 };

/** What may be spent on the question whether there is any flow at all. */
export const GLANCE: Limits & { readonly reads: number; readonly milliseconds: number } = {
  entries: 3_000,
  depth: 8,
  reads: 200,
  milliseconds: 5_000,
};

/** Files that may hold a flow, those near the top first. The host's own search may never return, so folders are walked. */
export async function* candidatesBelow<F>(
  folders: readonly F[],
  files: Files<F>,
  { entries, depth }: Limits,
): AsyncGenerator<F> {
  let left = entries;
  let level = folders;
  for (let below = 0; below <= depth && level.length > 0; below++) {
    const next: F[] = [];
    for (const folder of level) {
      for (const { name, isFolder, address } of await files.entries(folder)) {
        if (left-- <= 0) return;
        if (!isFolder && isCandidate(name)) yield address;
        else if (isFolder && !SKIPPED_FOLDERS.has(name)) next.push(address);
      }
    }
    level = next;
  }
}

/** Whether there is a flow in the folders, as far as a glance tells. */
export async function hasFlow<F>(
  folders: readonly F[],
  files: Files<F>,
  isFlow: (file: F, text: string) => Promise<boolean>,
  now: () => number,
  isCancelled: () => boolean = () => false,
): Promise<boolean> {
  const end = now() + GLANCE.milliseconds;
  let reads = 0;
  for await (const file of candidatesBelow(folders, files, GLANCE)) {
    if (reads++ >= GLANCE.reads || now() > end || isCancelled()) return false;
    const text = await files.text(file);
    if (text !== undefined && (await isFlow(file, text))) return true;
  }
  return false;
}
