import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_FILE, type Config, isIgnored, mergeConfig } from '../core/config/config.js';
import { readConfig } from '../core/config/read-config.js';
import { LineIndex } from '../core/text/line-index.js';
import { displayPath, type Input } from './discover.js';
import { reasonOf } from './io-error.js';
import { readText } from './read-text.js';

export interface LoadedConfig {
  readonly config: Config;
  /** What the ignored paths are relative to. */
  readonly folder: string;
  /** Mistakes in the file, one line each: a rule that is not switched off as wished must not pass unseen. */
  readonly problems: readonly string[];
}

/** The configuration of the folder that is checked; of the working directory when that has none. */
export function loadConfig(paths: readonly string[], cwd: string): LoadedConfig {
  const [only] = paths.length === 1 ? paths : [];
  const folders = only === undefined || only === '-' ? [cwd] : [path.resolve(cwd, only), cwd];
  for (const folder of folders) {
    const file = path.join(folder, CONFIG_FILE);
    if (isFile(file)) return { ...readFile(file, displayPath(file, cwd)), folder };
  }
  return { config: mergeConfig(), folder: cwd, problems: [] };
}

/** Files that were named one by one are read all the same. */
export function withoutIgnored(inputs: readonly Input[], { config, folder }: LoadedConfig): Input[] {
  return inputs.filter(({ file, isNamed }) => isNamed || !file || !isIgnored(displayPath(file, folder), config));
}

function readFile(file: string, shown: string): Omit<LoadedConfig, 'folder'> {
  try {
    const content = readText(readFileSync(file));
    if ('text' in content) return readLayer(content.text, shown);
    return { config: mergeConfig(), problems: [`${shown}: ${content.failure}`] };
  } catch (error) {
    return { config: mergeConfig(), problems: [`${shown}: ${reasonOf(error)}`] };
  }
}

function readLayer(text: string, shown: string): Omit<LoadedConfig, 'folder'> {
  const { layer, problems } = readConfig(text);
  const lines = new LineIndex(text);
  return {
    config: mergeConfig(layer),
    problems: problems.map(({ span, message }) => {
      const { line, column } = lines.positionAt(span.start);
      return `${shown}:${line + 1}:${column + 1}: ${message}`;
    }),
  };
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
