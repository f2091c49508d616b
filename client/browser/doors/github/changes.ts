import type { Fetched, LeftOut } from '../door.js';
import { type ChangedFile, changedFilesOf, fieldsOf, listOf, shaOf } from './answers.js';
import { folderOf, MOST_FILES, mayConcernFlows, withLimit } from './candidates.js';
import { type GithubClient, repositoryPath } from './client.js';
import { filesOf, join, type Loading, listedBeside, read, type Source, settingsAround, stepsOf } from './load.js';
import { defaultBranch } from './reference.js';
import { isInside, type Repository, type Target } from './target.js';

type ChangesTarget = Target & { readonly kind: 'pull' | 'compare' | 'commit' };

/** Two states of a repository, and what is different between them. */
interface Change {
  /** Undefined for the first commit of all. */
  readonly base: string | undefined;
  readonly head: string;
  readonly files: readonly ChangedFile[];
  /** The service has not listed everything. */
  readonly isCut: boolean;
}

const PAGE = 100;
/** "List pull requests files" and "Get a commit": no more are listed. */
const MOST_LISTED = 3_000;
/** "Compare two commits": no more are listed, and only with the first page. */
const MOST_COMPARED = 300;

export async function loadChanges(loading: Loading, target: ChangesTarget): Promise<Omit<Fetched, 'title'>> {
  const change = await changeOf(loading.client, target);
  const step = stepsOf(loading);
  const head: Source = { ...loading, sha: change.head, step };
  const { changed, left } = chosenChanges(change);
  const after = await read(head, changed.filter(({ isRemoved }) => !isRemoved).map(pathOf), true);
  const before = await readBefore(
    { ...head, sha: change.base ?? change.head },
    change.base === undefined ? [] : changed,
  );
  // What could be read in one of the states only would look new, or gone.
  const broken = [...after.left, ...before.left];
  const isWhole = ([path]: readonly [string, string]) => !broken.some((one) => one.path === path);
  const folders = [...new Set(changed.map(({ path }) => folderOf(path)))];
  const beside = await besideChanges(head, folders, change);
  return {
    files: filesOf(head, join(new Map([...after.texts].filter(isWhole)), beside.texts)),
    before: filesBefore(
      { ...head, sha: change.base ?? change.head },
      new Map([...before.texts].filter(isWhole)),
      changed,
    ).concat(filesOf(head, beside.texts)),
    left: [...left, ...inBothStates(broken), ...beside.left],
  };
}

const pathOf = ({ path }: ChangedFile) => path;

/** A file that cannot be read in two states is one file for people. */
function inBothStates(left: readonly LeftOut[]): readonly LeftOut[] {
  return [...new Map(left.map((one) => [one.path, one])).values()];
}

function chosenChanges({ files, isCut }: Change) {
  const left: LeftOut[] = [];
  const possible = files.filter(({ path, before }) => mayConcernFlows(path) || mayConcernFlows(before));
  const inside = possible.filter(({ path, before }) => isInside(path) && isInside(before));
  if (inside.length < possible.length) {
    left.push({ path: 'A file', why: 'Its name would lead out of the repository.' });
  }
  if (isCut) left.push({ path: 'The changes', why: `GitHub lists only the first ${files.length} files.` });
  const choice = withLimit({ paths: inside.map(pathOf), left }, MOST_FILES, 'The changes');
  return { changed: inside.slice(0, choice.paths.length), left: choice.left };
}

/** Under the paths of today, so that what has only moved is neither new nor gone. */
async function readBefore(source: Source, changed: readonly ChangedFile[]) {
  const were = new Map(changed.filter(({ isAdded }) => !isAdded).map((file) => [file.before, file.path]));
  const { texts, left } = await read(source, [...were.keys()], true);
  const today = (path: string) => were.get(path) ?? path;
  return {
    texts: new Map([...texts].map(([path, text]) => [today(path), text])),
    left: left.map(({ path, why }) => ({ path: today(path), why })),
  };
}

function filesBefore(source: Source, texts: ReadonlyMap<string, string>, changed: readonly ChangedFile[]) {
  const were = new Map(changed.map(({ path, before }) => [path, before]));
  return [...filesOf(source, texts, (path) => were.get(path) ?? path)];
}

/** What has not changed is the same in both states: flows that are called, data actions, settings. */
async function besideChanges(head: Source, folders: readonly string[], { files }: Change) {
  if (folders.length === 0) return { texts: new Map<string, string>(), left: [] };
  const known = new Set(files.map(pathOf));
  const listed = await listedBeside(head, folders, known);
  const others = await read(head, listed.paths, false);
  const touched = new Map([...known].map((path) => [path, '']));
  const settings = await settingsAround(head, folders, join(others.texts, touched));
  return { texts: join(others.texts, settings), left: [...listed.left, ...others.left] };
}

function changeOf(client: GithubClient, target: ChangesTarget): Promise<Change> {
  switch (target.kind) {
    case 'pull':
      return pullOf(client, target.repository, target.number);
    case 'compare':
      return compareOf(client, target.repository, target.base, target.head);
    case 'commit':
      return commitOf(client, target.repository, target.sha);
  }
}

/** What a pull request would change is what its page shows: from where it left the other branch, not from its tip. */
async function pullOf(client: GithubClient, repository: Repository, number: string): Promise<Change> {
  const path = `${repositoryPath(repository)}/pulls/${number}`;
  const { head, base, changed_files: count } = fieldsOf(await client.json(path));
  const [from, to] = [shaOf(fieldsOf(base).sha), shaOf(fieldsOf(head).sha)];
  // Commits of forks are known to the repository that they are proposed to.
  const compared = await comparisonOf(client, repository, from, to);
  if (compared.files.length === count) return { ...compared, head: to, isCut: false };
  const files = await pagesOf((page) => client.json(`${path}/files?${page}`).then(changedFilesOf));
  return { base: compared.base, head: to, files, isCut: files.length >= MOST_LISTED };
}

async function compareOf(
  client: GithubClient,
  repository: Repository,
  from: string | undefined,
  to: string,
): Promise<Change> {
  const compared = await comparisonOf(client, repository, from ?? (await defaultBranch(client, repository)), to);
  const { files } = compared;
  return { ...compared, head: await tipOf(client, compared), isCut: files.length >= MOST_COMPARED };
}

interface Comparison {
  readonly base: string;
  readonly files: readonly ChangedFile[];
  readonly path: string;
  readonly commits: readonly unknown[];
  readonly total: number;
}

async function comparisonOf(
  client: GithubClient,
  repository: Repository,
  from: string,
  to: string,
): Promise<Comparison> {
  const range = `${encodeURIComponent(from)}...${encodeURIComponent(to)}`;
  const path = `${repositoryPath(repository)}/compare/${range}`;
  const answer = fieldsOf(await client.json(`${path}?per_page=${PAGE}&page=1`));
  const base = shaOf(fieldsOf(answer.merge_base_commit).sha);
  const commits = listOf(answer.commits);
  const total = typeof answer.total_commits === 'number' ? answer.total_commits : commits.length;
  return { base, files: changedFilesOf(answer.files ?? []), path, commits, total };
}

/** The last commit of a comparison is the state that it leads to; without any it is the common one. */
async function tipOf(client: GithubClient, { base, path, commits, total }: Comparison): Promise<string> {
  if (total === 0) return base;
  const last = Math.ceil(total / PAGE);
  const listed =
    last === 1 ? commits : listOf(fieldsOf(await client.json(`${path}?per_page=${PAGE}&page=${last}`)).commits);
  return shaOf(fieldsOf(listed.at(-1)).sha);
}

/** Compared with the first parent, as the page of a commit does. */
async function commitOf(client: GithubClient, repository: Repository, short: string): Promise<Change> {
  const path = `${repositoryPath(repository)}/commits/${short}`;
  let head = '';
  let base: string | undefined;
  const files = await pagesOf(async (page) => {
    const answer = fieldsOf(await client.json(`${path}?${page}`));
    head = shaOf(answer.sha);
    const [parent] = listOf(answer.parents);
    base = parent === undefined ? undefined : shaOf(fieldsOf(parent).sha);
    return changedFilesOf(answer.files ?? []);
  });
  return { base, head, files, isCut: files.length >= MOST_LISTED };
}

async function pagesOf(ask: (page: string) => Promise<readonly ChangedFile[]>): Promise<readonly ChangedFile[]> {
  const files: ChangedFile[] = [];
  for (let page = 1; files.length < MOST_LISTED; page++) {
    const rows = await ask(`per_page=${PAGE}&page=${page}`);
    files.push(...rows);
    if (rows.length < PAGE) break;
  }
  return files.slice(0, MOST_LISTED);
}
