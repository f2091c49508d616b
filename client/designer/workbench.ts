import * as monaco from 'monaco-editor/editor/editor.api';
import type * as lsp from 'vscode-languageserver';
import type { FindingView } from '../../server/core/ide/graph-view/graph-view.js';
import { COMMANDS, type ReportFormat } from '../../server/lsp/protocol.js';
import type { ThemeKind } from '../../webview/messages.js';
import { createStore } from '../../webview/state/store.js';
import type { RuleFacts } from '../explanation.js';
import { fileName } from '../words.js';
import { registerCommands } from './bridge/commands.js';
import { toMarker, toRange } from './bridge/convert.js';
import { prepareLanguageServer, type Running, type ServerNeeds } from './bridge/language-server.js';
import { type Refreshers, registerProviders } from './bridge/providers.js';
import { Desk } from './desk.js';
import { DraftKeeper, type Drafts } from './drafts.js';
import { CodeEditor } from './editor/code-editor.js';
import { Documents } from './editor/documents.js';
import { secureRanges } from './editor/secure-names.js';
import { applyTheme } from './editor/themes.js';
import type { Files, FolderChanges } from './files.js';
import { GraphLink, pathOf } from './graph-link.js';
import type { Intake } from './intake.js';
import { type Remembered, remember, remembered, type Storage } from './memory.js';
import { type DoorWords, Opener } from './opener.js';
import type { Port } from './rpc.js';
import { changed, type DesignerState, INITIAL } from './state.js';

/** Until the first file is opened although nothing has been found in any. */
const LONGEST_WAIT_MS = 1_500;

/** What a designer is made of; each door brings its own. */
export interface DesignerParts {
  readonly files: Files;
  /** The language server. */
  readonly server: Port;
  readonly storage: Storage;
  /** Gives a made file to the user. */
  download(name: string, content: string | Uint8Array): void;
  readonly words: DoorWords;
  /** Left out where the files are given. */
  readonly intake?: Intake;
  /** Left out where what is unsaved goes with the page. */
  readonly drafts?: Drafts;
}

/** Holds the page together: files, editor, server and graph. What is to be seen of it is in its state. */
export class Workbench {
  readonly store = createStore<DesignerState, Partial<DesignerState>>(changed, INITIAL);
  readonly desk: Desk;
  readonly graph: GraphLink;
  readonly opener: Opener;
  readonly #parts: DesignerParts;
  readonly #before: Remembered;
  readonly #diagnostics = new Map<string, readonly lsp.Diagnostic[]>();
  #graphState: unknown;
  #editor: CodeEditor | undefined;
  #server: Running | undefined;
  #refreshers: Refreshers | undefined;
  #wantedLight: string | undefined;
  #keeper: DraftKeeper | undefined;
  #begin = () => {};
  readonly #begun: Promise<void>;
  /** Folders that were just opened: what is worst in them is shown. */
  #news: readonly string[] = [];

  constructor(parts: DesignerParts) {
    this.#parts = parts;
    this.#begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
    this.#before = remembered(parts.storage);
    const { panes, theme, graph, lit } = this.#before;
    this.#graphState = graph;
    this.#wantedLight = lit;
    this.store.dispatch({ panes, theme });
    this.desk = new Desk(this.store, parts.files);
    this.opener = new Opener(this.store, this.desk, parts);
    this.desk.onShown = () => this.#mark();
    this.graph = this.#graphLink();
    this.graph.restore(graph);
    this.store.subscribe(() => this.#remember());
  }

  /** Reads the files and starts the server; afterwards the page works. */
  async start(): Promise<void> {
    try {
      const { files, server, drafts } = this.#parts;
      const listing = await this.desk.list();
      this.#watch();
      this.opener.show();
      if (listing.files.length > 0) this.graph.announce(listing.files.length);
      const { rpc, begin } = prepareLanguageServer(server, this.#needs());
      const beginning = begin(listing.folders);
      // Whether it fails is looked at below.
      beginning.catch(() => {});
      const documents = new Documents(files, rpc, () => {
        this.desk.showTabs();
        this.#keeper?.soon();
      });
      this.desk.use(documents);
      if (drafts) this.#keeper = new DraftKeeper(drafts, documents);
      // The editor is made while the server starts.
      await this.desk.reopen(this.#before.tabs, this.#before.active);
      // Before anything is drawn: a path that a draft has closed would be lit.
      await this.#restoreDrafts();
      const running = await beginning;
      this.#server = running;
      this.#refreshers = registerProviders({
        ...running,
        load: (uris) => this.load(uris),
        diagnosticsOf: (uri) => this.#diagnostics.get(uri) ?? [],
      });
      registerCommands(this);
      this.graph.start(running);
      this.store.dispatch({ phase: 'ready' });
      this.#begin();
      // Nothing was open before: the file with the worst finding, once it is known, else any.
      this.#openFirst(false);
      setTimeout(() => this.#openFirst(true), LONGEST_WAIT_MS);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : 'The page could not be started.');
    }
  }

  /** Nothing works without what has failed; a text that somebody has already changed stays on the screen. */
  fail(problem: string): void {
    const hasUnsaved = this.store.get().tabs.some(({ isUnsaved }) => isUnsaved);
    this.store.dispatch(hasUnsaved ? { notice: problem } : { phase: 'failed', problem });
  }

  /** The place of the editor is there; returns what to do when it goes. */
  attach(place: HTMLElement, toGraph: () => void): () => void {
    const editor = new CodeEditor(place, {
      moved: (uri, offset) => this.graph.cursor(uri, offset),
      cursor: (line, column) => this.store.dispatch({ cursor: { line, column } }),
      left: toGraph,
    });
    this.#editor = editor;
    const opener = monaco.editor.registerEditorOpener({
      openCodeEditor: async (_source, resource, selection) => {
        const range = selection && ('startLineNumber' in selection ? selection : monaco.Range.fromPositions(selection));
        if (range) await this.desk.revealRange(resource.toString(), range);
        else await this.desk.open(resource.toString());
        return true;
      },
    });
    void this.desk.attach(editor);
    return () => {
      opener.dispose();
      editor.editor.dispose();
    };
  }

  /** The page has another look. Tokens are coloured when they come, so they have to come again. */
  showTheme(kind: ThemeKind): void {
    applyTheme(kind);
    this.graph.theme(kind);
    this.#refreshers?.tokens();
  }

  /** The editor shows only places in models that exist. */
  async load(uris: readonly string[]): Promise<void> {
    await Promise.all([...new Set(uris)].map((uri) => this.desk.documents?.load(uri)));
  }

  /** Lights the path of a finding, or goes to the finding. */
  light(finding: FindingView): void {
    this.graph.light(finding.fingerprint);
    void this.desk.reveal(finding.place, false);
  }

  async applyFix({ place, fingerprint, fixes }: FindingView, fix: number): Promise<void> {
    const { applied } = await this.#run<{ applied: boolean }>(COMMANDS.fix, { uri: place.uri, fingerprint, fix });
    const title = fixes[fix]?.title ?? 'The fix';
    this.store.dispatch({ notice: applied ? `${title}: done, not saved yet.` : `${title}: the text has changed.` });
  }

  async suppress({ place, fingerprint }: FindingView, reason: string): Promise<void> {
    await this.#run(COMMANDS.suppress, { uri: place.uri, fingerprint, reason });
  }

  async explain(rule: string): Promise<void> {
    const facts = await this.#run<RuleFacts>(COMMANDS.explain, { rule });
    this.store.dispatch({ dialog: { kind: 'rule', facts } });
  }

  /** Gives a report about all files to the user, with texts as they stand in the page. */
  async saveReport(format: ReportFormat): Promise<void> {
    const date = new Date().toISOString().slice(0, 10);
    const text = await this.#run<string | null>(COMMANDS.report, { format, date });
    if (text === null) this.desk.tell('There is no report', 'The language server could not make it.');
    else this.#parts.download(`keytrace-report.${format}`, text);
  }

  /** The findings as the server answers them to everybody. */
  check(): Promise<unknown> {
    return this.#run(COMMANDS.check, {});
  }

  /** True when what is unsaved is still there after the page was closed. */
  get keepsDrafts(): boolean {
    return this.#parts.drafts?.isLasting === true;
  }

  /** Gives the file in front to the user, as the editor has it. */
  downloadActive(): void {
    const { active } = this.store.get();
    const document = active === undefined ? undefined : this.desk.documents?.get(active);
    if (document) this.#parts.download(fileName(document.uri), document.model.getValue());
  }

  /** What comes while the page still starts waits until it has. */
  #watch(): void {
    const { files } = this.#parts;
    files.watch({
      changed: (changes) => void this.#begun.then(() => this.desk.follow(changes)),
      reachable: (isReachable) => this.store.dispatch({ isReachable }),
      folders: (changes) => void this.#begun.then(() => this.#follow(changes)),
      leftOut: () => void this.desk.list().catch(() => {}),
    });
  }

  async #follow({ added, removed }: FolderChanges): Promise<void> {
    // Before anything is drawn of them.
    this.#news = added.map(({ uri }) => `${uri}/`);
    this.desk.leave(removed.map(({ uri }) => uri));
    const listing = await this.desk.list().catch(() => undefined);
    if (listing && added.length > 0) this.graph.announce(listing.files.length);
    this.#server?.rpc.notify('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    await this.#restoreDrafts();
    if (added.length > 0) setTimeout(() => this.#openFirst(true), LONGEST_WAIT_MS);
  }

  async #restoreDrafts(): Promise<void> {
    const restored = (await this.#keeper?.restore(this.store.get().files.map(({ uri }) => uri))) ?? [];
    if (restored.length === 0) return;
    this.desk.showTabs();
    const files = restored.length === 1 ? fileName(restored[0]!) : `${restored.length} files`;
    this.store.dispatch({ notice: `Unsaved changes in ${files} are back.` });
  }

  async #run<R>(command: string, argument: object): Promise<R> {
    try {
      if (!this.#server) throw new Error('The page is not ready yet.');
      return await this.#server.rpc.request<R>('workspace/executeCommand', { command, arguments: [argument] });
    } catch (error) {
      this.desk.fail('That did not work', error);
      throw error;
    }
  }

  #graphLink(): GraphLink {
    const quietly = (promise: Promise<unknown>) => void promise.catch(() => {});
    return new GraphLink({
      reveal: (place, takesFocus) => quietly(this.desk.reveal(place, takesFocus)),
      applyFix: (finding, fix) => quietly(this.applyFix(finding, fix)),
      suppress: (finding) => this.store.dispatch({ dialog: { kind: 'reason', finding } }),
      explain: (rule) => quietly(this.explain(rule)),
      openFile: (uri) => quietly(this.desk.open(uri)),
      missing: (flow) => this.opener.missing(flow),
      examples: () => this.opener.examples(),
      saveExport: (name, content) => this.#parts.download(name, content),
      lit: (fingerprint, step) => {
        this.store.dispatch({ lit: fingerprint === undefined ? undefined : { fingerprint, step } });
        this.#mark();
      },
      remember: (state) => {
        this.#graphState = state;
        this.#remember();
      },
      drawn: ({ view }) => {
        this.store.dispatch({ view });
        this.#mark();
        this.#relight();
        this.#openFirst(false);
      },
    });
  }

  #needs(): ServerNeeds {
    const { files } = this.#parts;
    return {
      readFile: async (uri) => {
        const isThere = this.store.get().files.some((file) => file.uri === uri);
        return isThere ? (await files.read(uri).catch(() => undefined))?.text : undefined;
      },
      listFiles: async (folder) => {
        const all = (await files.list()).files.map(({ uri }) => uri);
        return all.filter((uri) => uri.startsWith(`${folder}/`));
      },
      diagnosed: ({ uri, diagnostics }) => {
        this.#diagnosed(uri, diagnostics);
        // The server tells of changes when they pause; the first flow is drawn at once.
        if ((this.store.get().view?.flows.length ?? 0) === 0) this.graph.refresh();
      },
      applyEdit: async (edit) => (await this.desk.documents?.apply(edit)) ?? false,
      showDocument: async ({ uri, selection }) => {
        if (selection) await this.desk.revealRange(uri, toRange(selection));
        else await this.desk.open(uri);
        return true;
      },
      refresh: (what) => this.#refreshers?.[what](),
    };
  }

  #diagnosed(uri: string, diagnostics: readonly lsp.Diagnostic[]): void {
    this.#diagnostics.set(uri, diagnostics);
    const model = this.desk.documents?.get(uri)?.model;
    if (!model) return;
    const markers = diagnostics.map((one) => toMarker(one, (address) => monaco.Uri.parse(address)));
    monaco.editor.setModelMarkers(model, 'keytrace', markers);
  }

  /** What a visitor sees first; `isAny`: there has been time enough to find something. */
  #openFirst(isAny: boolean): void {
    const { phase, active, view, files } = this.store.get();
    if (phase !== 'ready' || (active !== undefined && this.#news.length === 0)) return;
    const isWanted = (uri: string) => this.#news.length === 0 || this.#news.some((folder) => uri.startsWith(folder));
    const findings = view?.findings.filter(({ place }) => isWanted(place.uri)) ?? [];
    const withPath = findings.filter(({ path }) => path !== undefined);
    // The first views come while the folder is still read; what they have is not the worst yet.
    const worst =
      withPath.find(({ severity }) => severity === 'error') ?? (isAny ? (withPath[0] ?? findings[0]) : undefined);
    const first = worst?.place.uri ?? (isAny ? files.find(({ uri }) => isWanted(uri))?.uri : undefined);
    if (first === undefined) return;
    this.#news = [];
    // Its folder may be closed at this very moment.
    void this.desk.open(first, false);
    if (worst) this.graph.light(worst.fingerprint);
  }

  /** The path that was lit when the page was left; once, when its flow has been drawn. */
  #relight(): void {
    const wanted = this.#wantedLight;
    const { view } = this.store.get();
    if (wanted === undefined || !view?.findings.some(({ fingerprint }) => fingerprint === wanted)) return;
    this.#wantedLight = undefined;
    this.graph.light(wanted);
  }

  /** Draws what belongs to the file in front: the steps of the lit path, and keys. */
  #mark(): void {
    const { lit, view, active } = this.store.get();
    const path = lit && view && pathOf(view, lit.fingerprint);
    const severity = view?.findings.find(({ fingerprint }) => fingerprint === lit?.fingerprint)?.severity ?? 'error';
    this.#editor?.markSteps(path?.steps ?? [], lit?.step ?? 0, severity);
    const diagnostics = active === undefined ? undefined : this.#diagnostics.get(active);
    if (active !== undefined && diagnostics) this.#diagnosed(active, diagnostics);
    void this.#markKeys(active);
  }

  async #markKeys(uri: string | undefined): Promise<void> {
    if (uri === undefined || !this.#server) return;
    const ranges = await secureRanges(this.#server, uri).catch(() => []);
    if (this.store.get().active === uri) this.#editor?.markKeys(ranges);
  }

  #remember(): void {
    const { phase, panes, theme, tabs, active, lit } = this.store.get();
    // Before everything is there, what was remembered is still better.
    if (phase !== 'ready') return;
    remember(this.#parts.storage, {
      panes,
      theme,
      tabs: tabs.map(({ uri }) => uri),
      active,
      lit: lit?.fingerprint ?? this.#wantedLight,
      graph: this.#graphState,
    });
  }
}
