import { type Door, DoorProblem } from '../door.js';
import { flowAddress, flowPlace, placeAddress } from './address.js';
import { loadFlow } from './load-flow.js';
import { readingClient, type Session } from './reading-client.js';
import type { Region } from './regions.js';

/** Who has signed in, as far as the door has to know. */
export interface Sessions {
  /** Undefined when nobody has, or it is no longer good. */
  current(): Promise<Session | undefined>;
  /** The platform does not accept this one any more; another one, made meanwhile, stays. */
  forget(session: Session): Promise<void>;
}

/**
 * The door to Genesys Cloud: it reads the address of the editor's page, and what that shows through the API. `timeout`:
 * milliseconds for one answer.
 */
export function genesysDoor(regions: readonly Region[], sessions: Sessions, timeout?: number): Door {
  return {
    id: 'genesys',
    recognise(address) {
      const found = flowAddress(regions, address);
      return found && flowPlace(found);
    },
    async load(place, signal, progress) {
      const address = placeAddress(regions, place);
      if (!address) throw new DoorProblem('not-found', 'This address of Genesys Cloud is not understood.');
      const session = await sessions.current();
      if (!session) throw new DoorProblem('sign-in', 'Sign in to Genesys Cloud to read this flow.');
      if (session.region !== address.region.domain)
        throw new DoorProblem('sign-in', elsewhere(session, address.region));
      try {
        return await loadFlow(readingClient(address.region, session, timeout), address, signal, progress);
      } catch (error) {
        if (error instanceof DoorProblem && error.kind === 'sign-in') await sessions.forget(session);
        throw error;
      }
    },
  };
}

function elsewhere({ region }: Session, { domain }: Region): string {
  return `The flow is in the region ${domain}, and you are signed in to ${region}.`;
}
