import type { Session } from './session.js';

/** Between two rounds of questions that the client is made to ask again. */
const PAUSE_MS = 300;

/** Tells the client that answers for files that nobody edited are out of date. */
export class Refresh {
  readonly #session: Session;
  readonly #isPush: () => boolean;
  #isPlanned = false;

  constructor(session: Session, isPush: () => boolean) {
    this.#session = session;
    this.#isPush = isPush;
  }

  soon(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    setTimeout(() => {
      this.#isPlanned = false;
      this.#now();
    }, PAUSE_MS).unref?.();
  }

  #now(): void {
    const { connection, client } = this.#session;
    const { languages } = connection;
    const has = client.workspace;
    const asked = [
      ...(has?.diagnostics?.refreshSupport === true && !this.#isPush() ? [languages.diagnostics.refresh()] : []),
      ...(has?.semanticTokens?.refreshSupport === true ? [languages.semanticTokens.refresh()] : []),
      ...(has?.inlayHint?.refreshSupport === true ? [languages.inlayHint.refresh()] : []),
      ...(has?.codeLens?.refreshSupport === true ? [connection.sendRequest('workspace/codeLens/refresh')] : []),
    ];
    // A client that has gone, or that has changed its mind, needs no answer.
    for (const one of asked) Promise.resolve(one).catch(() => {});
  }
}
