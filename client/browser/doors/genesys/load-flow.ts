import { DoorProblem, type Fetched, type FetchedFile, type LeftOut } from '../door.js';
import type { FlowAddress } from './address.js';
import type { ReadingClient } from './reading-client.js';
import { type Reference, referencesOf } from './references.js';

/** Data actions of one flow; a flow that uses more than some thirty has not been seen. */
const ACTION_LIMIT = 200;
/** Questions at a time. */
const AT_ONCE = 4;

const FLOW = { what: 'such flow', permission: 'architect:flow:view' };
const ACTION = { what: 'such data action', permission: 'integrations:action:view' };

/** After these there is no sense in asking for the next one. */
const HOPELESS: readonly DoorProblem['kind'][] = ['forbidden', 'busy', 'offline', 'permission'];

type Json = Readonly<Record<string, unknown>>;
type Progress = (done: number, total: number) => void;

/** The configuration of a flow, and the data actions that it uses as far as they are shown. */
export async function loadFlow(
  client: ReadingClient,
  address: FlowAddress,
  signal: AbortSignal,
  progress: Progress,
): Promise<Fetched> {
  const { region, flow, version } = address;
  progress(0, 2);
  const about = mapOf(await client.read(`/api/v2/flows/${flow}`, FLOW, signal));
  progress(1, 2);
  const where = version === undefined ? 'latestconfiguration' : `versions/${version}/configuration`;
  const configuration = mapOf(await client.read(`/api/v2/flows/${flow}/${where}`, FLOW, signal));
  const name = textOf(configuration.name) || textOf(about.name) || flow;
  const paths = new Paths();
  const path = paths.free('', name);
  const { dataActions, flows } = referencesOf(configuration);
  const fetched = await loadActions(client, dataActions, paths, signal, (done) =>
    progress(2 + done, 2 + dataActions.length),
  );
  return {
    title: `${name} (${region.domain}, ${version === undefined ? 'latest version' : `version ${version}`})`,
    files: [{ path, text: written(configuration), ...pageOf(address, configuration) }, ...fetched.files],
    before: undefined,
    left: [...otherVersion(path, about, version), ...fetched.left, ...flows.map(calledFlow)],
  };
}

/** Where the editor shows it; the type of a flow is a part of that address. */
function pageOf({ region, flow, version = 'latest' }: FlowAddress, configuration: Json): Pick<FetchedFile, 'page'> {
  const type = textOf(configuration.type).toLowerCase();
  return /^[a-z]{1,50}$/.test(type) ? { page: `${region.web}/architect/#/${type}/flows/${flow}/${version}` } : {};
}

/** What callers hear may be something else than what was read; nobody shall take the one for the other. */
function otherVersion(path: string, about: Json, version: string | undefined): LeftOut[] {
  const published = textOf(mapOrNothing(about.publishedVersion).id);
  const read = version ?? textOf(mapOrNothing(about.savedVersion).id);
  if (published === '' || read === '' || published === read) return [];
  return [{ path, why: `Version ${read} was read. Version ${published} is published; it was not analysed.` }];
}

function calledFlow({ name, id }: Reference): LeftOut {
  return { path: name || id, why: 'A flow that this one calls. Open it in Architect to have it analysed, too.' };
}

interface LoadedActions {
  readonly files: readonly FetchedFile[];
  readonly left: readonly LeftOut[];
}

async function loadActions(
  client: ReadingClient,
  actions: readonly Reference[],
  paths: Paths,
  signal: AbortSignal,
  progress: (done: number) => void,
): Promise<LoadedActions> {
  const wanted = actions.slice(0, ACTION_LIMIT);
  const answers: (Json | DoorProblem)[] = [];
  let next = 0;
  let done = 0;
  let hopeless: DoorProblem | undefined;
  const work = async () => {
    while (next < wanted.length) {
      const at = next++;
      answers[at] = hopeless ?? (await loadAction(client, wanted[at]!, signal));
      const answer = answers[at];
      if (answer instanceof DoorProblem && HOPELESS.includes(answer.kind)) hopeless ??= answer;
      progress(++done);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const tooMany = actions
    .slice(ACTION_LIMIT)
    .map((action) => leftAction(action, `The flow uses more than ${ACTION_LIMIT}.`));
  return {
    files: answers.flatMap((answer, at) =>
      answer instanceof DoorProblem ? [] : [actionFile(paths, wanted[at]!, answer)],
    ),
    left: [
      ...answers.flatMap((answer, at) =>
        answer instanceof DoorProblem ? [leftAction(wanted[at]!, sentence(answer))] : [],
      ),
      ...tooMany,
    ],
  };
}

/** A refusal costs this one only, unless everything has to end with it. */
async function loadAction(client: ReadingClient, { id }: Reference, signal: AbortSignal): Promise<Json | DoorProblem> {
  try {
    return mapOf(await client.read(`/api/v2/integrations/actions/${id}?includeConfig=true`, ACTION, signal));
  } catch (error) {
    if (!(error instanceof DoorProblem) || error.kind === 'sign-in' || error.kind === 'cancelled') throw error;
    return error;
  }
}

function actionFile(paths: Paths, { id, name }: Reference, action: Json): FetchedFile {
  return { path: paths.free('data-actions/', textOf(action.name) || name || id), text: written(action) };
}

function leftAction({ id, name }: Reference, why: string): LeftOut {
  return { path: `Data action ${name || id}`, why: `${why} Whether it is secure is not known.` };
}

function sentence({ message, retryAfter }: DoorProblem): string {
  return retryAfter === undefined ? message : `${message} Try again in ${retryAfter} seconds.`;
}

/** Names of files, each once; letter case does not tell them apart, as on some disks. */
class Paths {
  readonly #taken = new Set<string>();

  /** What a path must not hold becomes a line; the text of a file says the name as it is. */
  free(folder: string, name: string): string {
    const plain =
      name
        .replace(/[\u0000-\u001f\u007f/\\:*?"<>|]/g, '-')
        .replace(/^[.\s]+|[.\s]+$/g, '')
        .slice(0, 100) || 'flow';
    for (let count = 1; ; count++) {
      const path = `${folder}${plain}${count === 1 ? '' : ` (${count})`}.json`;
      if (this.#taken.has(path.toLowerCase())) continue;
      this.#taken.add(path.toLowerCase());
      return path;
    }
  }
}

/** The platform sends one long line, in which nobody finds a place. */
function written(json: Json): string {
  return `${JSON.stringify(json, undefined, 2)}\n`;
}

function mapOf(value: unknown): Json {
  if (isMap(value)) return value;
  throw new DoorProblem('broken', 'Genesys Cloud answers with something that is not what was asked for.');
}

function mapOrNothing(value: unknown): Json {
  return isMap(value) ? value : {};
}

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
