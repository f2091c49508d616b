import type { Documents } from './editor/documents.js';

/** A text that nobody has saved. */
export interface Draft {
  readonly uri: string;
  readonly text: string;
  /** The version of the file that it was made from. */
  readonly base: string;
}

/** Keeps what is unsaved over the end of the page. */
export interface Drafts {
  /** False: nothing outlives the page, so it has to ask before it goes. */
  readonly isLasting: boolean;
  all(): Promise<readonly Draft[]>;
  keep(draft: Draft): Promise<void>;
  drop(uri: string): Promise<void>;
}

/** Milliseconds without a key before a draft is written. */
const PAUSE_MS = 250;

/** Writes the drafts of the open documents, a moment after each change and before the page goes. */
export class DraftKeeper {
  readonly #drafts: Drafts;
  readonly #documents: Documents;
  /** Versions of the editor by address: what lies in the drafts. */
  readonly #kept = new Map<string, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(drafts: Drafts, documents: Documents) {
    this.#drafts = drafts;
    this.#documents = documents;
    addEventListener('pagehide', () => this.#write());
    addEventListener('visibilitychange', () => this.#write());
  }

  soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), PAUSE_MS);
  }

  /** Puts back what was unsaved at the last visit, in files that are there; the others wait for theirs. */
  async restore(uris: readonly string[]): Promise<readonly string[]> {
    const known = new Set(uris);
    const drafts = (await this.#drafts.all().catch(() => [])).filter(({ uri }) => known.has(uri));
    for (const draft of drafts) {
      await this.#documents.restore(draft.uri, draft.text, draft.base);
      this.#kept.set(draft.uri, -1);
    }
    this.soon();
    return drafts.map(({ uri }) => uri).filter((uri) => this.#documents.isUnsaved(uri));
  }

  #write(): void {
    const unsaved = this.#documents.all.filter(({ uri }) => this.#documents.isUnsaved(uri));
    for (const { uri, model, base } of unsaved) {
      const version = model.getAlternativeVersionId();
      if (this.#kept.get(uri) === version) continue;
      this.#kept.set(uri, version);
      // A full disk costs the draft and not the text on the screen.
      this.#drafts.keep({ uri, text: model.getValue(), base }).catch(() => this.#kept.delete(uri));
    }
    const left = new Set(unsaved.map(({ uri }) => uri));
    for (const uri of [...this.#kept.keys()].filter((one) => !left.has(one))) {
      this.#kept.delete(uri);
      this.#drafts.drop(uri).catch(() => {});
    }
  }
}
