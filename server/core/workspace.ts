import type { AnalysedFile, Analysis } from './analysis.js';
import { isIgnoresFile, readIgnores } from './config/read-ignores.js';
import type { FlowFormat, SourceFile } from './formats/format.js';
import { FORMATS } from './formats/registry.js';
import { buildControlGraph } from './graph/control-graph.js';
import type { Finding } from './model/finding.js';
import { rules } from './rules/index.generated.js';
import type { CheckedFlow, CheckedWorkspace } from './rules/rule.js';
import { runRules } from './rules/run.js';
import { NO_SETTINGS, type Settings } from './rules/settings.js';
import type { Ignore } from './rules/suppressions.js';
import { findTaintPaths, type TaintPath } from './taint/taint.js';
import { LineIndex } from './text/line-index.js';

/** Analyses a set of files as one workspace. Pure: the same files give the same answer. Never throws on input. */
export function analyse(files: readonly SourceFile[], settings: Settings = NO_SETTINGS): Analysis {
  const workspace = new Workspace(settings);
  for (const file of files) workspace.set(file);
  return workspace.analysis();
}

/** A file that was read, with what follows from it alone. */
interface Entry {
  readonly source: string;
  readonly file: Omit<AnalysedFile, 'problems'>;
  readonly flows: readonly CheckedFlow[];
  readonly ignores: readonly Ignore[];
}

/** What is concluded from all files together, at one moment. */
export interface Snapshot extends CheckedWorkspace {
  readonly analysis: Analysis;
}

/**
 * Characters of a flow that are read, after decoding. The platform takes no flow above 6,165,627 bytes (architect.md 6),
 * so a file above this is no flow that anybody could publish, and reading it would only cost time and memory.
 */
const MAX_TEXT = 16_000_000;

const READING_RULES = new Set(rules.filter(({ family }) => family === 'reading').map(({ id }) => id));

/**
 * The files of one workspace and the conclusions drawn from them. A file is read again only when its text changes;
 * conclusions are drawn on demand and kept until then.
 */
export class Workspace {
  readonly #entries = new Map<string, Entry>();
  #settings: Settings;
  #snapshot: Snapshot | undefined;

  constructor(settings: Settings = NO_SETTINGS) {
    this.#settings = settings;
  }

  /** Draws all conclusions anew, by other settings. */
  settle(settings: Settings): void {
    this.#settings = settings;
    this.#snapshot = undefined;
  }

  /** Adds a file or gives it a new text. */
  set(file: SourceFile): void {
    if (this.#entries.get(file.uri)?.source === file.text) return;
    this.#entries.set(file.uri, readEntry(file));
    this.#snapshot = undefined;
  }

  /** Forgets a file; false when it was not there. */
  delete(uri: string): boolean {
    this.#snapshot = undefined;
    return this.#entries.delete(uri);
  }

  has(uri: string): boolean {
    return this.#entries.has(uri);
  }

  /** The flow of one file; undefined when the file is not there or holds none. */
  flow(uri: string): CheckedFlow | undefined {
    return this.#entries.get(uri)?.flows[0];
  }

  /** What is known of a file before any conclusion; undefined when it is not there. */
  file(uri: string): Omit<AnalysedFile, 'problems'> | undefined {
    return this.#entries.get(uri)?.file;
  }

  analysis(): Analysis {
    return this.snapshot().analysis;
  }

  /** What the files say now. Flows are there at once; paths and findings are worked out when somebody asks. */
  snapshot(): Snapshot {
    this.#snapshot ??= new Conclusions([...this.#entries.values()], this.#settings);
    return this.#snapshot;
  }
}

/** Conclusions about one state of the files, each drawn when it is first asked for. */
class Conclusions implements Snapshot {
  readonly flows: readonly CheckedFlow[];
  readonly #entries: readonly Entry[];
  readonly #settings: Settings;
  #paths: readonly TaintPath[] | undefined;
  #analysis: Analysis | undefined;

  constructor(entries: readonly Entry[], settings: Settings) {
    this.#entries = entries;
    this.#settings = settings;
    // The order of files must not decide which of two flows with one name is meant.
    const ordered = [...entries].sort((a, b) => (a.file.uri < b.file.uri ? -1 : 1));
    this.flows = ordered.flatMap((entry) => entry.flows);
  }

  get paths(): readonly TaintPath[] {
    this.#paths ??= findTaintPaths(this.flows, (uri) => this.#settings.settingsOf(uri).facts);
    return this.#paths;
  }

  get analysis(): Analysis {
    if (!this.#analysis) {
      const ignores = this.#entries.flatMap((entry) => entry.ignores);
      const findings = runRules(rules, this, this.#settings, ignores);
      const problems = countProblems(findings);
      const files = this.#entries.map(({ file }) => ({ ...file, problems: problems.get(file.uri) ?? 0 }));
      this.#analysis = { files, findings };
    }
    return this.#analysis;
  }
}

function countProblems(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, uri } of findings) if (READING_RULES.has(rule)) counts.set(uri, (counts.get(uri) ?? 0) + 1);
  return counts;
}

function readEntry({ uri, text: source }: SourceFile): Entry {
  if (isIgnoresFile(uri)) {
    return {
      ...withoutFlow(uri, source, 'ignored', undefined, 'it accepts findings'),
      ignores: readIgnores({ uri, text: source }),
    };
  }
  const format = FORMATS.find(({ recognises }) => recognises(uri, source) === 'yes');
  if (!format) return withoutFlow(uri, source, 'ignored', undefined, 'no flow in it');
  const decoded = format.decode?.(source) ?? { text: source };
  if ('problem' in decoded) return withoutFlow(uri, source, 'failed', format, decoded.problem);
  const { text } = decoded;
  if (text.length > MAX_TEXT) {
    const size = Math.ceil(text.length / 1_000_000);
    const reason = `too large for a flow (${size} million characters, the platform takes at most 6)`;
    return withoutFlow(uri, source, 'failed', format, reason);
  }
  const { flow, problems, tape } = format.read({ uri, text });
  if (!flow) {
    const reason = problems[0]?.message ?? 'no flow in it';
    return withoutFlow(uri, source, problems.length > 0 ? 'failed' : 'ignored', format, reason);
  }
  const checked = { uri, text, flow, graph: buildControlGraph(flow), problems, tape };
  const lines = new LineIndex(text);
  const file = { uri, status: 'analysed' as const, format: format.id, flows: [flow], text, lines, reason: '' };
  return { source, file, flows: [checked], ignores: [] };
}

function withoutFlow(
  uri: string,
  text: string,
  status: 'ignored' | 'failed',
  format: FlowFormat | undefined,
  reason: string,
): Entry {
  const file = { uri, status, format: format?.id, flows: [], text, lines: new LineIndex(text), reason };
  return { source: text, file, flows: [], ignores: [] };
}
