import { type ClientCapabilities, type Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { isIgnoresFile } from '../core/config/read-ignores.js';
import { isWorthReading } from '../core/formats/recognition.js';
import { FORMATS } from '../core/formats/registry.js';
import type { IdeContext } from '../core/ide/context.js';
import { type KnownFindings, knownFindings, movedFindings } from '../core/ide/moved-findings.js';
import type { ResourceIdeContext } from '../core/ide/resource-context.js';
import type { Finding } from '../core/model/finding.js';
import type { CheckedFlow } from '../core/rules/rule.js';
import type { Snapshot } from '../core/workspace.js';
import { Workspace } from '../core/workspace.js';
import { documentSync } from './documents.js';
import type { Watch } from './guard.js';
import type { Host } from './host.js';
import { type Encoding, Positions } from './positions.js';
import { Settings } from './settings.js';
import { pathBelow, Uris } from './uris.js';

/** A flow that a request is about. */
export interface AskedFlow {
  readonly context: IdeContext;
  readonly positions: Positions;
}

/** A file without a flow that a request is about. */
export interface AskedResource {
  readonly context: ResourceIdeContext;
  readonly positions: Positions;
}

interface Wanted {
  readonly of: Snapshot;
  readonly findings: readonly Finding[];
  readonly byFile: ReadonlyMap<string, readonly Finding[]>;
  /** The same of opened documents, for as long as the next ones are not there. */
  readonly known: ReadonlyMap<string, KnownFindings>;
}

/** Everything that lives as long as the connection: documents, files, settings, and what is known about the client. */
export class Session {
  readonly connection: Connection;
  readonly host: Host;
  readonly watch: Watch;
  readonly settings = new Settings();
  readonly uris = new Uris();
  readonly documents: TextDocuments<TextDocument>;
  client: ClientCapabilities = {};
  /** Commands that the client offers itself; what would need another one is not shown. */
  clientCommands: ReadonlySet<string> = new Set();
  encoding: Encoding = 'utf-16';
  productVersion = '';
  /** False: only opened documents are looked at. */
  isScanWanted = true;
  /** Resolves when the settings are known and the folders have been read. */
  started: Promise<void> = Promise.resolve();
  /** How many questions have been answered so far. */
  answers = 0;

  readonly #workspace: Workspace;
  /** Opened documents that the workspace has not seen in their latest text. */
  readonly #stale = new Set<string>();
  readonly #positions = new WeakMap<CheckedFlow, Positions>();
  readonly #positionsOfOthers = new Map<string, Positions>();
  #wanted: Wanted | undefined;

  constructor(connection: Connection, host: Host, watch: Watch) {
    this.connection = connection;
    this.host = host;
    this.watch = watch;
    this.documents = new TextDocuments(documentSync(() => this.encoding));
    this.#workspace = new Workspace(this.coreSettings());
  }

  /** An opened document has a new text; it is looked at when somebody asks. */
  touch(uri: string): void {
    this.#stale.add(uri);
  }

  /** The text of a closed file; undefined when it is gone. False when that changes nothing. */
  setFile(uri: string, text: string | undefined): boolean {
    const isWanted = text !== undefined && !this.settings.ignores(uri) && isRead(uri, text);
    if (isWanted) {
      this.uris.register(uri);
      this.#workspace.set({ uri, text });
    } else if (this.#workspace.has(uri)) {
      this.#workspace.delete(uri);
      this.#positionsOfOthers.delete(uri);
    } else return false;
    return true;
  }

  isOpen(uri: string): boolean {
    return this.documents.get(uri) !== undefined;
  }

  /** What all files say together, with the latest text of every opened document. */
  snapshot(): Snapshot {
    for (const uri of this.#stale) this.setFile(uri, this.documents.get(uri)?.getText());
    this.#stale.clear();
    return this.#workspace.snapshot();
  }

  /** The findings that the settings want to see. */
  findings(): readonly Finding[] {
    return this.#wantedNow().findings;
  }

  /** The same of one file. */
  findingsOf(uri: string): readonly Finding[] {
    return this.#wantedNow().byFile.get(uri) ?? [];
  }

  /** After a change of the settings. */
  forgetFindings(): void {
    this.#wanted = undefined;
    this.#workspace.settle(this.coreSettings());
  }

  /** What the core goes by. */
  coreSettings() {
    const today = this.host.today?.();
    return { settingsOf: (uri: string) => this.settings.configFor(uri), ...(today === undefined ? {} : { today }) };
  }

  /** Every file of the workspace. */
  get files(): readonly string[] {
    return this.snapshot().analysis.files.map(({ uri }) => uri);
  }

  /** The file itself, or everything in the folder. */
  filesBelow(uri: string): readonly string[] {
    return this.files.filter((file) => file === uri || pathBelow(uri, file) !== undefined);
  }

  /** Forgets what the settings hide by now. */
  dropIgnored(): void {
    for (const uri of this.files) if (this.settings.ignores(uri)) this.setFile(uri, undefined);
  }

  /** Undefined for what is no flow, and for encoded files, whose offsets mean nothing to a client. */
  asked(uri: string): AskedFlow | undefined {
    const workspace = this.snapshot();
    const file = this.#workspace.flow(this.uris.spelled(uri));
    const positions = file && this.#positionsOf(file);
    if (!file || !positions) return undefined;
    // Most answers need no findings, and should not wait for them behind an edit.
    const findings = () => this.findings();
    const context = {
      file,
      workspace,
      facts: this.settings.configFor(file.uri).facts,
      get findings() {
        return findings();
      },
    };
    return { context, positions };
  }

  /**
   * As `asked`, for what people look at while they type: findings are those of the last analysis, moved to where they
   * stand now, so that nobody waits for the next one. Elsewhere in the workspace nothing is found then.
   */
  askedInPassing(uri: string): AskedFlow | undefined {
    const asked = this.asked(uri);
    const known = this.#wanted?.of === this.snapshot() ? undefined : this.#wanted?.known.get(this.uris.spelled(uri));
    if (!asked || !known) return asked;
    const { file, workspace } = asked.context;
    return { ...asked, context: { file, workspace, findings: movedFindings(known, file.text) } };
  }

  /** The same for a file that says something about what flows use. */
  askedResource(uri: string): AskedResource | undefined {
    const workspace = this.snapshot();
    const spelled = this.uris.spelled(uri);
    const positions = this.#otherPositions(spelled);
    const file = positions && workspace.resourceFiles.find((resource) => resource.uri === spelled);
    if (!file || !positions) return undefined;
    const findings = () => this.findings();
    const context = {
      file,
      workspace,
      get findings() {
        return findings();
      },
    };
    return { context, positions };
  }

  /** Undefined as above. */
  positions(uri: string): Positions | undefined {
    this.snapshot();
    const file = this.#workspace.flow(uri);
    return file ? this.#positionsOf(file) : this.#otherPositions(uri);
  }

  #otherPositions(uri: string): Positions | undefined {
    const text = this.#workspace.otherText(uri);
    if (text === undefined) return undefined;
    const known = this.#positionsOfOthers.get(uri);
    if (known?.text === text) return known;
    const positions = new Positions(text, this.encoding);
    this.#positionsOfOthers.set(uri, positions);
    return positions;
  }

  /** The version of an opened document; null for a file on disk. */
  version(uri: string): number | null {
    return this.documents.get(uri)?.version ?? null;
  }

  #wantedNow(): Wanted {
    const of = this.snapshot();
    if (this.#wanted?.of === of) return this.#wanted;
    const findings = this.settings.wanted(of.analysis.findings);
    const byFile = new Map<string, Finding[]>();
    for (const finding of findings) {
      const list = byFile.get(finding.uri);
      if (list) list.push(finding);
      else byFile.set(finding.uri, [finding]);
    }
    this.#wanted = { of, findings, byFile, known: this.#keep(of, byFile) };
    return this.#wanted;
  }

  #keep(of: Snapshot, byFile: Wanted['byFile']): Wanted['known'] {
    const known = new Map<string, KnownFindings>();
    for (const { uri, text } of of.flows) {
      if (this.isOpen(uri)) known.set(uri, knownFindings(text, byFile.get(uri) ?? []));
    }
    return known;
  }

  #positionsOf(file: CheckedFlow): Positions | undefined {
    if (isEncoded(file)) return undefined;
    const known = this.#positions.get(file);
    if (known) return known;
    const positions = new Positions(file.text, this.encoding);
    this.#positions.set(file, positions);
    return positions;
  }
}

/** Only formats that are decoded have another text than their file. */
function isEncoded({ flow }: CheckedFlow): boolean {
  return FORMATS.find(({ id }) => id === flow.format)?.decode !== undefined;
}

function isRead(uri: string, text: string): boolean {
  return isIgnoresFile(uri) || isWorthReading(uri, text);
}
