import { createStore } from '../../../webview/state/store.js';
import { changesBetween } from '../../changes.js';
import type { BrowserApi } from '../api.js';
import { type Door, DoorProblem, type Fetched, type WebPlace } from '../doors/door.js';
import { TOKEN as GITHUB_TOKEN } from '../doors/github/token.js';
import { CLICKED } from '../messages.js';
import { SESSION_KEY } from '../sign-in.js';
import { type Analysis, analyse, type ServerPort } from './analysis.js';
import { INITIAL, isBusy, type PanelEvent, type PanelState, type Problem, reduce, type Seen } from './state.js';

/** What the panel is made of; a test brings others. */
export interface PanelParts {
  readonly api: BrowserApi;
  /** What an address shows. */
  recognise(address: string): WebPlace | undefined;
  load(place: WebPlace, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<Fetched>;
  /** Starts a language server; calls `failed` when it ends by itself. */
  server(failed: () => void): ServerPort;
  /** Milliseconds since 1970. */
  now(): number;
}

/** What tells in session storage that somebody has signed in. */
const TOKENS: Readonly<Record<Door['id'], string>> = { github: GITHUB_TOKEN, genesys: SESSION_KEY };

const REFUSED = 'The browser was told not to let Keytrace read from there. Nothing was read.';
const TAKEN_BACK = 'The permission to read from there was taken back. What was shown before stays.';
const LEFT = 'The tab was closed, or shows another page now. What was shown before stays.';
const FAILED = 'The language server has stopped. The files were read; try again, or open them in the full page.';

/** Follows the tab in front, fetches and analyses when somebody asks, and gives up when nobody waits any more. */
export class PanelSession {
  readonly store = createStore<PanelState, PanelEvent>(reduce, INITIAL);
  readonly #parts: PanelParts;
  #runs = 0;
  #tab: number | undefined;
  /** What the running task belongs to. */
  #running: { readonly end: AbortController; readonly tab: number | undefined } | undefined;
  /** The server of the state that is shown: it makes the reports. */
  #analysis: Analysis | undefined;

  constructor(parts: PanelParts) {
    this.#parts = parts;
  }

  /** Begins to follow the tabs; returns how to end everything. */
  start(): () => void {
    const { tabs, permissions, storage } = this.#parts.api;
    const ends = [
      tabs.onChange(() => void this.look()),
      permissions.onChange(() => void this.#permissionsChanged()),
      storage.session.onChange((keys) => {
        if (keys.includes(CLICKED)) void this.look();
        void this.#goOn(keys);
      }),
    ];
    void this.look();
    return () => {
      for (const end of ends) end();
      this.#running?.end.abort();
      this.#analysis?.end();
    };
  }

  /** Looks at the tab in front, and whether the one that is waited for is still what it was. */
  async look(): Promise<void> {
    const tab = await this.#parts.api.tabs.current().catch(() => undefined);
    this.#tab = tab?.id;
    this.store.dispatch({ type: 'seen', seen: this.#seenAt(tab?.address) });
    await this.#leaveIfGone();
  }

  /** Takes an address that somebody has pasted; false when it shows no flows. */
  paste(text: string): boolean {
    const place = this.#parts.recognise(text.trim());
    if (place) this.store.dispatch({ type: 'seen', seen: { kind: 'place', place, isPasted: true } });
    return place !== undefined;
  }

  /** Inside of a click: the browser asks for permissions only then, so nothing is waited for before. */
  async analyse(place: WebPlace): Promise<void> {
    const { permissions } = this.#parts.api;
    // Who may not ask may have been allowed before.
    const asked = permissions
      .request({ origins: place.origins, names: [] })
      .catch(() => permissions.has(place.origins));
    this.#running?.end.abort();
    const run = ++this.#runs;
    const { seen } = this.store.get();
    // Of a place that the tab in front does not show, no tab can go away.
    const isInFront = seen.kind === 'place' && !seen.isPasted && seen.place.key === place.key;
    const running = { end: new AbortController(), tab: isInFront ? this.#tab : undefined };
    this.#running = running;
    this.store.dispatch({ type: 'wanted', run, place });
    try {
      if (!(await asked.catch(() => false))) throw new DoorProblem('permission', REFUSED);
      await this.#run(run, place, running.end.signal);
    } catch (error) {
      this.#fail(run, this.#problemOf(error));
    } finally {
      if (this.#running === running) this.#running = undefined;
    }
  }

  /** Somebody does not want to wait. */
  stop(): void {
    this.#giveUp({ kind: 'cancelled', message: '', until: undefined });
  }

  /** 'sarif' of what is shown. */
  async report(format: string): Promise<string> {
    if (!this.#analysis) throw new Error('Nothing has been analysed yet.');
    return this.#analysis.report(format);
  }

  async #run(run: number, place: WebPlace, signal: AbortSignal): Promise<void> {
    this.store.dispatch({ type: 'allowed', run });
    const progress = (done: number, total: number) => this.store.dispatch({ type: 'progress', run, done, total });
    const fetched = await this.#parts.load(place, signal, progress);
    this.store.dispatch({ type: 'fetched', run, files: fetched.files.length });
    // One after the other, and only the second stays: two servers at once would hold everything twice.
    const before = fetched.before && (await this.#analyse(fetched.before, signal));
    before?.end();
    const after = await this.#analyse(fetched.files, signal);
    if (signal.aborted) return after.end();
    this.#analysis?.end();
    this.#analysis = after;
    const changes = before && changesBetween(before.view.findings, after.view.findings);
    const result = { place, fetched, at: this.#parts.now(), after, before, changes };
    this.store.dispatch({ type: 'finished', run, result });
  }

  /** Rejects when the server fails, or nobody waits any more: a server never answers that it was ended. */
  #analyse(files: Fetched['files'], signal: AbortSignal): Promise<Analysis> {
    return new Promise((resolve, reject) => {
      let analysis: Analysis | undefined;
      const server = this.#parts.server(() => {
        server.terminate();
        reject(new Error(FAILED));
        // Whoever waits for a report of it is told, too.
        analysis?.end();
      });
      const end = () => {
        server.terminate();
        reject(new DoorProblem('cancelled', ''));
      };
      if (signal.aborted) return end();
      signal.addEventListener('abort', end, { once: true });
      analyse(files, server)
        .then(
          (made) => {
            analysis = made;
            resolve(made);
          },
          (error: unknown) => {
            server.terminate();
            reject(error);
          },
        )
        .finally(() => signal.removeEventListener('abort', end));
    });
  }

  #seenAt(address: string | undefined): Seen {
    if (address === undefined) return { kind: 'hidden' };
    const place = this.#parts.recognise(address);
    return place ? { kind: 'place', place, isPasted: false } : { kind: 'other' };
  }

  async #leaveIfGone(): Promise<void> {
    const running = this.#running;
    const { task } = this.store.get();
    if (running?.tab === undefined || task.kind === 'none' || task.kind === 'failed') return;
    const tab = await this.#parts.api.tabs.get(running.tab);
    // Another tab in front is no reason to give up; an address that is not visible says nothing.
    const isGone =
      tab === undefined || (tab.address !== undefined && this.#parts.recognise(tab.address)?.key !== task.place.key);
    if (isGone && this.#running === running) this.#giveUp({ kind: 'left', message: LEFT, until: undefined });
  }

  async #permissionsChanged(): Promise<void> {
    // With a permission more, an address may be visible now.
    await this.look();
    const { task } = this.store.get();
    if (task.kind !== 'fetching' || (await this.#parts.api.permissions.has(task.place.origins))) return;
    this.#giveUp({ kind: 'permission', message: TAKEN_BACK, until: undefined });
  }

  /** Somebody who was asked to sign in has done so, on another page. */
  async #goOn(keys: readonly string[]): Promise<void> {
    const { task } = this.store.get();
    if (task.kind !== 'failed' || task.problem.kind !== 'sign-in') return;
    const token = TOKENS[task.place.door];
    if (!keys.includes(token) || (await this.#parts.api.storage.session.get(token)) === undefined) return;
    if (this.store.get().task === task) await this.analyse(task.place);
  }

  #giveUp(problem: Problem): void {
    if (!isBusy(this.store.get())) return;
    this.#fail(this.#runs, problem);
    this.#running?.end.abort();
  }

  #fail(run: number, problem: Problem): void {
    this.store.dispatch({ type: 'failed', run, problem });
  }

  #problemOf(error: unknown): Problem {
    if (!(error instanceof DoorProblem)) {
      return { kind: 'server', message: error instanceof Error ? error.message : FAILED, until: undefined };
    }
    const { kind, message, retryAfter } = error;
    return { kind, message, until: retryAfter === undefined ? undefined : this.#parts.now() + retryAfter * 1_000 };
  }
}
