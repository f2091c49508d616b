import type { BrowserApi } from '../api.js';
import { genesysSessions } from '../sign-in.js';
import { GENESYS, GITHUB } from './addresses.js';
import type { Door, WebPlace } from './door.js';
import { genesysDoor } from './genesys/genesys.js';
import { githubDoor } from './github/door.js';
import { githubToken } from './github/token.js';

/** Every door, each made from what it needs of the browser; the first that knows an address counts. */
const DOORS: readonly ((api: BrowserApi) => Door)[] = [
  (api) => githubDoor(GITHUB, () => githubToken(api.storage.session)),
  (api) => genesysDoor(GENESYS, genesysSessions(api)),
];

export function allDoors(api: BrowserApi): readonly Door[] {
  return DOORS.map((make) => make(api));
}

/** What an address shows; undefined when it is no place with flows, or no address at all. */
export function recognise(doors: readonly Door[], address: string | undefined): WebPlace | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  for (const door of doors) {
    const place = door.recognise(url);
    if (place) return place;
  }
  return undefined;
}
