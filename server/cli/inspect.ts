import { readFileSync, statSync } from 'node:fs';
import type { Analysis } from '../core/analysis.js';
import type { SourceFile } from '../core/formats/format.js';
import type { Settings } from '../core/rules/settings.js';
import { type Discovery, discover, type Input } from './discover.js';
import type { Host } from './host.js';
import { reasonOf } from './io-error.js';
import { configured, type LoadedConfig, loadConfig, withIgnores, withoutIgnored } from './load-config.js';
import type { Progress } from './progress.js';
import { MAX_BYTES, readText, tooLarge } from './read-text.js';
import type { FileRead } from './report.js';
import type { RuleInfo } from './rule-info.js';

/** What the command line knows of the product. */
export interface Product {
  readonly version: string;
  readonly rules: readonly RuleInfo[];
  analyse(files: readonly SourceFile[], settings: Settings): Analysis;
}

/** What is looked at, and how. */
export interface Scope {
  /** Files, folders and globs; '-' is standard input. */
  readonly paths: readonly string[];
  /** The name under which standard input is analysed. */
  readonly stdinPath: string | undefined;
  /** False: as if nobody had accepted any finding. */
  readonly readsIgnores: boolean;
  readonly quiet: boolean;
}

export interface Read extends FileRead {
  readonly source: SourceFile | undefined;
  /** Undefined for standard input. */
  readonly file: string | undefined;
}

/** Everything that was read, and how to conclude from it. */
export interface Inspection {
  readonly found: Discovery;
  readonly loaded: LoadedConfig;
  readonly reads: readonly Read[];
  readonly sources: readonly SourceFile[];
  /** What is found in the files, as the configuration wants it. */
  analyse(files: readonly SourceFile[]): Analysis;
}

/** Finds and reads the files behind the arguments of a command, and the configuration around them. */
export async function inspect(scope: Scope, product: Product, host: Host, progress: Progress): Promise<Inspection> {
  const found = discover(scope.paths, host.cwd, scope.stdinPath);
  const loaded = loadConfig(scope.paths, host);
  const inputs = withIgnores(withoutIgnored(found.inputs, loaded), scope.paths, host.cwd);
  const { reads, sources } = await readAll(inputs, host, progress);
  const settings = { settingsOf: loaded.configOf, today: host.today(), readsIgnores: scope.readsIgnores };
  const analyse = (files: readonly SourceFile[]) => {
    const analysis = product.analyse(files, settings);
    return { ...analysis, findings: configured(analysis.findings, loaded) };
  };
  return { found, loaded, reads, sources, analyse };
}

/** What was read is not what was asked for: one line each. */
export function inspectionProblems({ loaded, found, reads }: Inspection): readonly string[] {
  const unread = reads.filter(({ failure }) => failure !== '').map((read) => `${read.path}: ${read.failure}`);
  return [...loaded.problems, ...found.problems, ...unread];
}

async function readAll(inputs: readonly Input[], host: Host, progress: Progress) {
  const reads: Read[] = [];
  for (const input of inputs) {
    progress.reading(reads.length, inputs.length);
    reads.push(await readInput(input, host));
  }
  return { reads, sources: reads.flatMap(({ source }) => (source === undefined ? [] : [source])) };
}

async function readInput({ path, isNamed, file }: Input, host: Host): Promise<Read> {
  const failed = (failure: string, bytes: number): Read => {
    return { path, isNamed, file, bytes, failure, repair: '', source: undefined };
  };
  try {
    const size = file === undefined ? 0 : statSync(file).size;
    if (size > MAX_BYTES) return failed(tooLarge(size), size);
    const content = file === undefined ? await host.readStdin() : readFileSync(file);
    const read = readText(content);
    if ('failure' in read) return failed(read.failure, content.length);
    const source = { uri: path, text: read.text };
    return { path, isNamed, file, bytes: content.length, failure: '', repair: read.problem, source };
  } catch (error) {
    return failed(reasonOf(error), 0);
  }
}
