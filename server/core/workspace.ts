import type { AnalysedFile, Analysis } from './analysis.js';
import { isIgnoresFile, readIgnores } from './config/read-ignores.js';
import type { FlowFormat, SourceFile } from './formats/format.js';
import { FORMATS } from './formats/registry.js';
import type { ResourceContent } from './formats/resource.js';
import { RESOURCE_FORMATS } from './formats/resource-registry.js';
import { countCalledDataActions } from './graph/called-data-actions.js';
import { buildControlGraph } from './graph/control-graph.js';
import { filledFlow } from './graph/filled-flow.js';
import type { Finding } from './model/finding.js';
import type { DataAction, ResourceFile } from './model/resource.js';
import type { Resources } from './model/resources.js';
import { ResourceCache } from './resource-cache.js';
import { rules } from './rules/index.generated.js';
import { judgePath } from './rules/judged-path.js';
import type { CheckedFlow, CheckedResource, CheckedWorkspace } from './rules/rule.js';
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
  readonly uri: string;
  readonly source: string;
  readonly file: Omit<AnalysedFile, 'problems' | 'dataActions'>;
  readonly flows: readonly CheckedFlow[];
  readonly ignores?: readonly Ignore[];
  /** What a file without a flow says, and the file as rules see it. */
  readonly resource: ResourceContent | undefined;
  readonly resourceFile?: ResourceFile;
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
  readonly #resources = new ResourceCache();
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

  /** The text of a file that holds no flow; undefined for one that does. */
  otherText(uri: string): string | undefined {
    const entry = this.#entries.get(uri);
    return entry && entry.flows.length === 0 ? entry.source : undefined;
  }

  analysis(): Analysis {
    return this.snapshot().analysis;
  }

  /** What the files say now. Flows are there at once; paths and findings are worked out when somebody asks. */
  snapshot(): Snapshot {
    this.#snapshot ??= new Conclusions([...this.#entries.values()], this.#resources, this.#settings);
    return this.#snapshot;
  }
}

/** Conclusions about one state of the files, each drawn when it is first asked for. */
class Conclusions implements Snapshot {
  readonly flows: readonly CheckedFlow[];
  readonly #entries: readonly Entry[];
  readonly #ordered: readonly Entry[];
  readonly #cache: ResourceCache;
  readonly #settings: Settings;
  #paths: readonly TaintPath[] | undefined;
  #resources: Resources | undefined;
  #resourceFiles: readonly CheckedResource[] | undefined;
  #isTerraformUsed: boolean | undefined;
  #analysis: Analysis | undefined;

  constructor(entries: readonly Entry[], cache: ResourceCache, settings: Settings) {
    this.#entries = entries;
    this.#cache = cache;
    this.#settings = settings;
    // The order of files must not decide which of two flows with one name is meant.
    this.#ordered = [...entries].sort((a, b) => (a.uri < b.uri ? -1 : 1));
    this.flows = this.#ordered.flatMap((entry) => entry.flows);
  }

  get paths(): readonly TaintPath[] {
    const factsOf = (uri: string) => this.#settings.settingsOf(uri).facts;
    this.#paths ??= findTaintPaths(this.#deployedFlows(), factsOf).flatMap((path) => judgePath(path, this) ?? []);
    return this.#paths;
  }

  /** The same flows in the same order, each with the names that it has once it is deployed. */
  #deployedFlows(): readonly CheckedFlow[] {
    const { resources } = this;
    if (resources.fillings.length === 0) return this.flows;
    return this.flows.map((file) => {
      const flow = filledFlow(file.flow, resources);
      return flow === file.flow ? file : { ...file, flow };
    });
  }

  get resources(): Resources {
    // Asked for only now: what was worked out before may still hold.
    this.#resources ??= this.#cache.resources(this.#ordered);
    return this.#resources;
  }

  /** Terraform is used for much else; what has nothing to do with flows is nobody's concern here. */
  #isIdle({ format }: Pick<Entry['file'], 'format'>): boolean {
    if (format !== 'terraform') return false;
    this.#isTerraformUsed ??= usesTerraform(this.resources, this.#entries);
    return !this.#isTerraformUsed;
  }

  get resourceFiles(): readonly CheckedResource[] {
    if (!this.#resourceFiles) {
      const actions = groupByFile(this.resources.dataActions);
      this.#resourceFiles = this.#ordered.flatMap(({ resourceFile, resource }) => {
        if (!resourceFile || this.#isIdle(resourceFile)) return [];
        const { settings = [] } = resource ?? {};
        return [{ ...resourceFile, dataActions: actions.get(resourceFile.uri) ?? [], settings }];
      });
    }
    return this.#resourceFiles;
  }

  get analysis(): Analysis {
    if (!this.#analysis) {
      const ignores = this.#entries.flatMap((entry) => entry.ignores ?? []);
      const findings = runRules(rules, this, this.#settings, ignores);
      const problems = countProblems(findings);
      const actions = groupByFile(this.resources.dataActions);
      const files = this.#entries.map(({ file }) => ({
        ...file,
        ...(this.#isIdle(file) ? IDLE : {}),
        problems: problems.get(file.uri) ?? 0,
        dataActions: actions.get(file.uri) ?? [],
      }));
      this.#analysis = { files, findings, dataActionCalls: countCalledDataActions(this.flows, this.resources) };
    }
    return this.#analysis;
  }
}

const IDLE = { status: 'ignored', reason: 'Terraform that makes no data action and deploys no flow' } as const;

function countProblems(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule, uri } of findings) if (READING_RULES.has(rule)) counts.set(uri, (counts.get(uri) ?? 0) + 1);
  return counts;
}

function usesTerraform({ dataActions, fillings }: Resources, entries: readonly Entry[]): boolean {
  const files = new Set(entries.filter(({ file }) => file.format === 'terraform').map(({ uri }) => uri));
  return dataActions.some(({ uri }) => files.has(uri)) || fillings.some(({ uri }) => files.has(uri));
}

function groupByFile(dataActions: readonly DataAction[]): ReadonlyMap<string, readonly DataAction[]> {
  const groups = new Map<string, DataAction[]>();
  for (const action of dataActions) {
    const group = groups.get(action.uri);
    if (group) group.push(action);
    else groups.set(action.uri, [action]);
  }
  return groups;
}

function readEntry({ uri, text: source }: SourceFile): Entry {
  if (isIgnoresFile(uri)) {
    return {
      ...withoutFlow(uri, source, 'ignored', undefined, 'it accepts findings'),
      ignores: readIgnores({ uri, text: source }),
    };
  }
  const format = FORMATS.find(({ recognises }) => recognises(uri, source) === 'yes');
  if (!format) return readResource(uri, source) ?? withoutFlow(uri, source, 'ignored', undefined, 'no flow in it');
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
  return { uri, source, file, flows: [checked], resource: undefined };
}

/** A file that holds no flow, but says something about what flows use. */
function readResource(uri: string, text: string): Entry | undefined {
  const format = RESOURCE_FORMATS.find(({ recognises }) => recognises(uri, text) === 'yes');
  if (!format) return undefined;
  const { id } = format;
  const lines = new LineIndex(text);
  const common = { uri, format: id, flows: [], text, lines };
  if (text.length > MAX_TEXT) {
    const reason = `too large (${Math.ceil(text.length / 1_000_000)} million characters)`;
    return { uri, source: text, file: { ...common, status: 'failed', reason }, flows: [], resource: undefined };
  }
  const resource = format.read({ uri, text });
  const resourceFile = { uri, format: id, text, problems: resource.problems };
  return { uri, source: text, file: { ...common, status: 'analysed', reason: '' }, flows: [], resource, resourceFile };
}

function withoutFlow(
  uri: string,
  text: string,
  status: 'ignored' | 'failed',
  format: FlowFormat | undefined,
  reason: string,
): Entry {
  const file = { uri, status, format: format?.id, flows: [], text, lines: new LineIndex(text), reason };
  return { uri, source: text, file, flows: [], resource: undefined };
}
