import type { ServerResponse } from 'node:http';
import type { FlowFiles, ListedFile } from './flow-files.js';

/** Between two looks at the folders; looking works on every file system, being told does not. */
const PAUSE_MS = 1_000;
/** Large folders are looked at less often: at most this part of the time goes into looking. */
const SHARE = 20;

/** Paths that are new, that have another text, and that are gone. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly gone: readonly string[];
}

/** Tells open pages what others do to the files. Nobody looks while no page is open. */
export class ChangeFeed {
  readonly #files: FlowFiles;
  readonly #pages = new Set<ServerResponse>();
  #stamps = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(files: FlowFiles) {
    this.#files = files;
  }

  /** Keeps an answer open and writes events into it. */
  follow(page: ServerResponse): void {
    page.write(': hello\n\n');
    if (this.#pages.size === 0) this.#stamps = stampsOf(this.#files.list());
    this.#pages.add(page);
    page.on('close', () => {
      this.#pages.delete(page);
      if (this.#pages.size === 0) clearTimeout(this.#timer);
    });
    this.#lookSoon(PAUSE_MS);
  }

  end(): void {
    clearTimeout(this.#timer);
    for (const page of this.#pages) page.end();
    this.#pages.clear();
  }

  #lookSoon(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), wait);
  }

  #look(): void {
    const start = performance.now();
    const stamps = stampsOf(this.#files.list());
    const changes = changesBetween(this.#stamps, stamps);
    this.#stamps = stamps;
    const isAny = changes.added.length + changes.changed.length + changes.gone.length > 0;
    if (isAny) for (const page of this.#pages) page.write(`data: ${JSON.stringify(changes)}\n\n`);
    this.#lookSoon(Math.max(PAUSE_MS, (performance.now() - start) * SHARE));
  }
}

function stampsOf(files: readonly ListedFile[]): Map<string, string> {
  return new Map(files.map(({ path, stamp }) => [path, stamp]));
}

/** What has happened between two looks. */
export function changesBetween(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Changes {
  return {
    added: [...after.keys()].filter((path) => !before.has(path)),
    changed: [...after].filter(([path, stamp]) => (before.get(path) ?? stamp) !== stamp).map(([path]) => path),
    gone: [...before.keys()].filter((path) => !after.has(path)),
  };
}
