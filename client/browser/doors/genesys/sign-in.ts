import { DoorProblem } from '../door.js';
import { fetchText, problemOf } from '../http.js';
import type { Session } from './reading-client.js';
import type { Region } from './regions.js';

/** What one sign-in has to remember until it comes back; it is kept nowhere. */
export interface Ticket {
  readonly region: Region;
  readonly clientId: string;
  readonly redirect: string;
  readonly state: string;
  /** Proves that whoever brings the code is who asked for it. */
  readonly verifier: string;
}

/** All that is asked for. The names are those of the vendor's Terraform provider. */
export const SCOPES = ['architect:readonly', 'integrations:readonly'] as const;
/** Rights of the role that is needed, with what is missing without them. */
export const RIGHTS = [
  { permission: 'architect:flow:view', brings: 'flows' },
  { permission: 'integrations:action:view', brings: 'data actions, and whether they are secure' },
] as const;

/** As the platform writes it; a secret, which somebody may paste by mistake, looks otherwise. */
const CLIENT_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TOKEN = /^[\w.~+/=-]{8,8192}$/;
const CODE = /^[\x21-\x7e]{1,4096}$/;
/** Seconds; "Create an OAuth client" allows 300 to 172,800. An answer that says nothing is believed for an hour. */
const LONGEST = 172_800;
const UNSAID = 3_600;

export function isClientId(text: string): boolean {
  return CLIENT_ID.test(text);
}

export function newTicket(region: Region, clientId: string, redirect: string): Ticket {
  return { region, clientId, redirect, state: random(), verifier: random() };
}

/** The page on which somebody signs in; the verifier is not in it, only what it can be compared with. */
export async function authorizeAddress({ region, clientId, redirect, state, verifier }: Ticket): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirect,
    scope: SCOPES.join(' '),
    state,
    code_challenge: base64Url(new Uint8Array(digest)),
    code_challenge_method: 'S256',
  });
  return `${region.login}/oauth/authorize?${query}`;
}

/** The code in the address to which the platform has sent back. */
export function codeOf(ticket: Ticket, back: string): string {
  const address = URL.canParse(back) ? new URL(back) : undefined;
  const expected = new URL(ticket.redirect);
  if (address?.origin !== expected.origin || address.pathname !== expected.pathname) throw notOurs();
  const { searchParams } = address;
  // Somebody else may have started a sign-in and put its end under ours.
  if (searchParams.get('state') !== ticket.state) throw notOurs();
  const error = searchParams.get('error');
  if (error === 'access_denied') throw new DoorProblem('cancelled', 'The sign-in was declined.');
  if (error !== null) throw new DoorProblem('sign-in', refused(error));
  const code = searchParams.get('code') ?? '';
  if (!CODE.test(code)) throw notOurs();
  return code;
}

/** Exchanges the code, which is good once, for a token. What it could be renewed with is not kept. */
export async function sessionFor(
  { region, clientId, redirect, verifier }: Ticket,
  code: string,
  signal: AbortSignal,
  now = Date.now(),
): Promise<Session> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirect,
    client_id: clientId,
    code_verifier: verifier,
  });
  const headers = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };
  const request = { url: `${region.login}/oauth/token`, method: 'POST', headers, body: body.toString() } as const;
  const answer = await fetchText({ ...request, limit: 100_000 }, signal);
  if (answer.status === 400 || answer.status === 401) throw new DoorProblem('sign-in', refused(errorIn(answer.text)));
  if (answer.status !== 200) throw problemOf(answer, { service: 'Genesys Cloud', what: 'sign-in at this address' });
  const { access_token: token, token_type: type, expires_in: seconds } = jsonMap(answer.text);
  if (typeof token !== 'string' || !TOKEN.test(token) || typeof type !== 'string' || type.toLowerCase() !== 'bearer') {
    throw new DoorProblem('broken', 'Genesys Cloud answers the sign-in with something that is no token.');
  }
  const lasting = typeof seconds === 'number' && seconds > 0 ? Math.min(seconds, LONGEST) : UNSAID;
  return { region: region.domain, token, expires: now + lasting * 1_000 };
}

function refused(error: string): string {
  const hint = HINTS.get(error);
  // Only words of the standard are repeated; anything may stand there.
  return hint ?? 'Genesys Cloud has refused the sign-in. Compare region, client id and redirect address.';
}

const HINTS: ReadonlyMap<string, string> = new Map([
  ['invalid_client', 'Genesys Cloud does not know this client id in this region.'],
  ['unauthorized_client', 'The OAuth client does not allow authorization code with PKCE.'],
  ['invalid_scope', `The OAuth client lacks a scope: it needs ${SCOPES.join(' and ')}.`],
  ['invalid_request', 'Genesys Cloud has refused the sign-in. The redirect address may not be registered.'],
  ['invalid_grant', 'The sign-in took too long. Try it again.'],
]);

function errorIn(text: string): string {
  const { error } = jsonMap(text);
  return typeof error === 'string' ? error : '';
}

function jsonMap(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function notOurs(): DoorProblem {
  return new DoorProblem('sign-in', 'What came back is not the end of this sign-in. Try it again.');
}

/** 256 bits, as characters that may stand anywhere. */
function random(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}
