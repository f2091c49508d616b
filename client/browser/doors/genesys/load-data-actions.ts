import { DoorProblem, type FetchedFile, type LeftOut } from '../door.js';
import { mapOf, textOf, written } from './answers.js';
import type { FileNames } from './file-names.js';
import type { ReadingClient } from './reading-client.js';
import type { Reference } from './references.js';

/** Data actions of one flow; a flow that uses more than some thirty has not been seen. */
const LIMIT = 200;
/** Questions at a time. */
const AT_ONCE = 4;

const WORDS = { what: 'such data action', permission: 'integrations:action:view' };

/** After these there is no sense in asking for the next one. */
const HOPELESS: readonly DoorProblem['kind'][] = ['forbidden', 'busy', 'offline', 'permission'];

export interface DataActionFiles {
  readonly files: readonly FetchedFile[];
  readonly left: readonly LeftOut[];
}

/** A data action that was read, or why it was not. */
type Loaded = { readonly name: string; readonly text: string } | DoorProblem;

/**
 * The data actions as files, as the platform describes them. A refusal costs no more than the one that it is for, unless
 * everything has to end with it: then this rejects.
 */
export async function loadDataActions(
  client: ReadingClient,
  actions: readonly Reference[],
  names: FileNames,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<DataActionFiles> {
  const wanted = actions.slice(0, LIMIT);
  const loaded = await loadAll(client, wanted, signal, progress);
  const files: FetchedFile[] = [];
  const left: LeftOut[] = [];
  wanted.forEach((action, at) => {
    const one = loaded[at]!;
    if (one instanceof DoorProblem) left.push(leftOut(action, sentence(one)));
    else files.push({ path: names.path('data-actions/', one.name), text: one.text });
  });
  const tooMany = actions.slice(LIMIT).map((action) => leftOut(action, `The flow uses more than ${LIMIT}.`));
  return { files, left: [...left, ...tooMany] };
}

async function loadAll(
  client: ReadingClient,
  wanted: readonly Reference[],
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<readonly Loaded[]> {
  const loaded: Loaded[] = [];
  let hopeless: DoorProblem | undefined;
  let next = 0;
  let done = 0;
  const work = async () => {
    while (next < wanted.length) {
      const at = next++;
      const one = hopeless ?? (await load(client, wanted[at]!, signal));
      if (one instanceof DoorProblem && HOPELESS.includes(one.kind)) hopeless ??= one;
      loaded[at] = one;
      progress(++done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return loaded;
}

async function load(client: ReadingClient, { id, name }: Reference, signal: AbortSignal): Promise<Loaded> {
  try {
    const action = mapOf(await client.read(`/api/v2/integrations/actions/${id}?includeConfig=true`, WORDS, signal));
    return { name: textOf(action.name) || name || id, text: written(action) };
  } catch (error) {
    if (!(error instanceof DoorProblem) || error.kind === 'sign-in' || error.kind === 'cancelled') throw error;
    return error;
  }
}

function leftOut({ id, name }: Reference, why: string): LeftOut {
  return { path: `Data action ${name || id}`, why: `${why} Whether it is secure is not known.` };
}

function sentence({ message, retryAfter }: DoorProblem): string {
  return retryAfter === undefined ? message : `${message} Try again in ${retryAfter} seconds.`;
}
