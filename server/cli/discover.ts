import { type Dirent, readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import { CANDIDATE, SKIPPED_FOLDERS } from '../core/config/candidates.js';
import { reasonOf } from './io-error.js';

/** For messages. */
const CANDIDATES = '.yaml .yml .tftpl .json .tf .tfvars .i3*';

export interface Input {
  /** As shown and as known to the core: relative to the working directory, with `/`. */
  readonly path: string;
  /** Undefined for standard input. */
  readonly file: string | undefined;
  /** True when the user named this very file. */
  readonly isNamed: boolean;
}

export interface Discovery {
  /** Ordered by path. */
  readonly inputs: readonly Input[];
  /** What could not be read or found, one line each. */
  readonly problems: readonly string[];
  /** True when a folder or glob was searched, so that finding no flow is a result worth refusing. */
  readonly isSearch: boolean;
}

interface Search {
  readonly cwd: string;
  /** By real path, so that a file reached twice is analysed once. */
  readonly inputs: Map<string, Input>;
  readonly folders: Set<string>;
  /** Links met on the way; followed last, so that a file is shown under its own name. */
  readonly links: string[];
  readonly problems: string[];
}

/** Finds the files behind the arguments of `keytrace check`. */
export function discover(args: readonly string[], cwd: string, stdinPath: string | undefined): Discovery {
  const search: Search = { cwd, inputs: new Map(), folders: new Set(), links: [], problems: [] };
  let isSearch = false;
  for (const arg of args) {
    if (arg === '-') continue;
    isSearch = addArgument(search, arg) || isSearch;
  }
  for (let link = search.links.pop(); link !== undefined; link = search.links.pop()) followLink(search, link);
  const inputs = [...search.inputs.values()];
  return {
    inputs: (args.includes('-') ? withStdin(inputs, cwd, stdinPath) : inputs).sort(byPath),
    problems: search.problems,
    isSearch,
  };
}

/** Relative to the working directory and with `/`, on every platform; absolute only on another drive. */
export function displayPath(file: string, cwd: string, platform: path.PlatformPath = path): string {
  const relative = platform.relative(cwd, platform.resolve(cwd, file));
  return (relative === '' ? '.' : relative).replaceAll(platform.sep, '/');
}

/** True when the argument was a folder or a glob. */
function addArgument(search: Search, arg: string): boolean {
  const file = path.resolve(search.cwd, arg);
  try {
    if (!statSync(file).isDirectory()) {
      addFile(search, file, realpathSync(file), true);
      return false;
    }
    addFolder(search, file, realpathSync(file), arg);
    return true;
  } catch (error) {
    const pattern = path.sep === '\\' ? arg.replaceAll('\\', '/') : arg;
    if (isMissing(error) && isDynamicPattern(pattern)) {
      addGlob(search, arg, pattern);
      return true;
    }
    search.problems.push(`${arg}: ${isMissing(error) ? missing(file) : reasonOf(error)}`);
    return false;
  }
}

function missing(file: string): string {
  try {
    // Only a link leaves a name behind when its target is gone.
    const isListed = readdirSync(path.dirname(file)).includes(path.basename(file));
    return isListed ? 'a link that leads nowhere' : 'no such file or folder';
  } catch {
    return 'no such file or folder';
  }
}

function addFile(search: Search, file: string, real: string, isNamed: boolean): void {
  const known = search.inputs.get(real);
  if (known === undefined) search.inputs.set(real, { path: displayPath(file, search.cwd), file, isNamed });
  else if (isNamed && !known.isNamed) search.inputs.set(real, { ...known, isNamed });
}

function addFolder(search: Search, folder: string, real: string, arg: string): void {
  const before = search.inputs.size + search.links.length;
  const isNew = !search.folders.has(real);
  const problemsBefore = search.problems.length;
  walk(search, folder, real);
  const isEmpty = isNew && search.inputs.size + search.links.length === before;
  if (isEmpty && search.problems.length === problemsBefore) {
    search.problems.push(`${arg}: nothing to read in this folder (${CANDIDATES})`);
  }
}

function walk(search: Search, folder: string, real: string): void {
  if (search.folders.has(real)) return;
  search.folders.add(real);
  for (const entry of entriesOf(search, folder)) {
    const file = path.join(folder, entry.name);
    if (SKIPPED_FOLDERS.has(entry.name) && !entry.isFile()) continue;
    if (entry.isSymbolicLink()) search.links.push(file);
    else if (entry.isDirectory()) walk(search, file, path.join(real, entry.name));
    else if (entry.isFile() && CANDIDATE.test(entry.name)) addFile(search, file, path.join(real, entry.name), false);
  }
}

function entriesOf(search: Search, folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    search.problems.push(`${displayPath(folder, search.cwd)}: ${reasonOf(error)}`);
    return [];
  }
}

/** A link that leads back into a folder already searched ends there: its real path is known. */
function followLink(search: Search, link: string): void {
  try {
    const real = realpathSync(link);
    const stats = statSync(real);
    if (stats.isDirectory()) walk(search, link, real);
    else if (stats.isFile() && CANDIDATE.test(link)) addFile(search, link, real, false);
  } catch {
    // A broken link may have been a flow; one that was never called like a flow is nobody's loss.
    if (CANDIDATE.test(link)) search.problems.push(`${displayPath(link, search.cwd)}: a link that leads nowhere`);
  }
}

function addGlob(search: Search, arg: string, pattern: string): void {
  const ignore = [...SKIPPED_FOLDERS].map((name) => `**/${name}/**`);
  const found = globSync(pattern, { cwd: search.cwd, ignore, absolute: true, dot: true, expandDirectories: false });
  const candidates = found.filter((file) => CANDIDATE.test(file));
  for (const file of candidates) addGlobbed(search, path.normalize(file));
  if (found.length === 0) search.problems.push(`${arg}: no file matches`);
  else if (candidates.length === 0) search.problems.push(`${arg}: no file to read among the matches (${CANDIDATES})`);
}

function addGlobbed(search: Search, file: string): void {
  try {
    addFile(search, file, realpathSync(file), false);
  } catch (error) {
    search.problems.push(`${displayPath(file, search.cwd)}: ${reasonOf(error)}`);
  }
}

/** Standard input stands in for the file whose name it bears: an editor sends what is not saved yet. */
function withStdin(inputs: readonly Input[], cwd: string, stdinPath: string | undefined): Input[] {
  const name = stdinPath === undefined ? '<stdin>' : displayPath(stdinPath, cwd);
  return [...inputs.filter((input) => input.path !== name), { path: name, file: undefined, isNamed: true }];
}

function isMissing(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException).code; // readdir, stat and realpath throw nothing else
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EINVAL';
}

function byPath(a: Input, b: Input): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
