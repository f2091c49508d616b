import { CONFIG_FILE } from '../core/config/candidates.js';
import {
  applyConfig,
  type Config,
  type ConfigLayer,
  isIgnored,
  mergeConfig,
  NO_WISHES,
} from '../core/config/config.js';
import { readConfig } from '../core/config/read-config.js';
import type { ConfigProblem } from '../core/config/read-shape.js';
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

/** The client's own settings, and above them the `keytrace.json` of every workspace folder, the innermost last. */
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

  /** What holds for a file: its folders say so, the innermost has the last word. */
  configFor(uri: string): Config {
    const around = this.#foldersAround(uri);
    const key = around.at(-1)?.uri ?? '';
    const known = this.#configs.get(key);
    if (known) return known;
    const config = mergeConfig(this.#client, ...around.map(({ layer }) => layer));
    this.#configs.set(key, config);
    return config;
  }

  /** Whether a file lies in one of the folders. */
  holds(uri: string): boolean {
    return this.#foldersAround(uri).length > 0;
  }

  /** The innermost folder around a file. */
  folderOf(uri: string): string | undefined {
    return this.#foldersAround(uri).at(-1)?.uri;
  }

  ignores(uri: string): boolean {
    const around = this.#foldersAround(uri);
    const inner = around.at(-1);
    if (inner && isIgnored(pathBelow(inner.uri, uri)!, this.#client)) return true;
    return around.some((folder) => isIgnored(pathBelow(folder.uri, uri)!, folder.layer));
  }

  /** The findings that are wanted, with the severities that are wanted. */
  wanted(findings: readonly Finding[]): readonly Finding[] {
    return findings.flatMap((finding) => applyConfig([finding], this.configFor(finding.uri)));
  }

  /** The outermost first. */
  #foldersAround(uri: string): readonly Folder[] {
    const around = [...this.#folders.values()].filter((folder) => pathBelow(folder.uri, uri) !== undefined);
    return around.sort((a, b) => a.uri.length - b.uri.length);
  }
}

/** Editors send null for what nobody has set. */
function known(settings: object): object {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
