import type { BrowserApi } from '../api.js';
import { DoorProblem } from '../doors/door.js';
import { patternOf, type Region } from '../doors/genesys/regions.js';
import { type GenesysSettings, keepGenesysSettings, signInToGenesys } from '../sign-in.js';

export const CLIENT_ID_FORM =
  'A client id looks like 01234567-89ab-cdef-0123-456789abcdef. It is not the client secret.';

const DENIED = 'The browser was told not to let Keytrace reach these hosts. Nothing was sent.';
const UNKNOWN = 'Signing in has failed in a way that is not known.';

/**
 * Asks the browser for what one region needs: to read, to sign in, and to see which flow a tab shows. Has to be called
 * inside of a click; who may not ask may have been allowed before.
 */
export function askFor(
  { permissions }: BrowserApi,
  { api, login, web }: Region,
  names: readonly string[],
): Promise<boolean> {
  const origins = [...new Set([api, login, web].map(patternOf))];
  return permissions.request({ origins, names }).catch(() => permissions.has(origins));
}

/** Signs in once that is allowed; resolves to what went wrong, in words. What was entered is kept in any case. */
export async function attemptSignIn(
  api: BrowserApi,
  regions: readonly Region[],
  settings: GenesysSettings,
  asked: Promise<boolean>,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await keepGenesysSettings(api, settings);
    if (!(await asked)) return DENIED;
    await signInToGenesys(api, regions, settings, signal);
    return undefined;
  } catch (error) {
    return error instanceof DoorProblem ? error.message : UNKNOWN;
  }
}
