import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import {
  GRAPH_VIEW_CHANGED,
  LIST_FILES,
  type ListFilesParams,
  READ_FILE,
  type ReadFileAnswer,
  type ReadFileParams,
} from '../../server/lsp/protocol.js';
import { clientOptions } from './client-options.js';
import { listFiles, readFile } from './workspace-files.js';

/** A client that is not started yet. */
export interface Connected {
  readonly client: BaseLanguageClient;
  /** Ends what the client itself leaves behind when it is disposed. */
  end?(): void;
}

/** Makes the client of the host; the only thing in which desktop and web differ. */
export type Connect = (context: vscode.ExtensionContext, options: LanguageClientOptions) => Promise<Connected>;

/** The language server, started when it is needed for the first time. */
export class LanguageServer implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly #context: vscode.ExtensionContext;
  readonly #connect: Connect;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #diagnosed = new vscode.EventEmitter<vscode.Uri>();
  readonly #graphChanged = new vscode.EventEmitter<void>();
  #client: BaseLanguageClient | undefined;
  #starting: Promise<BaseLanguageClient> | undefined;
  #end: (() => void) | undefined;
  #hasFailed = false;
  /** It has started, or has stopped. */
  readonly onDidChangeState = this.#changed.event;
  /** A file has other findings than before. */
  readonly onDidDiagnose = this.#diagnosed.event;
  /** There is another graph than the one that was asked for last. */
  readonly onDidChangeGraph = this.#graphChanged.event;

  constructor(context: vscode.ExtensionContext, connect: Connect) {
    this.#context = context;
    this.#connect = connect;
    this.output = vscode.window.createOutputChannel('Keytrace', { log: true });
  }

  get state(): 'idle' | 'starting' | 'running' | 'stopped' {
    if (this.#hasFailed) return 'stopped';
    if (!this.#starting) return 'idle';
    if (!this.#client) return 'starting';
    return this.#client.isRunning() ? 'running' : 'stopped';
  }

  /** 'Keytrace 0.1.0'; '' until it runs. */
  get name(): string {
    const { serverInfo } = this.#client?.initializeResult ?? {};
    return [serverInfo?.name, serverInfo?.version].join(' ').trim();
  }

  /** Undefined until it runs. */
  get client(): BaseLanguageClient | undefined {
    return this.#client;
  }

  /** Resolves when it answers; at once when it does already. */
  start(): Promise<BaseLanguageClient> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Runs a command of the server and gives its answer. */
  async run<R>(command: string, argument: object): Promise<R> {
    const client = await this.start();
    return client.sendRequest<R>('workspace/executeCommand', { command, arguments: [argument] });
  }

  async request<R>(method: string, params: object): Promise<R> {
    const client = await this.start();
    return client.sendRequest<R>(method, params);
  }

  async stop(): Promise<void> {
    const starting = this.#starting;
    this.#starting = undefined;
    const client = await starting?.catch(() => undefined);
    this.#client = undefined;
    await client?.dispose().catch(() => {});
    this.#end?.();
    this.#end = undefined;
  }

  dispose(): void {
    void this.stop();
    this.#changed.dispose();
    this.#diagnosed.dispose();
    this.#graphChanged.dispose();
    this.output.dispose();
  }

  async #start(): Promise<BaseLanguageClient> {
    this.#hasFailed = false;
    // The state is "starting" only after this function has returned its promise.
    queueMicrotask(() => this.#changed.fire());
    try {
      const options = clientOptions(this.output, (uri) => this.#diagnosed.fire(uri));
      const { client, end } = await this.#connect(this.#context, options);
      this.#end = end;
      client.onRequest<ReadFileAnswer, void>(READ_FILE, (params: ReadFileParams) => readFile(params));
      client.onRequest(LIST_FILES, ({ folder }: ListFilesParams) => listFiles(folder));
      client.onNotification(GRAPH_VIEW_CHANGED, () => this.#graphChanged.fire());
      await client.start();
      client.onDidChangeState(() => this.#changed.fire());
      this.#client = client;
      await vscode.commands.executeCommand('setContext', 'keytrace.isRunning', true);
      return client;
    } catch (error) {
      // The next one who needs it tries again.
      this.#starting = undefined;
      this.#hasFailed = true;
      this.output.error(error instanceof Error ? error : String(error));
      throw error;
    } finally {
      this.#changed.fire();
    }
  }
}
