import { type Door, DoorProblem, type Fetched, type WebPlace } from '../door.js';
import { loadChanges } from './changes.js';
import { githubClient } from './client.js';
import { type Loading, loadShown } from './load.js';
import { type GithubHosts, placeOf, type Target, targetOf } from './target.js';

/** Files, folders, pull requests, comparisons and commits of a code host; `token` is asked before every load. */
export function githubDoor(hosts: GithubHosts, token: () => Promise<string | undefined>): Door {
  return {
    id: 'github',
    recognise(address) {
      const target = targetOf(address, hosts);
      return target && placeOf(target, hosts);
    },
    async load(place, signal, progress) {
      const target = targetIn(place, hosts);
      const client = githubClient(hosts, await token(), signal);
      const fetched = await loaded({ client, hosts, repository: target.repository, progress }, target);
      return { title: place.title, ...fetched };
    },
  };
}

/** The address is looked at again: a place may have been kept for long, or come from another script. */
function targetIn({ detail }: WebPlace, hosts: GithubHosts): Target {
  const { address = '' } = detail;
  const target = URL.canParse(address) ? targetOf(new URL(address), hosts) : undefined;
  if (!target) throw new DoorProblem('not-found', 'This is no page of GitHub that shows flows.');
  return target;
}

function loaded(loading: Loading, target: Target): Promise<Omit<Fetched, 'title'>> {
  switch (target.kind) {
    case 'file':
    case 'folder':
      return loadShown(loading, target);
    case 'pull':
    case 'compare':
    case 'commit':
      return loadChanges(loading, target);
  }
}
