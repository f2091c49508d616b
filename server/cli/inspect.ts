import type { Analysis } from '../core/analysis.js';
import type { SourceFile } from '../core/formats/format.js';
import type { Settings } from '../core/rules/settings.js';
import type { RuleInfo } from '../reports/rule-info.js';
import { type Discovery, discover } from './discover.js';
import type { Host } from './host.js';
import { configured, type LoadedConfig, loadConfig, withIgnores } from './load-config.js';
import type { Progress } from './progress.js';
import { type Read, readAll } from './read-inputs.js';

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

/** Everything that was read, and how to conclude from it. */
export interface Inspection {
  readonly found: Discovery;
  readonly loaded: LoadedConfig;
  readonly reads: readonly Read[];
  /** Files that the configuration keeps out, ordered by path. */
  readonly leftOut: readonly string[];
  readonly sources: readonly SourceFile[];
  /** What is found in the files, as the configuration wants it. */
  analyse(files: readonly SourceFile[]): Analysis;
}

/** Finds and reads the files behind the arguments of a command, and the configuration around them. */
export async function inspect(scope: Scope, product: Product, host: Host, progress: Progress): Promise<Inspection> {
  const found = discover(scope.paths, host.cwd, scope.stdinPath);
  const loaded = loadConfig(scope.paths, host);
  const wanted = found.inputs.filter((input) => !loaded.isIgnored(input));
  const leftOut = found.inputs.filter((input) => loaded.isIgnored(input)).map((input) => input.path);
  const inputs = withIgnores(wanted, scope.paths, host.cwd);
  const { reads, sources } = await readAll(inputs, host, progress);
  const settings = { settingsOf: loaded.configOf, today: host.today(), readsIgnores: scope.readsIgnores };
  const analyse = (files: readonly SourceFile[]) => {
    const analysis = product.analyse(files, settings);
    return { ...analysis, findings: configured(analysis.findings, loaded) };
  };
  return { found, loaded, reads, leftOut, sources, analyse };
}

/** What was read is not what was asked for: one line each. */
export function inspectionProblems({ loaded, found, reads }: Inspection): readonly string[] {
  const unread = reads.filter(({ failure }) => failure !== '').map((read) => `${read.path}: ${read.failure}`);
  return [...loaded.problems, ...found.problems, ...unread];
}
