import type { Fetched, FetchedFile, LeftOut } from '../door.js';
import type { FlowAddress } from './address.js';
import { type Json, mapOf, mapOrNothing, textOf, written } from './answers.js';
import { FileNames } from './file-names.js';
import { loadDataActions } from './load-data-actions.js';
import type { ReadingClient } from './reading-client.js';
import { type Reference, referencesOf } from './references.js';

const WORDS = { what: 'such flow', permission: 'architect:flow:view' };

/** The configuration of a flow, and the data actions that it uses as far as they are shown. */
export async function loadFlow(
  client: ReadingClient,
  address: FlowAddress,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<Fetched> {
  const { region, flow, version } = address;
  progress(0, 2);
  const about = mapOf(await client.read(`/api/v2/flows/${flow}`, WORDS, signal));
  progress(1, 2);
  const where = version === undefined ? 'latestconfiguration' : `versions/${version}/configuration`;
  const configuration = mapOf(await client.read(`/api/v2/flows/${flow}/${where}`, WORDS, signal));
  const name = textOf(configuration.name) || textOf(about.name) || flow;
  const names = new FileNames();
  const file = { path: names.path('', name), text: written(configuration), ...pageOf(address, configuration) };
  const { dataActions, flows } = referencesOf(configuration);
  progress(2, 2 + dataActions.length);
  const actions = await loadDataActions(client, dataActions, names, signal, (done) =>
    progress(2 + done, 2 + dataActions.length),
  );
  return {
    title: `${name} (${region.domain}, ${version === undefined ? 'latest version' : `version ${version}`})`,
    files: [file, ...actions.files],
    before: undefined,
    left: [...otherVersion(file.path, about, version), ...actions.left, ...flows.map(calledFlow)],
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
