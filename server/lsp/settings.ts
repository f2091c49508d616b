import {
  applyConfig,
  CONFIG_FILE,
  type Config,
  type ConfigLayer,
  isIgnored,
  mergeConfig,
  NO_WISHES,
} from '../core/config/config.js';
import { type ConfigProblem, readConfig } from '../core/config/read-config.js';
import type { Finding } from '../core/model/finding.js';
import { childOf, pathBelow } from './uris.js';

interface Folder {
  readonly uri: string;
  readonly layer: ConfigLayer;
  /** Text and mistakes of its `keytrace.json`; undefined when it has none. */
  readonly file:
    | { readonly uri: string; readonly text: string; readonly problems: readonly ConfigProblem[] }
    | undefined;
}

/** `keytrace.json` of every workspace folder, with the client's own settings over it. */
export class Settings {
  readonly #folders = new Map<string, Folder>();
  readonly #configs = new Map<string, Config>();
  #client: ConfigLayer = NO_WISHES;
  /** Where the pages about the rules are; undefined when nobody has said it. */
  docsUrl: string | undefined;

  get folders(): readonly string[] {
    return [...this.#folders.keys()];
  }

  addFolder(uri: string): void {
    this.#folders.set(uri, { uri, layer: NO_WISHES, file: undefined });
    this.#configs.clear();
  }

  removeFolder(uri: string): void {
    this.#folders.delete(uri);
    this.#configs.clear();
  }

  /** The folder whose configuration a file is; undefined for every other file. */
  folderOfConfig(uri: string): string | undefined {
    return this.folders.find((folder) => pathBelow(folder, uri) === CONFIG_FILE);
  }

  /** Takes in the text of a folder's `keytrace.json`; undefined when there is none. */
  setConfig(folder: string, text: string | undefined): void {
    if (!this.#folders.has(folder)) return;
    const { layer, problems } = text === undefined ? { layer: NO_WISHES, problems: [] } : readConfig(text);
    const file = text === undefined ? undefined : { uri: childOf(folder, CONFIG_FILE), text, problems };
    this.#folders.set(folder, { uri: folder, layer, file });
    this.#configs.clear();
  }

  /** Takes in the `keytrace.*` settings of the client; they have the shape of the file. */
  setClient(value: unknown): void {
    const { docsUrl, ...rest } = isObject(value) ? value : {};
    this.#client = readConfig(JSON.stringify(known(rest))).layer;
    if (typeof docsUrl === 'string' && docsUrl !== '') this.docsUrl = docsUrl;
    this.#configs.clear();
  }

  /** Mistakes in configuration files, for the files themselves. */
  configFiles(): readonly NonNullable<Folder['file']>[] {
    return [...this.#folders.values()].flatMap(({ file }) => (file ? [file] : []));
  }

  /** What holds for a file: the innermost folder around it says so. */
  configFor(uri: string): Config {
    const folder = this.#folderOf(uri);
    const known = this.#configs.get(folder ?? '');
    if (known) return known;
    const layer = folder === undefined ? NO_WISHES : this.#folders.get(folder)!.layer;
    const config = mergeConfig(layer, this.#client);
    this.#configs.set(folder ?? '', config);
    return config;
  }

  /** Whether a file lies in one of the folders. */
  holds(uri: string): boolean {
    return this.#folderOf(uri) !== undefined;
  }

  ignores(uri: string): boolean {
    const folder = this.#folderOf(uri);
    return folder !== undefined && isIgnored(pathBelow(folder, uri)!, this.configFor(uri));
  }

  /** The findings that are wanted, with the severities that are wanted. */
  wanted(findings: readonly Finding[]): readonly Finding[] {
    return findings.flatMap((finding) => applyConfig([finding], this.configFor(finding.uri)));
  }

  #folderOf(uri: string): string | undefined {
    let best: string | undefined;
    for (const folder of this.#folders.keys()) {
      if (pathBelow(folder, uri) !== undefined && folder.length > (best?.length ?? -1)) best = folder;
    }
    return best;
  }
}

/** Editors send null for what nobody has set. */
function known(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
