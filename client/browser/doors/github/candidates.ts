import { CANDIDATE, CONFIG_FILE, IGNORES_FILE, SKIPPED_FOLDERS } from '../../../../server/core/config/candidates.js';
import type { LeftOut } from '../door.js';
import type { Entry } from './answers.js';
import { isInside } from './target.js';

/** Files that a folder, or a change, is fetched with. */
export const MOST_FILES = 300;
/** Files beside what is shown: flows that it calls, data actions, settings. */
export const MOST_BESIDE = 60;
/** Folders whose files are looked at beside what has changed. */
export const MOST_FOLDERS = 8;
/** Bytes. The platform takes flows of at most 6 million characters; exports of them are somewhat larger. */
const LARGEST = 12_000_000;

/** Which of the files that were found are fetched. */
export interface Choice {
  readonly paths: readonly string[];
  readonly left: readonly LeftOut[];
}

/** The files among entries that may say something about flows, at most so many of them; in the order of their names. */
export function chosenOf(entries: readonly Entry[], most: number, where: string): Choice {
  const possible = entries
    .filter(({ path }) => mayConcernFlows(path))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  const left: LeftOut[] = [];
  const paths: string[] = [];
  for (const { path, kind, size } of possible) {
    if (kind === 'folder') continue;
    if (!isInside(path)) left.push({ path: 'A file', why: 'Its name would lead out of the repository.' });
    else if (kind === 'other') left.push({ path, why: 'A link or another repository, not a file.' });
    else if (size > LARGEST) left.push({ path, why: `Larger than a flow can be: ${Math.round(size / 1e6)} MB.` });
    else paths.push(path);
  }
  return withLimit({ paths, left }, most, where);
}

/** Says how many there are beyond the limit, not each of them. */
export function withLimit({ paths, left }: Choice, most: number, where: string): Choice {
  if (paths.length <= most) return { paths, left };
  const more = paths.length - most;
  const why = `${more} more ${more === 1 ? 'file was' : 'files were'} not fetched: more than are asked for at once.`;
  return { paths: paths.slice(0, most), left: [...left, { path: where, why }] };
}

export function mayConcernFlows(path: string): boolean {
  return CANDIDATE.test(path) && !path.split('/').some((name) => SKIPPED_FOLDERS.has(name));
}

/** '' for what lies at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** For people. */
export function shownFolder(folder: string): string {
  return folder === '' ? 'The top folder' : `${folder}/`;
}

/** Where settings may stand that hold for files in these folders: the command line reads the same ones. */
export function settingsFor(folders: readonly string[]): readonly string[] {
  const around = new Set(['']);
  for (const folder of folders.slice(0, MOST_FOLDERS)) {
    for (let at = folder; at !== ''; at = folderOf(at)) around.add(at);
  }
  return [CONFIG_FILE, ...[...around].map((folder) => (folder === '' ? IGNORES_FILE : `${folder}/${IGNORES_FILE}`))];
}
