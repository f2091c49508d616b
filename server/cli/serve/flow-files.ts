import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { chmod, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_FILE } from '../../core/config/candidates.js';
import { isIgnoresFile } from '../../core/config/read-ignores.js';
import { isWorthReading } from '../../core/formats/recognition.js';
import { discover } from '../discover.js';
import { reasonOf } from '../io-error.js';
import { MAX_BYTES, readText, tooLarge } from '../read-text.js';
import { isInside, type Root } from './roots.js';

/** A file that may be read and written, under the name that the page knows. */
export interface ListedFile {
  /** `examples/pay.yaml`: the root's name, then the way below it, with `/`. */
  readonly path: string;
  /** Another one when the file has changed. */
  readonly stamp: string;
}

export type FileRead =
  | {
      readonly text: string;
      /** Of the bytes; what is saved has to name it. */
      readonly version: string;
      /** Why it may not be saved; '' when it may. */
      readonly readOnly: string;
    }
  | { readonly problem: string };

export type FileSaved =
  | { readonly version: string }
  /** `version`: somebody else has changed the file since it was read. */
  | { readonly problem: string; readonly version?: string };

interface Known {
  readonly file: string;
  readonly root: Root;
  readonly stamp: string;
}

const BYTE_ORDER_MARK = '\ufeff';

/**
 * The flows below the roots and their configuration. Only what is in the list can be read or saved, and it is looked up
 * by its listed name, so no spelling of a path leads anywhere else.
 */
export class FlowFiles {
  readonly #roots: readonly Root[];
  #known = new Map<string, Known>();
  /** By real path and stamp: whether a flow is in it. Contents are looked at once. */
  #verdicts = new Map<string, boolean>();

  constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  get folders(): readonly string[] {
    return this.#roots.map(({ name }) => name);
  }

  /** Looks again, and says what is there now, by path. */
  list(): readonly ListedFile[] {
    const found = new Map<string, Known>();
    const verdicts = new Map<string, boolean>();
    for (const root of this.#roots) {
      for (const { name, file } of candidatesIn(root)) {
        const stamp = stampOf(file, root);
        if (stamp === undefined) continue;
        const key = `${file} ${stamp}`;
        const listed = `${root.name}/${name}`;
        // What was a flow stays in the list: it may be broken for the moment, and has to be mended somewhere.
        const isWanted = this.#known.has(listed) || (this.#verdicts.get(key) ?? isWorthListing(name, file));
        verdicts.set(key, isWanted);
        if (isWanted) found.set(listed, { file, root, stamp });
      }
    }
    this.#verdicts = verdicts;
    this.#known = found;
    const files = [...found].map(([listed, { stamp }]) => ({ path: listed, stamp }));
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  read(listed: string): FileRead {
    const known = this.#known.get(listed);
    if (!known) return { problem: 'This file is not in the list.' };
    const bytes = bytesOf(known);
    if (typeof bytes === 'string') return { problem: bytes };
    const read = readText(bytes);
    if ('failure' in read) return { problem: read.failure };
    const readOnly = read.problem === '' ? '' : 'Saving would lose what is not UTF-8 in this file.';
    return { text: read.text, version: versionOf(bytes), readOnly };
  }

  /** Replaces a file in one step, unless somebody else has changed it since `base` was read. */
  async save(listed: string, text: string, base: string): Promise<FileSaved> {
    const known = this.#known.get(listed);
    if (!known) return { problem: 'This file is not in the list.' };
    const before = bytesOf(known);
    if (typeof before === 'string') return { problem: before };
    const version = versionOf(before);
    if (version !== base) return { problem: 'This file has changed on disk since it was opened.', version };
    if (readsWithLoss(before)) return { problem: 'Saving would lose what is not UTF-8 in this file.' };
    const hasMark = before[0] === 0xef && before[1] === 0xbb && before[2] === 0xbf;
    const bytes = Buffer.from(hasMark ? `${BYTE_ORDER_MARK}${text}` : text, 'utf8');
    if (bytes.length > MAX_BYTES) return { problem: tooLarge(bytes.length) };
    try {
      await replace(known.file, bytes);
      return { version: versionOf(bytes) };
    } catch (error) {
      return { problem: `The file could not be saved: ${reasonOf(error)}.` };
    }
  }
}

interface Candidate {
  /** Below the root, with `/`. */
  readonly name: string;
  readonly file: string;
}

function candidatesIn(root: Root): Candidate[] {
  if (root.only) return [...root.only].map((file) => ({ name: path.basename(file), file }));
  return discover(['.'], root.folder, undefined).inputs.flatMap(({ path: name, file }) =>
    file === undefined || name.startsWith('../') || path.isAbsolute(name) ? [] : [{ name, file }],
  );
}

/** Undefined for what is gone, is no file, or lies outside of its root: links may lead anywhere. */
function stampOf(file: string, { folder }: Root): string | undefined {
  try {
    if (!isInside(folder, realpathSync(file))) return undefined;
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs}-${size}-${ino}`;
  } catch {
    return undefined;
  }
}

/** What the command line would read as well: flows, what they use, and what says how they are checked. A file of the wrong size or encoding is listed, and says why when opened. */
function isWorthListing(name: string, file: string): boolean {
  if (path.posix.basename(name) === CONFIG_FILE || isIgnoresFile(name)) return true;
  try {
    if (statSync(file).size > MAX_BYTES) return false;
    const read = readText(readFileSync(file));
    return 'text' in read && isWorthReading(name, read.text);
  } catch {
    return false;
  }
}

/** The bytes, or why there are none. The place is checked again: the file may have become a link since it was listed. */
function bytesOf({ file, root }: Known): Buffer | string {
  try {
    const real = realpathSync(file);
    if (!isInside(root.folder, real)) return 'This file leads out of the folder.';
    const { size } = statSync(real);
    return size > MAX_BYTES ? tooLarge(size) : readFileSync(real);
  } catch (error) {
    return reasonOf(error);
  }
}

function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function readsWithLoss(bytes: Uint8Array): boolean {
  const read = readText(bytes);
  return 'failure' in read || read.problem !== '';
}

/** Written beside the file first: a full disk or a power failure leaves the old one. The mode stays. */
async function replace(file: string, bytes: Uint8Array): Promise<void> {
  const real = realpathSync(file);
  const fresh = path.join(path.dirname(real), `.${path.basename(real)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(fresh, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await chmod(fresh, statSync(real).mode & 0o777);
    await rename(fresh, real);
  } catch (error) {
    await rm(fresh, { force: true });
    throw error;
  }
}
