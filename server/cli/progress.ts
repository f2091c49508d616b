import type { Host } from './host.js';

/** Below this nobody wonders what is going on. */
const QUIET_MS = 1000;
const BETWEEN_MS = 100;
/** About a second of analysis. */
const LONG_BYTES = 4 * 1024 * 1024;
const CLEAR_LINE = '\r\u001b[2K';

/** One line on the terminal while a scan is long; nothing when standard error is no terminal. */
export class Progress {
  readonly #host: Host;
  readonly #isShown: boolean;
  readonly #start: number;
  #last = Number.NEGATIVE_INFINITY;
  #hasLine = false;

  constructor(host: Host, isQuiet: boolean) {
    this.#host = host;
    this.#isShown = host.stderr.isTerminal && !isQuiet && host.env.TERM !== 'dumb';
    this.#start = host.now();
  }

  reading(done: number, all: number): void {
    if (!this.#isShown) return;
    const now = this.#host.now();
    if (now - this.#start < QUIET_MS || now - this.#last < BETWEEN_MS) return;
    this.#last = now;
    this.#show(`Reading ${done} of ${all} files`);
  }

  /** The analysis is one call, so it is announced by size and not by time. */
  analysing(files: number, bytes: number): void {
    if (this.#isShown && (this.#hasLine || bytes >= LONG_BYTES)) this.#show(`Analysing ${files} files`);
  }

  clear(): void {
    if (this.#hasLine) this.#host.stderr.write(CLEAR_LINE);
    this.#hasLine = false;
  }

  #show(text: string): void {
    this.#host.stderr.write(`${CLEAR_LINE}${text}`);
    this.#hasLine = true;
  }
}
