import { DoorProblem, type DoorProblemKind, type LeftOut } from '../door.js';

/** Files that were read, and those that were not. */
export interface Texts {
  readonly texts: ReadonlyMap<string, string>;
  readonly left: readonly LeftOut[];
}

export interface Reading {
  /** Rejects with a `DoorProblem`. */
  readonly read: (path: string) => Promise<string>;
  readonly paths: readonly string[];
  /** False: what cannot be had now is left out, because the rest makes sense without it. */
  readonly isNeeded: boolean;
  readonly done: () => void;
}

/** Questions at the same time; the service asks for few. */
const AT_ONCE = 6;
/** UTF-16 units over all files of one reading. */
const MOST_TEXT = 60_000_000;

/** Nothing else can be read either. */
export const ALWAYS_FATAL: readonly DoorProblemKind[] = ['cancelled', 'permission', 'sign-in'];
const FATAL: readonly DoorProblemKind[] = [...ALWAYS_FATAL, 'busy', 'offline'];

/** Reads files, some at a time; a file that cannot be read is left out with the reason, in the order of the paths. */
export async function readTexts({ read, paths, isNeeded, done }: Reading): Promise<Texts> {
  const texts = new Map<string, string>();
  const left: LeftOut[] = [];
  const fatal = isNeeded ? FATAL : ALWAYS_FATAL;
  const waiting = [...paths];
  let size = 0;
  /** Why nobody is asked any more. */
  let end: string | undefined;
  const take = async (path: string): Promise<void> => {
    const read = await textOf(path);
    if ('why' in read) left.push({ path, why: read.why });
    else texts.set(path, read.text);
    done();
  };
  const textOf = async (path: string): Promise<{ readonly text: string } | { readonly why: string }> => {
    if (end !== undefined) return { why: end };
    if (size > MOST_TEXT) return { why: 'Not fetched: the files before it are very large already.' };
    try {
      const text = await read(path);
      size += text.length;
      const why = whyNotText(text);
      return why === undefined ? { text } : { why };
    } catch (error) {
      if (!(error instanceof DoorProblem) || fatal.includes(error.kind)) throw error;
      if (FATAL.includes(error.kind)) end = error.message;
      return { why: error.kind === 'not-found' ? 'The repository has no such file in this state.' : error.message };
    }
  };
  const work = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await take(path);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, paths.length) }, work));
  return { texts: inOrder(paths, texts), left: left.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}

function inOrder(paths: readonly string[], texts: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    paths.flatMap((path) => {
      const text = texts.get(path);
      return text === undefined ? [] : [[path, text] as const];
    }),
  );
}

/** "About Git Large File Storage": such a file is a few lines that begin like this. */
const POINTER = 'version https://git-lfs.github.com/spec/';

function whyNotText(text: string): string | undefined {
  if (text.startsWith(POINTER)) return 'Kept with Git LFS: the repository holds only a reference to it.';
  // UTF-16 shows like this, too.
  return text.slice(0, 8_000).includes('\u0000') ? 'Binary, or not UTF-8.' : undefined;
}
