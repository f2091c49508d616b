import { DoorProblem, type Fetched } from '../../../client/browser/doors/door.js';
import { githubDoor } from '../../../client/browser/doors/github/door.js';
import { type Stub, shaOf, startGithub, type World } from '../../hosts/browser/stubs/github.mjs';

const NOBODY = new AbortController().signal;

/** Runs with a stub that shows `world`. */
export async function withGithub(world: World, run: (stub: Stub) => Promise<void>): Promise<void> {
  const stub = await startGithub(world);
  try {
    await run(stub);
  } finally {
    await stub.stop();
  }
}

interface Wish {
  readonly token?: string;
  readonly signal?: AbortSignal;
  readonly progress?: (done: number, total: number) => void;
}

export function load({ hosts }: Stub, path: string, wish: Wish = {}): Promise<Fetched> {
  const door = githubDoor(hosts, async () => wish.token);
  const place = door.recognise(new URL(`${hosts.web}/${path}`));
  if (!place) throw new Error(`${path} is no place`);
  return door.load(place, wish.signal ?? NOBODY, wish.progress ?? (() => {}));
}

/** The problem that a load ends with. */
export async function problemOf(loading: Promise<Fetched>): Promise<DoorProblem> {
  const end = await loading.catch((error: unknown) => error);
  if (end instanceof DoorProblem) return end;
  throw new Error('the load has not ended with a problem');
}

export const pathsOf = (files: readonly { readonly path: string }[] = []) => files.map(({ path }) => path);
export const textsOf = (files: Fetched['files'] = []) =>
  Object.fromEntries(files.map(({ path, text }) => [path, text]));

export const MAIN = shaOf('main');
export const HEAD = shaOf('head');
export const BASE = shaOf('base');

/** A pull request against a branch that has gone on meanwhile. */
export function pullWorld(): World {
  return {
    branches: { main: MAIN },
    states: {
      [MAIN]: { 'flows/pay.yaml': 'pay on main' },
      [BASE]: {
        'flows/pay.yaml': 'pay before',
        'flows/old.yaml': 'moved',
        'flows/gone.yaml': 'gone',
        'flows/main.yaml': 'main',
      },
      [HEAD]: {
        'README.md': 'read me',
        'flows/pay.yaml': 'pay after',
        'flows/new.yaml': 'moved',
        'flows/added.yaml': 'added',
        'flows/main.yaml': 'main',
        'other/far.yaml': 'far',
      },
    },
    pulls: {
      12: {
        base: MAIN,
        head: HEAD,
        mergeBase: BASE,
        files: [
          { filename: 'README.md', status: 'modified' },
          { filename: 'flows/pay.yaml', status: 'modified' },
          { filename: 'flows/new.yaml', status: 'renamed', previous_filename: 'flows/old.yaml' },
          { filename: 'flows/added.yaml', status: 'added' },
          { filename: 'flows/gone.yaml', status: 'removed' },
        ],
      },
    },
  };
}
