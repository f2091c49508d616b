/**
 * A door is a place in the web that has flows: a code host, or the platform itself. A door knows addresses and how to
 * fetch; it never looks into a page. What it brings is analysed like files that somebody has opened.
 */
export interface Door {
  readonly id: 'github' | 'genesys';
  /** What an address shows; undefined when it is none of this door's, or shows no flow. Pure, and never throws. */
  recognise(address: URL): WebPlace | undefined;
  /**
   * Fetches what the place shows. Runs in the background script, so everything in and out is plain data. Rejects with a
   * `DoorProblem`, and with nothing else.
   */
  load(place: WebPlace, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<Fetched>;
}

/** What a tab shows, as far as its address tells. Plain data: it crosses from one script to another. */
export interface WebPlace {
  readonly door: Door['id'];
  readonly kind: 'file' | 'folder' | 'changes' | 'flow';
  /** For people: 'card-payment.yaml in acme/ivr', 'Pull request 12 of acme/ivr'. */
  readonly title: string;
  /** Equal for two addresses that show the same thing. */
  readonly key: string;
  /** Patterns of the hosts that have to be permitted before anything is fetched, such as 'https://api.github.com/*'. */
  readonly origins: readonly string[];
  /** What only the door itself understands. */
  readonly detail: Readonly<Record<string, string>>;
}

/** What was fetched. */
export interface Fetched {
  readonly title: string;
  /** The state that the place shows. */
  readonly files: readonly FetchedFile[];
  /** For 'changes': the state before, with the same paths; otherwise undefined. */
  readonly before: readonly FetchedFile[] | undefined;
  /** What was not fetched or is no flow, and why, in words for people; never dropped silently. */
  readonly left: readonly LeftOut[];
}

export interface FetchedFile {
  /** With `/`, as in the place it comes from. */
  readonly path: string;
  readonly text: string;
  /** Where people see it in the web, with '{line}' for the number of a line; undefined when it has no such page. */
  readonly page?: string;
}

export interface LeftOut {
  readonly path: string;
  readonly why: string;
}

/** Why nothing could be fetched; each kind has its own way out. */
export type DoorProblemKind =
  /** The browser has no permission for a host, or it was taken back. */
  | 'permission'
  /** Nobody has signed in, or the token is no longer good. */
  | 'sign-in'
  /** Signed in, but not allowed to see this. */
  | 'forbidden'
  | 'not-found'
  /** Too many requests; `retryAfter` says when to try again. */
  | 'busy'
  | 'offline'
  /** The other side answers with nonsense, or too slowly, or with a failure of its own. */
  | 'broken'
  /** Somebody has closed the tab or asked for something else. */
  | 'cancelled';

/** An answer in place of what was asked for. The message is a sentence for people and never holds a token or a value. */
export class DoorProblem extends Error {
  override readonly name = 'DoorProblem';
  readonly kind: DoorProblemKind;
  /** Seconds; undefined when nobody has said. */
  readonly retryAfter: number | undefined;

  constructor(kind: DoorProblemKind, message: string, retryAfter?: number) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}
