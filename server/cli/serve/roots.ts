import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../io-error.js';

/** One of the folders that the user has named; nothing outside of it is ever touched. */
export interface Root {
  /** The first part of the paths of its files. */
  readonly name: string;
  /** Without links. */
  readonly folder: string;
  /** Real paths of the files that were named one by one; undefined when the whole folder was. */
  readonly only: ReadonlySet<string> | undefined;
}

export interface Roots {
  readonly roots: readonly Root[];
  /** What cannot be served, one line each. */
  readonly problems: readonly string[];
}

/** The folders behind the arguments of `keytrace serve`. */
export function openRoots(args: readonly string[], cwd: string): Roots {
  const filesByFolder = new Map<string, Set<string> | undefined>();
  const problems: string[] = [];
  for (const arg of args) {
    try {
      const real = realpathSync(path.resolve(cwd, arg));
      if (statSync(real).isDirectory()) filesByFolder.set(real, undefined);
      else addFile(filesByFolder, real);
    } catch (error) {
      problems.push(`${arg}: ${reasonOf(error)}`);
    }
  }
  const folders = [...filesByFolder.keys()];
  // A folder inside of another one would show its files twice.
  const outer = folders.filter(
    (folder) => !folders.some((other) => other !== folder && isBelow(other, folder, filesByFolder)),
  );
  const names = new Set<string>();
  const roots = outer.map((folder) => ({ name: freeName(folder, names), folder, only: filesByFolder.get(folder) }));
  return { roots, problems };
}

function addFile(filesByFolder: Map<string, Set<string> | undefined>, file: string): void {
  const folder = path.dirname(file);
  if (filesByFolder.has(folder)) filesByFolder.get(folder)?.add(file);
  else filesByFolder.set(folder, new Set([file]));
}

function isBelow(other: string, folder: string, filesByFolder: ReadonlyMap<string, Set<string> | undefined>): boolean {
  return filesByFolder.get(other) === undefined && isInside(other, folder);
}

/** Whether a real path is the folder or lies in it. */
export function isInside(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

function freeName(folder: string, taken: Set<string>): string {
  const base = path.basename(folder) || 'files';
  let name = base;
  for (let count = 2; taken.has(name); count++) name = `${base}-${count}`;
  taken.add(name);
  return name;
}
