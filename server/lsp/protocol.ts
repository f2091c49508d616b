import type { GraphView } from '../core/ide/graph-view/graph-view.js';

/** What this server says beyond the Language Server Protocol. */

/** `initializationOptions`; everything may be left out. */
export interface InitializationOptions {
  /** The `keytrace.*` settings, for clients that cannot be asked for them. */
  readonly settings?: unknown;
  /**
   * 'push' (default): diagnostics come by themselves. 'pull': the client asks for them.
   * Never both, since clients that know both would show everything twice.
   */
  readonly diagnostics?: 'push' | 'pull';
  /** Where the pages about the rules are: the address that `docs/rules/<id>.md` is appended to. */
  readonly docsUrl?: string;
  /** Which of the commands below, and of 'keytrace.showPath' and 'keytrace.explainRule', the client offers itself. */
  readonly commands?: readonly string[];
  /** False: only opened documents are looked at. */
  readonly scan?: boolean;
}

/** Server to client, only where the server cannot read files itself (worker): text of a file, null when there is none. */
export const READ_FILE = 'keytrace/readFile';
export interface ReadFileParams {
  readonly uri: string;
  /** The answer may be more than the text: a report tells bytes, and why a file cannot be read. */
  readonly wantsFacts?: boolean;
}
/** A file with what its text does not tell. */
export interface FileOnDisk {
  /** Undefined when there is none to be had. */
  readonly text: string | undefined;
  readonly bytes: number;
  /** Why there is no text; '' when there is. */
  readonly failure: string;
  /** What had to be repaired to read it; '' when nothing. */
  readonly repair: string;
}
export type ReadFileAnswer = string | FileOnDisk | null;

/** Server to client, as above: the addresses of all files below a folder that may hold a flow. */
export const LIST_FILES = 'keytrace/listFiles';
export interface ListFilesParams {
  readonly folder: string;
}

/**
 * Client to server: what is drawn of the workspace. Whoever has asked once is told when another answer can be had, as soon
 * as nobody types any more.
 */
export const GRAPH_VIEW = 'keytrace/graphView';
export const GRAPH_VIEW_CHANGED = 'keytrace/graphViewChanged';
export interface GraphViewAnswer {
  /** Grows with every view that differs from the one before. */
  readonly version: number;
  /** Of the opened documents that the view was made from: offsets count in these texts. */
  readonly documents: readonly { readonly uri: string; readonly version: number }[];
  /** SHA-256 of the flows' texts, one behind the other in the order of their addresses; hexadecimal digits, '' where there is none. */
  readonly content: string;
  readonly view: GraphView;
}

/** What `keytrace.report` can make. */
export const REPORT_FORMATS = ['html', 'sarif', 'json'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** Commands of `workspace/executeCommand`. Each takes one object. */
export const COMMANDS = {
  /** `{uri?}`: the findings of one file or of all, with ranges. */
  check: 'keytrace.check',
  /** `{rule}`: what a rule finds, why, and what to do instead. */
  explain: 'keytrace.explain',
  /** `{uri, fingerprint, fix}`: applies one of the fixes of a finding, by its number from 0. */
  fix: 'keytrace.fix',
  /** `{uri}`: the paths that touch a file. */
  graph: 'keytrace.graph',
  /**
   * `{format, root?, date?}`: the text of a report about all files, as `keytrace check --format json|sarif|html` writes it.
   * Paths are relative to `root`, the address of a folder; without it to the folder around all workspace folders.
   */
  report: 'keytrace.report',
  /** `{uri, fingerprint, reason?}`: writes a comment that lets a finding stay; without a reason it asks to type one. */
  suppress: 'keytrace.suppress',
} as const;

/**
 * Commands that the client offers, behind code lenses. Arguments: the file, the position of the lens, and the
 * locations to show.
 */
export const SHOW_PLACES = 'keytrace.showPlaces';
export const SHOW_PATHS = 'keytrace.showPaths';
