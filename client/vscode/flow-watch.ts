import * as vscode from 'vscode';
import { concernsFlows, formatOf, mayHoldFlow } from '../recognition.js';
import { hasFlow } from '../search.js';
import { isDecoded } from './addresses.js';
import { workspaceSchemes } from './client-options.js';
import { t } from './translate.js';
import { workspaceFiles } from './workspace-files.js';

/** After the last change of a document; a text is looked at, not analysed. */
const PAUSE_MS = 300;
/** The start of the editor is nobody's time to search. */
const SEARCH_DELAY_MS = 1_500;

export interface OpenFlow {
  readonly document: vscode.TextDocument;
  /** Name of the format. */
  readonly format: string;
}

/** Looks for flows: cheaply, since most files of the languages that flows are written in are none. */
export class FlowWatch implements vscode.Disposable {
  readonly #found = new vscode.EventEmitter<void>();
  readonly #activeChanged = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[] = [];
  #active: OpenFlow | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  #isDisposed = false;
  #hasFound = false;
  /** There is a flow, open or in a folder. Fires once. */
  readonly onDidFind = this.#found.event;
  /** Another flow is in front, or none. */
  readonly onDidChangeActive = this.#activeChanged.event;

  /** The flow in the editor in front. */
  get active(): OpenFlow | undefined {
    return this.#active;
  }

  watch(): void {
    const { workspace, window } = vscode;
    this.#subscriptions.push(
      workspace.onDidOpenTextDocument((document) => void this.#look(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#lookSoon(document)),
      workspace.onDidChangeWorkspaceFolders(() => this.#searchSoon()),
      window.onDidChangeActiveTextEditor(() => void this.#lookAtActive()),
    );
    for (const document of workspace.textDocuments) void this.#look(document);
    void this.#lookAtActive();
    this.#searchSoon();
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#searchTimer);
    vscode.Disposable.from(...this.#subscriptions, this.#found, this.#activeChanged).dispose();
  }

  async #look(document: vscode.TextDocument): Promise<void> {
    if (!this.#hasFound && (await isReason(document))) this.#find();
  }

  #lookSoon(document: vscode.TextDocument): void {
    const isActive = document === vscode.window.activeTextEditor?.document;
    if (!isActive) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#lookAtActive(), PAUSE_MS);
  }

  async #lookAtActive(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const flow = document && (await flowOf(document));
    if (this.#isDisposed || document !== vscode.window.activeTextEditor?.document) return;
    if (flow) this.#find();
    if (flow?.document === this.#active?.document && flow?.format === this.#active?.format) return;
    this.#active = flow;
    await vscode.commands.executeCommand('setContext', 'keytrace.isFlow', flow !== undefined);
    this.#activeChanged.fire();
  }

  #searchSoon(): void {
    clearTimeout(this.#searchTimer);
    if (this.#hasFound || !vscode.workspace.getConfiguration('keytrace').get<boolean>('workspaceScan', true)) return;
    this.#searchTimer = setTimeout(() => void this.#search(), SEARCH_DELAY_MS);
  }

  async #search(): Promise<void> {
    const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    const isFlow = (file: vscode.Uri, text: string) => concernsFlows(file.toString(), text);
    const isOver = () => this.#hasFound || this.#isDisposed;
    if (await hasFlow(folders, workspaceFiles, isFlow, Date.now, isOver)) this.#find();
  }

  #find(): void {
    if (this.#hasFound || this.#isDisposed) return;
    this.#hasFound = true;
    this.#found.fire();
  }
}

async function isReason(document: vscode.TextDocument): Promise<boolean> {
  return isLookedAt(document) && (await concernsFlows(document.uri.path, document.getText()));
}

function isLookedAt({ uri, languageId, isClosed }: vscode.TextDocument): boolean {
  return !isClosed && mayHoldFlow({ languageId, scheme: uri.scheme, path: uri.path }, workspaceSchemes());
}

async function flowOf(document: vscode.TextDocument): Promise<OpenFlow | undefined> {
  const { uri } = document;
  if (!isLookedAt(document)) return undefined;
  const format = await formatOf(uri.path, document.getText());
  if (format === undefined) return undefined;
  return { document, format: isDecoded(uri) ? t('Architect export, decoded') : format };
}
