import * as vscode from 'vscode';
import type { FindingView, PlaceView } from '../../server/core/ide/graph-view/graph-view.js';
import { COMMANDS, GRAPH_VIEW, type GraphViewAnswer } from '../../server/lsp/protocol.js';
import type { FromView, ThemeKind, ToView } from '../../webview/messages.js';
import { stateFor, statesFrom, withState } from '../graph-states.js';
import { exportUri, toEditor } from './addresses.js';
import { graphPage, graphRoots } from './graph-page.js';
import type { LanguageServer } from './language-server.js';
import { askForReason } from './reason.js';
import { showSteps } from './step-marks.js';
import { t } from './translate.js';

const VIEW_TYPE = 'keytrace.graph';
const STATES = 'keytrace.graph.states';

const KINDS: Readonly<Record<vscode.ColorThemeKind, ThemeKind>> = {
  [vscode.ColorThemeKind.Light]: 'light',
  [vscode.ColorThemeKind.Dark]: 'dark',
  [vscode.ColorThemeKind.HighContrast]: 'hc',
  [vscode.ColorThemeKind.HighContrastLight]: 'hc-light',
};

/** The flow graph beside the editor. There is one at most; it shows the whole workspace. */
export class GraphPanel implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #server: LanguageServer;
  readonly #subscriptions: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  /** The file that it was opened for; how it was left is remembered under this name. */
  #file = '';
  #isReady = false;
  #waiting: ToView[] = [];
  #drawn: GraphViewAnswer | undefined;
  /** The page takes newer views only, and a server that was started anew counts from the beginning. */
  #posted = 0;
  #isAsking = false;
  #isOutdated = false;
  /** The finding whose path is lit. */
  #litFinding: string | undefined;

  constructor(context: vscode.ExtensionContext, server: LanguageServer) {
    this.#context = context;
    this.#server = server;
    this.#subscriptions = [
      vscode.window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel) => this.#adopt(panel),
      }),
      vscode.window.onDidChangeTextEditorSelection((event) => this.#moved(event)),
      vscode.window.onDidChangeActiveColorTheme(() => this.#postTheme()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.#markSteps()),
      server.onDidChangeGraph(() => this.#refresh()),
      server.onDidChangeState(() => this.#refresh()),
    ];
  }

  /** The version of the graph that is shown; undefined while none is, or it is still empty. */
  get shownVersion(): number | undefined {
    return this.#panel && this.#isReady ? this.#drawn?.version : undefined;
  }

  /** Opens it beside the editor, or brings it to the front. */
  async show(file: vscode.Uri | undefined): Promise<void> {
    const address = file ? exportUri(file).toString() : '';
    if (this.#panel) this.#panel.reveal(undefined, true);
    else this.#adopt(this.#create(), address);
    await this.#server.start();
    const editor = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === file?.toString(),
    );
    if (editor) this.#postCursor(editor);
  }

  /** Lights the path of a finding. */
  async light(fingerprint: string, file: vscode.Uri | undefined): Promise<void> {
    await this.show(file);
    this.#post({ type: 'light', fingerprint });
  }

  dispose(): void {
    this.#panel?.dispose();
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #create(): vscode.WebviewPanel {
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    return vscode.window.createWebviewPanel(VIEW_TYPE, t('Flow Graph'), column, { retainContextWhenHidden: false });
  }

  /** Also for a panel that the editor brings back after a restart. */
  #adopt(panel: vscode.WebviewPanel, file = ''): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#file = file;
    this.#isReady = false;
    this.#waiting = [];
    const { extensionUri } = this.#context;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'keytrace.svg');
    panel.webview.options = { enableScripts: true, localResourceRoots: graphRoots(extensionUri) };
    panel.webview.onDidReceiveMessage((message: FromView) => void this.#take(message).catch(showFailure));
    panel.onDidDispose(() => this.#closed(panel));
    panel.onDidChangeViewState(() => panel.visible && this.#refresh());
    panel.webview.html = graphPage(panel.webview, extensionUri);
  }

  #closed(panel: vscode.WebviewPanel): void {
    if (this.#panel !== panel) return;
    this.#panel = undefined;
    this.#isReady = false;
    this.#litFinding = undefined;
    this.#markSteps();
  }

  async #take(message: FromView): Promise<void> {
    switch (message.type) {
      case 'ready':
        return this.#ready();
      case 'reveal':
        return revealPlace(message.place, message.keepsFocus);
      case 'applyFix':
        return this.#runFor(message.fingerprint, COMMANDS.fix, { fix: message.fix });
      case 'suppress':
        return this.#suppress(message.fingerprint);
      case 'explainRule':
        return vscode.commands.executeCommand('keytrace.explainRule', message.rule);
      case 'saveExport':
        return saveExport(message.name, message.content);
      case 'openFile':
        await vscode.window.showTextDocument(toEditor(message.uri), { viewColumn: textColumn() });
        return;
      case 'openFlow':
        return vscode.commands.executeCommand('workbench.action.quickOpen', message.name ?? '');
      case 'openExamples':
        return vscode.commands.executeCommand('keytrace.openSample');
      case 'lit':
        this.#litFinding = message.fingerprint;
        return this.#markSteps();
      case 'stateChanged':
        await this.#context.workspaceState.update(STATES, withState(this.#states(), this.#file, message.state));
    }
  }

  /** The page can take messages now. A page that was hidden begins anew. */
  async #ready(): Promise<void> {
    this.#isReady = true;
    const waiting = this.#waiting.splice(0);
    this.#postTheme();
    this.#post({ type: 'settings', settings: { canEdit: true, showsFilters: false } });
    const kept = stateFor(this.#states(), this.#file);
    if (kept !== undefined) this.#post({ type: 'restore', state: kept });
    this.#postView();
    for (const message of waiting) this.#post(message);
    await this.#server.start();
    this.#refresh();
  }

  #states() {
    return statesFrom(this.#context.workspaceState.get(STATES));
  }

  /** Asks for the newest graph; what changes meanwhile is asked for afterwards. */
  #refresh(): void {
    this.#isOutdated = true;
    if (!this.#isAsking) void this.#ask();
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      while (this.#isOutdated && this.#panel?.visible && this.#server.state === 'running') {
        this.#isOutdated = false;
        this.#drawn = await this.#server.request<GraphViewAnswer>(GRAPH_VIEW, {});
        this.#postView();
        this.#markSteps();
      }
    } catch {
      // The server has stopped or restarts; its next state asks again.
    } finally {
      this.#isAsking = false;
    }
  }

  #moved({ textEditor, kind }: vscode.TextEditorSelectionChangeEvent): void {
    // Without a kind it was a program, most likely this one.
    if (kind !== undefined) this.#postCursor(textEditor);
  }

  #postCursor({ document, selection }: vscode.TextEditor): void {
    const uri = exportUri(document.uri).toString();
    if (this.#panel) this.#post({ type: 'cursor', uri, offset: document.offsetAt(selection.active) });
  }

  #postView(): void {
    if (!this.#drawn) return;
    const { content, view } = this.#drawn;
    this.#post({ type: 'settings', settings: { content, madeWith: this.#server.name } });
    this.#post({ type: 'view', version: ++this.#posted, view });
  }

  #postTheme(): void {
    this.#post({ type: 'theme', kind: KINDS[vscode.window.activeColorTheme.kind] });
  }

  #post(message: ToView): void {
    if (this.#isReady) void this.#panel?.webview.postMessage(message);
    else if (message.type === 'light' || message.type === 'cursor') this.#waiting.push(message);
  }

  #findingOf(fingerprint: string): FindingView | undefined {
    return this.#drawn?.view.findings.find((one) => one.fingerprint === fingerprint);
  }

  async #runFor(fingerprint: string, command: string, more: object): Promise<void> {
    const finding = this.#findingOf(fingerprint);
    if (finding) await this.#server.run(command, { uri: finding.place.uri, fingerprint, ...more });
  }

  async #suppress(fingerprint: string): Promise<void> {
    const reason = await askForReason();
    if (reason !== undefined) await this.#runFor(fingerprint, COMMANDS.suppress, { reason });
  }

  #markSteps(): void {
    const finding = this.#litFinding === undefined ? undefined : this.#findingOf(this.#litFinding);
    const path = finding?.path === undefined ? undefined : this.#drawn?.view.paths[finding.path];
    showSteps(path?.steps ?? []);
  }
}

/** Beside the graph, where the text already is or was. */
async function revealPlace({ uri, start, end }: PlaceView, keepsFocus: boolean): Promise<void> {
  const document = await vscode.workspace.openTextDocument(toEditor(uri));
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
  const viewColumn = shown?.viewColumn ?? textColumn();
  await vscode.window.showTextDocument(document, { selection, viewColumn, preserveFocus: keepsFocus });
}

function textColumn(): vscode.ViewColumn {
  return vscode.window.visibleTextEditors[0]?.viewColumn ?? vscode.ViewColumn.One;
}

async function saveExport(name: string, content: string | Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const options = folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {};
  const target = await vscode.window.showSaveDialog(options);
  if (!target) return;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  await vscode.workspace.fs.writeFile(target, bytes);
}

async function showFailure(error: unknown): Promise<void> {
  await vscode.window.showErrorMessage(error instanceof Error ? error.message : t('That did not work.'));
}
