import { DoorProblem } from './door.js';

/** One question to a service. */
export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** The only place for a token; it is sent to this address and to no other. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds for the whole answer; 20 seconds unless told. */
  readonly timeout?: number;
  /** Bytes of the answer; 16 MB unless told. */
  readonly limit?: number;
  /** Seconds that are waited, once, when the service says when to come again; 10 unless told. */
  readonly patience?: number;
}

/** What came back, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const TIMEOUT = 20_000;
const LIMIT = 16_000_000;
const PATIENCE = 10;

const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
/** Answers that may say when to come again; a code host says it with 403, too. */
const LATER: readonly number[] = [403, 429, 503];

/**
 * Asks once, and a second time only when the answer says when. No cookie is sent or kept, no redirect is followed.
 * Rejects with a `DoorProblem`: cancelled, offline or broken; what a status means is for the caller to say.
 */
export async function fetchText(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const answer = await ask(request, signal);
  if (!LATER.includes(answer.status)) return answer;
  const seconds = retryAfterOf(answer.headers);
  if (seconds === undefined || seconds > (request.patience ?? PATIENCE)) return answer;
  await pause(seconds * 1_000, signal);
  return ask(request, signal);
}

/** Waits, unless what it is waited for is not wanted any more. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled());
    const stop = () => {
      clearTimeout(timer);
      reject(cancelled());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** Seconds until the service wants to be asked again, when it says so: as a number, or as a date. */
export function retryAfterOf(headers: Headers, now = Date.now()): number | undefined {
  const said = headers.get('retry-after')?.trim() ?? '';
  if (/^\d{1,9}$/.test(said)) return Number(said);
  // `Date.parse` takes '-5' for a month; a date of HTTP begins with a day of the week.
  const date = /^[A-Z]/i.test(said) ? Date.parse(said) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now) / 1_000));
}

async function ask(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
  const { url, timeout = TIMEOUT, limit = LIMIT } = request;
  const { host } = checkedAddress(url);
  if (signal.aborted) throw cancelled();
  const ending = new AbortController();
  const stop = () => ending.abort();
  signal.addEventListener('abort', stop, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    ending.abort();
  }, timeout);
  try {
    const response = await sent(request, ending.signal, host);
    return { status: response.status, headers: response.headers, text: await textOf(response, limit, host) };
  } catch (error) {
    if (signal.aborted) throw cancelled();
    if (isLate)
      throw new DoorProblem('broken', `${host} has not answered within ${Math.ceil(timeout / 1_000)} seconds.`);
    throw error;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    // Whatever was not read is not wanted.
    ending.abort();
  }
}

async function sent({ url, method, headers, body }: HttpRequest, signal: AbortSignal, host: string): Promise<Response> {
  // Node's type, which the tests are checked with, has no `cache`.
  const init: RequestInit & { readonly cache: 'no-store' } = {
    method: method ?? 'GET',
    // Not 'error': that could not be told from a machine that is offline. Nothing is followed either way.
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
    ...(headers ? { headers } : {}),
    ...(body === undefined ? {} : { body }),
  };
  // The reason is not passed on: it may name the address, and says nothing that a person can use.
  const response = await fetch(url, init).catch(() => undefined);
  if (!response) throw new DoorProblem('offline', `${host} cannot be reached.`);
  if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
    throw new DoorProblem('broken', `${host} sends the request to another address, which is not followed.`);
  }
  return response;
}

/** A length that is announced is not believed, only used to stop early. */
async function textOf(response: Response, limit: number, host: string): Promise<string> {
  const tooLong = () => new DoorProblem('broken', `The answer of ${host} is longer than ${inMegabytes(limit)}.`);
  if (Number(response.headers.get('content-length') ?? 0) > limit) throw tooLong();
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let bytes = 0;
  for (;;) {
    const part = await reader.read().catch(() => undefined);
    if (!part) throw new DoorProblem('broken', `The answer of ${host} broke off.`);
    if (part.done) return text + decoder.decode();
    bytes += part.value.length;
    if (bytes > limit) throw tooLong();
    text += decoder.decode(part.value, { stream: true });
  }
}

/** Nothing goes unencrypted over a network, and no name or password stands in an address. */
function checkedAddress(url: string): URL {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const isSafe =
    address?.protocol === 'https:' || (address?.protocol === 'http:' && LOOPBACK.includes(address.hostname));
  if (!address || !isSafe || address.username !== '' || address.password !== '') {
    throw new DoorProblem('broken', 'An address that is not encrypted is not asked.');
  }
  return address;
}

function inMegabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${bytes} bytes` : `${Math.round(bytes / 1_000_000)} MB`;
}

function cancelled(): DoorProblem {
  return new DoorProblem('cancelled', 'Stopped.');
}

/** What is said about a service when it refuses. */
export interface RefusalWords {
  /** 'GitHub'. */
  readonly service: string;
  /** What was asked for, to follow 'has no' or 'does not show': 'such file'. */
  readonly what: string;
  /** Sentences of the door's own, where they can say more. */
  readonly signIn?: string;
  readonly forbidden?: string;
  readonly notFound?: string;
}

/** What an answer that is no success means. Nothing of the answer's text is repeated: it may hold anything. */
export function problemOf({ status, headers }: HttpAnswer, words: RefusalWords, now = Date.now()): DoorProblem {
  const { service, what } = words;
  const retryAfter = retryAfterOf(headers, now) ?? resetOf(headers, now);
  if (status === 429 || (status === 403 && isSpent(headers))) {
    return new DoorProblem('busy', `${service} takes no more requests at the moment.`, retryAfter);
  }
  if (status === 401) return new DoorProblem('sign-in', words.signIn ?? `${service} wants to know who is asking.`);
  if (status === 403)
    return new DoorProblem('forbidden', words.forbidden ?? `${service} does not show ${what} to you.`);
  if (status === 404) return new DoorProblem('not-found', words.notFound ?? `${service} has no ${what}.`);
  if (status >= 500) return new DoorProblem('broken', `${service} has a failure of its own (${status}).`, retryAfter);
  return new DoorProblem('broken', `${service} answers in a way that is not understood (${status}).`);
}

/** A 403 that means 'not now' rather than 'not you'. */
function isSpent(headers: Headers): boolean {
  return headers.has('retry-after') || headers.get('x-ratelimit-remaining') === '0';
}

/** GitHub says when it counts anew, in seconds since 1970. */
function resetOf(headers: Headers, now: number): number | undefined {
  const said = headers.get('x-ratelimit-reset') ?? '';
  if (headers.get('x-ratelimit-remaining') !== '0' || !/^\d{1,12}$/.test(said)) return undefined;
  return Math.max(0, Math.ceil(Number(said) - now / 1_000));
}
