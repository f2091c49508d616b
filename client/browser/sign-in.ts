import type { BrowserApi } from './api.js';
import { DoorProblem } from './doors/door.js';
import type { Sessions } from './doors/genesys/genesys.js';
import type { Session } from './doors/genesys/reading-client.js';
import { findRegion, type Region } from './doors/genesys/regions.js';
import { authorizeAddress, codeOf, isClientId, newTicket, sessionFor } from './doors/genesys/sign-in.js';

/** With what somebody signs in to Genesys Cloud; nothing of it is secret. */
export interface GenesysSettings {
  /** Domain of the region. */
  readonly region: string;
  readonly clientId: string;
}

/** Local storage: stays until it is forgotten. */
export const SETTINGS_KEY = 'genesys.settings';
/** Session storage: in memory, gone with the browser. The token is kept here and nowhere else. */
export const SESSION_KEY = 'genesys.session';

/** A token that ends within this time is not used any more; in milliseconds. */
const MARGIN = 60_000;

/** What was settled; anything that is not of our making counts as nothing. */
export async function genesysSettings({ storage }: BrowserApi): Promise<GenesysSettings | undefined> {
  const { region, clientId } = mapOf(await storage.local.get(SETTINGS_KEY));
  if (typeof region !== 'string' || typeof clientId !== 'string' || !isClientId(clientId)) return undefined;
  return { region, clientId };
}

export async function keepGenesysSettings({ storage }: BrowserApi, settings: GenesysSettings): Promise<void> {
  await storage.local.set(SETTINGS_KEY, settings);
}

/** Who has signed in to Genesys Cloud. */
export function genesysSessions({ storage: { session: store } }: BrowserApi, now = Date.now): Sessions {
  const kept = async (): Promise<Session | undefined> => {
    const { region, token, expires } = mapOf(await store.get(SESSION_KEY));
    const isWhole = typeof region === 'string' && typeof token === 'string' && typeof expires === 'number';
    return isWhole ? { region, token, expires } : undefined;
  };
  return {
    async current() {
      const session = await kept();
      if (!session || session.expires - MARGIN > now()) return session;
      await store.remove(SESSION_KEY);
      return undefined;
    },
    async forget({ token }) {
      if ((await kept())?.token === token) await store.remove(SESSION_KEY);
    },
  };
}

/**
 * Shows the platform's page to sign in on, and keeps the token that it gives. What proves that the answer is ours is in
 * this call's variables only. Rejects with a `DoorProblem`; 'cancelled' when somebody has closed the page.
 */
export async function signInToGenesys(
  api: BrowserApi,
  regions: readonly Region[],
  { region: domain, clientId }: GenesysSettings,
  signal: AbortSignal,
): Promise<Session> {
  const region = findRegion(regions, domain);
  if (!region) throw new DoorProblem('sign-in', 'This region of Genesys Cloud is not known.');
  if (!isClientId(clientId))
    throw new DoorProblem('sign-in', 'A client id looks like 01234567-89ab-cdef-0123-456789abcdef.');
  const ticket = newTicket(region, clientId, api.signIn.redirect());
  const back = await asked(api, await authorizeAddress(ticket));
  const session = await sessionFor(ticket, codeOf(ticket, back), signal);
  await api.storage.session.set(SESSION_KEY, session);
  return session;
}

/** Forgets the token. The platform itself ends it later, by itself: nothing is written there, this neither. */
export async function signOutOfGenesys({ storage }: BrowserApi): Promise<void> {
  await storage.session.remove(SESSION_KEY);
}

export async function forgetGenesys({ storage }: BrowserApi): Promise<void> {
  await Promise.all([storage.session.remove(SESSION_KEY), storage.local.remove(SETTINGS_KEY)]);
}

/** Browsers say only in words why there was no answer; most often somebody has closed the page. */
async function asked({ signIn }: BrowserApi, address: string): Promise<string> {
  try {
    return await signIn.ask(address);
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    if (/could not be loaded/i.test(words))
      throw new DoorProblem('offline', 'The page to sign in on cannot be reached.');
    throw new DoorProblem('cancelled', 'The sign-in was closed.');
  }
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
