import type { BrowserApi, Line } from './api.js';
import { DoorProblem, type DoorProblemKind, type Fetched, type WebPlace } from './doors/door.js';

/** What a page asks of the background, over a line of this name; to end the line is to give up. */
export const LOAD = 'load';

/** In session storage: when the button was clicked last. From then on the browser tells the address of that tab. */
export const CLICKED = 'clicked';

export interface ToBackground {
  readonly type: 'load';
  readonly place: WebPlace;
}

export type FromBackground =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'fetched'; readonly fetched: Fetched }
  | {
      readonly type: 'problem';
      readonly kind: DoorProblemKind;
      readonly message: string;
      /** Seconds; null when nobody has said: what crosses has to be JSON. */
      readonly retryAfter: number | null;
    };

/**
 * Milliseconds. A background that says nothing for half a minute is ended by the browser, whatever it waits for, so it
 * says again how far it has come.
 */
const SIGN_OF_LIFE = 10_000;

export type Progress = (done: number, total: number) => void;

/** Has the background fetch what a place shows. Rejects with a `DoorProblem`, and with nothing else. */
export function load(api: BrowserApi, place: WebPlace, signal: AbortSignal, progress: Progress): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new DoorProblem('cancelled', 'It was stopped.'));
    const line = api.runtime.connect(LOAD);
    signal.addEventListener('abort', () => {
      line.end();
      reject(new DoorProblem('cancelled', 'It was stopped.'));
    });
    line.onEnd(() => reject(new DoorProblem('broken', 'The extension was restarted while it was reading.')));
    line.onMessage((message) => {
      const said = message as FromBackground; // only our own background has the other end
      if (said.type === 'progress') return progress(said.done, said.total);
      if (said.type === 'fetched') resolve(said.fetched);
      else reject(new DoorProblem(said.kind, said.message, said.retryAfter ?? undefined));
      line.end();
    });
    line.send({ type: 'load', place } satisfies ToBackground);
  });
}

/** Answers one line that asks for a place. */
export function answer(
  line: Line,
  fetched: (place: WebPlace, signal: AbortSignal, progress: Progress) => Promise<Fetched>,
) {
  const gone = new AbortController();
  const say = (message: FromBackground) => line.send(message);
  line.onEnd(() => gone.abort());
  line.onMessage(async (message) => {
    const { place } = message as ToBackground; // only our own pages have the other end
    let last: FromBackground = { type: 'progress', done: 0, total: 0 };
    const progress = (done: number, total: number) => {
      last = { type: 'progress', done, total };
      say(last);
    };
    const awake = setInterval(() => say(last), SIGN_OF_LIFE);
    try {
      say({ type: 'fetched', fetched: await fetched(place, gone.signal, progress) });
    } catch (error) {
      say(toMessage(error));
    } finally {
      clearInterval(awake);
    }
  });
}

function toMessage(error: unknown): FromBackground {
  if (!(error instanceof DoorProblem)) {
    return { type: 'problem', kind: 'broken', message: 'Keytrace could not read this place.', retryAfter: null };
  }
  const { kind, message, retryAfter = null } = error;
  return { type: 'problem', kind, message, retryAfter };
}
