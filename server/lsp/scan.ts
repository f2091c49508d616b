import type { WorkDoneProgressServerReporter } from 'vscode-languageserver';
import { CONFIG_FILE } from '../core/config/candidates.js';
import type { Diagnostics } from './diagnostics.js';
import type { Session } from './session.js';
import { letMessagesThrough } from './turn.js';
import { childOf, pathBelow } from './uris.js';

/** Files that are read at the same time. */
const BATCH = 16;
/** Work between two looks at the messages. */
const SLICE_MS = 10;
/** Below this a progress bar would only flicker. */
const WORTH_SHOWING = 50;

/** Reads the files that are not open: all of them at the start, later those that have changed on disk. */
export class Scan {
  readonly #session: Session;
  readonly #diagnostics: Diagnostics;
  /** In the order in which they came. */
  readonly #waiting = new Set<string>();
  #running: Promise<void> | undefined;
  #done = 0;

  constructor(session: Session, diagnostics: Diagnostics) {
    this.#session = session;
    this.#diagnostics = diagnostics;
  }

  /** Resolves when nothing waits any more. */
  get settled(): Promise<void> {
    return this.#running ?? Promise.resolve();
  }

  /** Reads everything below a folder that is not ignored. */
  async below(folder: string): Promise<void> {
    const { settings, host } = this.#session;
    this.files((await host.listFiles(folder)).filter((file) => !settings.ignores(file)));
    await this.settled;
  }

  async readConfig(folder: string): Promise<void> {
    const { settings, host, documents } = this.#session;
    const uri = this.#session.uris.spelled(childOf(folder, CONFIG_FILE));
    settings.setConfig(folder, documents.get(uri)?.getText() ?? (await host.readFile(uri)));
    this.#session.forgetFindings();
  }

  /** Forgets what lies below a folder, but for what another folder holds or is open. */
  removeFolder(folder: string): void {
    const { settings } = this.#session;
    settings.removeFolder(folder);
    const isLeft = (uri: string) => settings.folders.some((other) => pathBelow(other, uri) !== undefined);
    for (const uri of this.#session.files) {
      if (pathBelow(folder, uri) !== undefined && !isLeft(uri) && !this.#session.isOpen(uri)) {
        this.#session.setFile(uri, undefined);
      }
    }
    this.#diagnostics.refresh();
  }

  /** Reads files, new ones and known ones. */
  files(uris: readonly string[]): void {
    for (const uri of uris) this.#waiting.add(this.#session.uris.spelled(uri));
    if (this.#waiting.size > 0) this.#running ??= this.#run();
  }

  async #run(): Promise<void> {
    const progress = new ScanProgress(this.#session, this.#waiting.size);
    try {
      await this.#readAll(progress);
    } finally {
      progress.end();
      this.#running = undefined;
      this.#done = 0;
      this.#diagnostics.refresh();
    }
  }

  async #readAll(progress: ScanProgress): Promise<void> {
    let nextPartial = BATCH;
    let sliceStart = performance.now();
    while (this.#waiting.size > 0) {
      const batch = first(this.#waiting, BATCH);
      const texts = await Promise.all(batch.map((uri) => this.#session.host.readFile(uri)));
      for (const [index, uri] of batch.entries()) {
        this.#waiting.delete(uri);
        this.#done++;
        // What is open counts as the editor has it.
        if (!this.#session.isOpen(uri)) this.#session.setFile(uri, texts[index]);
        if (performance.now() - sliceStart < SLICE_MS) continue;
        await letMessagesThrough();
        sliceStart = performance.now();
      }
      progress.show(this.#done, this.#waiting.size);
      // All conclusions are drawn again each time, so the steps double: twice the work of one time at most.
      if (this.#done < nextPartial) continue;
      nextPartial = this.#done * 2;
      this.#diagnostics.refresh();
    }
  }
}

/** A bar in the client's window, if it has one. The scan never waits for it. */
class ScanProgress {
  #bar: WorkDoneProgressServerReporter | undefined;
  #hasEnded = false;

  constructor({ client, connection }: Session, files: number) {
    if (client.window?.workDoneProgress !== true || files < WORTH_SHOWING) return;
    connection.window.createWorkDoneProgress().then(
      (bar) => {
        bar.begin('Keytrace', 0, 'Reading flows', false);
        if (this.#hasEnded) bar.done();
        else this.#bar = bar;
      },
      () => {},
    );
  }

  show(done: number, waiting: number): void {
    this.#bar?.report(Math.floor((100 * done) / (done + waiting)), `${done} of ${done + waiting} files`);
  }

  end(): void {
    this.#hasEnded = true;
    this.#bar?.done();
  }
}

function first<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === count) break;
    taken.push(item);
  }
  return taken;
}
