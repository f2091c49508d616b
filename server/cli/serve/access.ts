import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** 256 bits: not to be guessed, and short enough for an address. */
const TOKEN_BYTES = 32;

export const TOKEN_HEADER = 'x-keytrace-token';

/** What a request has to bring along. */
export interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Who may talk to the server. It listens on this machine only, but every page that is open in a browser can reach this
 * machine: so the host must be spelled as we spell it (a foreign name that resolves to us is refused), other origins are
 * refused, and everybody needs the token.
 */
export class Access {
  readonly token = secret();
  readonly #cookie: string;
  readonly #hosts: ReadonlySet<string>;
  readonly #origins: ReadonlySet<string>;
  readonly #tickets = new Set<string>();

  constructor(port: number) {
    // Cookies do not know ports: two servers on one machine must not overwrite each other's.
    this.#cookie = `keytrace-${port}`;
    this.#hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
    this.#origins = new Set([...this.#hosts].map((host) => `http://${host}`));
  }

  /** Good for one time: command lines, such as that of the browser, can be read by others on this machine. */
  ticket(): string {
    const ticket = secret();
    this.#tickets.add(ticket);
    return ticket;
  }

  /** Why a request is refused, whoever it comes from; undefined when nothing speaks against it. */
  refusal({ method, headers }: Asked): string | undefined {
    if (!this.#hosts.has(headers.host ?? '')) return 'This server answers under 127.0.0.1 and localhost only.';
    if (headers.origin !== undefined && !this.#origins.has(headers.origin)) return 'Other pages may not ask.';
    const isReading = method === 'GET' || method === 'HEAD';
    const isNavigation = isReading && headers['sec-fetch-mode'] === 'navigate';
    const site = headers['sec-fetch-site'];
    const isOwn = site === undefined || site === 'same-origin' || site === 'none';
    return isOwn || isNavigation ? undefined : 'Other pages may not ask.';
  }

  /** Whether a request carries the token, in its header or its cookie. */
  isKnown({ headers }: Asked): boolean {
    const sent = headers[TOKEN_HEADER];
    if (typeof sent === 'string') return isEqual(sent, this.token);
    return cookiesOf(headers.cookie).some(([name, value]) => name === this.#cookie && isEqual(value, this.token));
  }

  /** The header that lets a browser in, for the token or a ticket of the address. */
  admit(word: string): string | undefined {
    const ticket = [...this.#tickets].find((one) => isEqual(one, word));
    if (ticket !== undefined) this.#tickets.delete(ticket);
    else if (!isEqual(word, this.token)) return undefined;
    return `${this.#cookie}=${this.token}; HttpOnly; SameSite=Strict; Path=/`;
  }
}

function secret(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

/** Takes the same time wherever the difference is, and whatever the lengths are. */
function isEqual(one: string, other: string): boolean {
  return timingSafeEqual(digest(one), digest(other));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function cookiesOf(header = ''): (readonly [name: string, value: string])[] {
  return header.split(';').map((pair) => {
    const at = pair.indexOf('=');
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
  });
}
