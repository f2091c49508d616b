import { DoorProblem } from '../door.js';
import { fetchText, problemOf, type RefusalWords } from '../http.js';
import type { Region } from './regions.js';

/** Whom the platform takes us for. */
export interface Session {
  /** Domain of the region that it is good for. */
  readonly region: string;
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Reads from one region, and can do nothing else. */
export interface ReadingClient {
  /** The answer, read as JSON. Rejects with a `DoorProblem`. */
  read(path: string, words: ReadingWords, signal: AbortSignal): Promise<unknown>;
}

export interface ReadingWords {
  /** To follow 'Genesys Cloud has no': 'such flow'. */
  readonly what: string;
  /** What a person needs to see it: 'architect:flow:view'. */
  readonly permission: string;
}

const SERVICE = 'Genesys Cloud';
const FLOW = '[0-9a-f-]{36}';
const ACTION = '[\\w-]{1,100}';

/**
 * All that is ever asked, and only with GET. What is not here is not sent, whoever asks for it: this is the one place
 * that decides it.
 */
const READABLE: readonly RegExp[] = [
  `/api/v2/flows/${FLOW}`,
  `/api/v2/flows/${FLOW}/latestconfiguration`,
  `/api/v2/flows/${FLOW}/versions/\\d{1,9}\\.\\d{1,9}/configuration`,
  `/api/v2/integrations/actions/${ACTION}\\?includeConfig=true`,
].map((path) => new RegExp(`^${path}$`));

/** A client for the region that the session is of. */
export function readingClient({ api }: Region, { token }: Session, timeout?: number): ReadingClient {
  return {
    async read(path, words, signal) {
      if (!READABLE.some((readable) => readable.test(path))) {
        throw new DoorProblem('broken', 'This is not among what Keytrace reads from Genesys Cloud.');
      }
      const headers = { accept: 'application/json', authorization: `Bearer ${token}` };
      const limits = timeout === undefined ? {} : { timeout };
      const answer = await fetchText({ url: `${api}${path}`, headers, ...limits }, signal);
      if (answer.status !== 200) throw problemOf(answer, refusal(words));
      return parsed(answer.text);
    },
  };
}

function refusal({ what, permission }: ReadingWords): RefusalWords {
  return {
    service: SERVICE,
    what,
    signIn: 'Genesys Cloud does not accept the sign-in any more. Sign in again.',
    forbidden: `Genesys Cloud does not show it to you: the role needs ${permission}, and the OAuth client its scope.`,
  };
}

/** The text itself is never repeated. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DoorProblem('broken', `${SERVICE} answers with something that is no JSON.`);
  }
}
