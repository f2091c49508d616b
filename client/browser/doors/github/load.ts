import { DoorProblem, type Fetched, type FetchedFile, type LeftOut } from '../door.js';
import { contentsOf, treeOf } from './answers.js';
import {
  type Choice,
  chosenOf,
  folderOf,
  MOST_BESIDE,
  MOST_FILES,
  MOST_FOLDERS,
  settingsFor,
  shownFolder,
} from './candidates.js';
import { type GithubClient, repositoryPath } from './client.js';
import { resolve } from './reference.js';
import { encodedPath, type GithubHosts, type Repository, type Target } from './target.js';
import { ALWAYS_FATAL, readTexts, type Texts } from './texts.js';

/** What a load works with. */
export interface Loading {
  readonly client: GithubClient;
  readonly hosts: GithubHosts;
  readonly repository: Repository;
  readonly progress: (done: number, total: number) => void;
}

/** A state of the repository from which files are read. */
export interface Source extends Loading {
  readonly sha: string;
  readonly step: Steps;
}

/** Counts what has been read; the total grows with what is found on the way. */
export interface Steps {
  add(count: number): void;
  done(): void;
}

type ShownTarget = Target & { readonly kind: 'file' | 'folder' };

export async function loadShown(loading: Loading, target: ShownTarget): Promise<Omit<Fetched, 'title'>> {
  const { sha, path } = await resolve(loading.client, loading.repository, target.rest);
  const source: Source = { ...loading, sha, step: stepsOf(loading) };
  const read = await (target.kind === 'file' ? fileAndBeside(source, path) : folderFiles(source, path));
  const settings = await settingsAround(source, [target.kind === 'file' ? folderOf(path) : path], read.texts);
  return { files: filesOf(source, join(read.texts, settings)), before: undefined, left: read.left };
}

/** The one that is shown has to be there; what lies beside it makes the answer more exact. */
async function fileAndBeside(source: Source, path: string): Promise<Texts> {
  const shown = await read(source, [path], true);
  const [problem] = shown.left;
  if (shown.texts.size === 0 && problem) return shown;
  const beside = await listedBeside(source, [folderOf(path)], new Set([path]));
  const others = await read(source, beside.paths, false);
  return { texts: join(shown.texts, others.texts), left: [...beside.left, ...others.left] };
}

async function folderFiles(source: Source, folder: string): Promise<Texts> {
  const { client, repository, sha } = source;
  // "Get a tree": all levels at once.
  const answer = await client.json(`${repositoryPath(repository)}/git/trees/${sha}?recursive=1`);
  const { entries, isCut } = treeOf(answer);
  const below = folder === '' ? entries : entries.filter(({ path }) => path.startsWith(`${folder}/`));
  if (below.length === 0) throw new DoorProblem('not-found', 'The repository has no such folder in this state.');
  const { paths, left } = chosenOf(below, MOST_FILES, shownFolder(folder));
  const cut: LeftOut = {
    path: shownFolder(folder),
    why: 'The repository is so large that GitHub does not list all of it.',
  };
  const found = await read(source, paths, true);
  return { texts: found.texts, left: [...(isCut ? [cut] : []), ...left, ...found.left] };
}

/** "Get repository content": a folder has at most that many entries in the answer. */
const LISTED = 1_000;

/** Files in the same folders that may belong to what is shown. What cannot be listed is said. */
export async function listedBeside(
  source: Source,
  folders: readonly string[],
  known: ReadonlySet<string>,
): Promise<Choice> {
  const { client, repository, sha } = source;
  const left: LeftOut[] = folders
    .slice(MOST_FOLDERS)
    .map((folder) => ({ path: shownFolder(folder), why: 'The other files of this folder were not looked for.' }));
  const found: string[] = [];
  for (const folder of folders.slice(0, MOST_FOLDERS)) {
    const path = folder === '' ? '' : `/${encodedPath(folder.split('/'))}`;
    try {
      const entries = contentsOf(await client.json(`${repositoryPath(repository)}/contents${path}?ref=${sha}`));
      const others = entries.filter((entry) => !known.has(entry.path));
      const choice = chosenOf(others, MOST_BESIDE - found.length, shownFolder(folder));
      found.push(...choice.paths);
      left.push(...choice.left);
      if (entries.length >= LISTED)
        left.push({ path: shownFolder(folder), why: 'GitHub lists only 1,000 files of it.' });
    } catch (error) {
      if (!(error instanceof DoorProblem) || ALWAYS_FATAL.includes(error.kind)) throw error;
      // A folder that is gone has nothing beside.
      if (error.kind !== 'not-found') {
        left.push({ path: shownFolder(folder), why: `Its other files were not looked for. ${error.message}` });
      }
    }
  }
  return { paths: found, left };
}

/** Settings that hold for the files; most repositories have none, so what is not there is not worth a word. */
export async function settingsAround(
  source: Source,
  folders: readonly string[],
  known: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const paths = settingsFor(folders).filter((path) => !known.has(path));
  return (await read(source, paths, false)).texts;
}

export async function read(source: Source, paths: readonly string[], isNeeded: boolean): Promise<Texts> {
  const { client, repository, sha, step } = source;
  step.add(paths.length);
  return readTexts({ read: (path) => client.text(repository, sha, path), paths, isNeeded, done: step.done });
}

export function stepsOf({ progress }: Loading): Steps {
  let done = 0;
  let total = 0;
  return {
    add(count) {
      total += count;
      progress(done, total);
    },
    done() {
      done++;
      progress(done, total);
    },
  };
}

/** Every file with the page on which people see it. */
export function filesOf(
  { hosts, repository: { owner, name }, sha }: Source,
  texts: ReadonlyMap<string, string>,
  spelled: (path: string) => string = (path) => path,
): readonly FetchedFile[] {
  return [...texts].map(([path, text]) => ({
    path,
    text,
    page: `${hosts.web}/${owner}/${name}/blob/${sha}/${encodedPath(spelled(path).split('/'))}#L{line}`,
  }));
}

export function join(...parts: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> {
  return new Map(parts.flatMap((part) => [...part]));
}
