import { type Dispatch, type SetStateAction, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BrowserApi } from '../api.js';
import { findRegion, type Region } from '../doors/genesys/regions.js';
import { isClientId } from '../doors/genesys/sign-in.js';
import {
  type GenesysSettings,
  genesysSessions,
  genesysSettings,
  SESSION_KEY,
  SETTINGS_KEY,
  signOutOfGenesys,
} from '../sign-in.js';
import { askFor, attemptSignIn, CLIENT_ID_FORM } from './sign-in-attempt.js';

/** What the page shows about Genesys Cloud. */
export interface GenesysState {
  /** As in the fields, saved or not. */
  readonly settings: GenesysSettings;
  /** The token itself never gets here. */
  readonly connected: Connected | 'nobody' | 'unknown';
  /** The page to sign in on is shown. */
  readonly isWaiting: boolean;
  readonly problem: string | undefined;
}

export interface Connected {
  readonly region: string;
  readonly expires: number;
}

export interface Genesys extends GenesysState {
  change(settings: Partial<GenesysSettings>): void;
  signIn(): void;
  signOut(): void;
}

/** Chromium gives `identity` only when it is asked for; Firefox has it from the start, and refuses to be asked. */
const IDENTITY = 'identity';

export function useGenesys(api: BrowserApi, regions: readonly Region[]): Genesys {
  const nothing = useMemo(() => ({ region: regions[0]?.domain ?? '', clientId: '' }), [regions]);
  const [settings, setSettings] = useState<GenesysSettings>(nothing);
  const [connected, setConnected] = useState<GenesysState['connected']>('unknown');
  const [isWaiting, setWaiting] = useState(false);
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const names = useMissingNames(api);
  const leaving = useRef<AbortController>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  useKept(api, nothing, setSettings, setConnected);

  const signIn = useCallback(() => {
    const region = findRegion(regions, settings.region);
    if (!region || !isClientId(settings.clientId)) return setProblem(CLIENT_ID_FORM);
    // First of all, or the browser does not count it as part of the click.
    const asked = askFor(api, region, names.current);
    leaving.current = new AbortController();
    setProblem(undefined);
    setWaiting(true);
    attemptSignIn(api, regions, settings, asked, leaving.current.signal)
      .then(setProblem)
      .finally(() => setWaiting(false));
  }, [api, regions, settings, names]);

  return {
    settings,
    connected,
    isWaiting,
    problem,
    change: (changed) => setSettings((before) => ({ ...before, ...changed })),
    signIn,
    signOut: () => void signOutOfGenesys(api),
  };
}

/** Asked for beforehand: within the click there is no time. */
function useMissingNames(api: BrowserApi) {
  const missing = useRef<readonly string[]>([]);
  useEffect(() => {
    const look = async () => {
      const { names } = await api.permissions.granted();
      missing.current = names.includes(IDENTITY) ? [] : [IDENTITY];
    };
    void look();
    return api.permissions.onChange(() => void look());
  }, [api]);
  return missing;
}

/** Follows the stores: another page may sign in or out, and the background forgets a token that is refused. */
function useKept(
  api: BrowserApi,
  nothing: GenesysSettings,
  setSettings: Dispatch<SetStateAction<GenesysSettings>>,
  setConnected: (connected: GenesysState['connected']) => void,
): void {
  useEffect(() => {
    const readSettings = async (isFirst: boolean) => {
      const kept = (await genesysSettings(api)) ?? nothing;
      // What somebody has begun to type before anything was read stays.
      setSettings((shown) => (isFirst && shown !== nothing ? shown : kept));
    };
    const readSession = async () => {
      const session = await genesysSessions(api).current();
      setConnected(session ? { region: session.region, expires: session.expires } : 'nobody');
    };
    // Whoever is told that nobody has signed in finds the fields as they were left.
    void readSettings(true).then(readSession);
    const { local, session } = api.storage;
    const ends = [
      local.onChange((keys) => keys.includes(SETTINGS_KEY) && void readSettings(false)),
      session.onChange((keys) => keys.includes(SESSION_KEY) && void readSession()),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [api, nothing, setSettings, setConnected]);
}
