import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_FILE, IGNORES_FILE } from '../core/config/candidates.js';
import { applyConfig, type Config, type ConfigLayer, isIgnored, mergeConfig } from '../core/config/config.js';
import { readConfig } from '../core/config/read-config.js';
import type { Finding } from '../core/model/finding.js';
import { LineIndex } from '../core/text/line-index.js';
import { displayPath, type Input } from './discover.js';
import type { Host } from './host.js';
import { reasonOf } from './io-error.js';
import { readText } from './read-text.js';

/** What one `keytrace.json` says. */
interface Layer {
  readonly folder: string;
  readonly layer: ConfigLayer;
  /** It counts for every file: the user's own, and that of the working directory. */
  readonly isCommon: boolean;
}

/** The configuration of one run: the user's, the working directory's, and those of the folders that are checked. */
export interface LoadedConfig {
  /** What holds for a file, by its shown path. */
  configOf(path: string): Config;
  /** Files that were named one by one are read all the same. */
  isIgnored(input: Input): boolean;
  /** Mistakes in the files, one line each: a rule that is not switched off as wished must not pass unseen. */
  readonly problems: readonly string[];
}

export function loadConfig(paths: readonly string[], { cwd, env }: Pick<Host, 'cwd' | 'env'>): LoadedConfig {
  const problems: string[] = [];
  const read = (file: string, folder: string, isCommon: boolean): Layer[] => {
    if (!isFile(file)) return [];
    const found = readFile(file, displayPath(file, cwd));
    problems.push(...found.problems);
    return found.layer ? [{ folder, layer: found.layer, isCommon }] : [];
  };
  const user = userFile(env);
  const layers = [
    ...(user === undefined ? [] : read(user, cwd, true)),
    ...foldersOf(paths, cwd).flatMap((folder) => read(path.join(folder, CONFIG_FILE), folder, folder === cwd)),
  ];
  const configs = new Map<string, Config>();
  const configByPath = new Map<string, Config>();
  const layersOf = (file: string) => layers.filter(({ folder, isCommon }) => isCommon || isBelow(file, folder));
  return {
    configOf(shown) {
      const known = configByPath.get(shown);
      if (known) return known;
      const around = layersOf(path.resolve(cwd, shown));
      const key = around.map((layer) => layers.indexOf(layer)).join();
      // Files of one folder share one object, and with it what is worked out for it.
      const config = configs.get(key) ?? mergeConfig(...around.map(({ layer }) => layer));
      configs.set(key, config);
      configByPath.set(shown, config);
      return config;
    },
    isIgnored({ file, isNamed }) {
      if (isNamed || file === undefined) return false;
      return layersOf(file).some(({ folder, layer }) => isIgnored(displayPath(file, folder), layer));
    },
    problems,
  };
}

/** The findings that are wanted, with the severities that are wanted. */
export function configured(findings: readonly Finding[], { configOf }: LoadedConfig): readonly Finding[] {
  return findings.flatMap((finding) => applyConfig([finding], configOf(finding.uri)));
}

/** With the files of accepted findings that stand beside the configuration, wherever the search went. */
export function withIgnores(inputs: readonly Input[], paths: readonly string[], cwd: string): Input[] {
  const known = new Set(inputs.map((input) => input.path));
  const added = foldersOf(paths, cwd)
    .map((folder) => path.join(folder, IGNORES_FILE))
    .filter((file) => isFile(file) && !known.has(displayPath(file, cwd)))
    .map((file) => ({ path: displayPath(file, cwd), file, isNamed: false }));
  return [...inputs, ...added];
}

/** The working directory first, then the folders that are checked, the outermost first. */
function foldersOf(paths: readonly string[], cwd: string): string[] {
  const named = paths.filter((name) => name !== '-').map((name) => path.resolve(cwd, name));
  const folders = named.filter((folder) => folder !== cwd && isFolder(folder));
  return [cwd, ...[...new Set(folders)].sort((a, b) => a.length - b.length)];
}

function userFile(env: Host['env']): string | undefined {
  const home = env.HOME ?? env.USERPROFILE;
  const folder = env.XDG_CONFIG_HOME || env.APPDATA || (home && path.join(home, '.config'));
  return folder ? path.join(folder, 'keytrace', CONFIG_FILE) : undefined;
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

interface ReadFile {
  readonly layer: ConfigLayer | undefined;
  readonly problems: readonly string[];
}

function readFile(file: string, shown: string): ReadFile {
  try {
    const content = readText(readFileSync(file));
    if ('text' in content) return readLayer(content.text, shown);
    return { layer: undefined, problems: [`${shown}: ${content.failure}`] };
  } catch (error) {
    return { layer: undefined, problems: [`${shown}: ${reasonOf(error)}`] };
  }
}

function readLayer(text: string, shown: string): ReadFile {
  const { layer, problems } = readConfig(text);
  const lines = new LineIndex(text);
  const told = problems.map(({ span, message }) => {
    const { line, column } = lines.positionAt(span.start);
    return `${shown}:${line + 1}:${column + 1}: ${message}`;
  });
  return { layer, problems: told };
}

function isFile(file: string): boolean {
  return statOf(file)?.isFile() === true;
}

function isFolder(file: string): boolean {
  return statOf(file)?.isDirectory() === true;
}

function statOf(file: string) {
  try {
    return statSync(file, { throwIfNoEntry: false });
  } catch {
    // A folder that may not be looked into is said where its files are read.
    return undefined;
  }
}
