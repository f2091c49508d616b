import { PassThrough } from 'node:stream';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';
import {
  type ClientCapabilities,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver';
import type { Host } from '../../server/lsp/host.js';
import { type ServerOptions, startServer } from '../../server/lsp/server.js';

export interface ClientOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: object;
  readonly folders?: readonly string[];
}

/** What the tests need of an editor. */
export class LspClient {
  readonly connection: ProtocolConnection;
  /** Everything that the server wrote into the client's log. */
  readonly log: string[] = [];
  /** Every answer that came by itself, in order. */
  readonly published: PublishDiagnosticsParams[] = [];
  readonly #versions = new Map<string, number>();
  readonly #waiting = new Set<() => void>();
  result!: InitializeResult;

  constructor(connection: ProtocolConnection) {
    this.connection = connection;
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.log.push(message);
    });
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.#waiting) wake();
    });
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.listen();
  }

  async initialize({ capabilities = {}, initializationOptions, folders = [] }: ClientOptions = {}): Promise<this> {
    const params: InitializeParams = {
      processId: null,
      rootUri: null,
      capabilities,
      initializationOptions,
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
    };
    this.result = await this.request<InitializeResult>('initialize', params);
    await this.notify('initialized', {});
    return this;
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  /** A request about a whole document. */
  ask<R>(method: string, uri: string, more: object = {}): Promise<R> {
    return this.request<R>(`textDocument/${method}`, { textDocument: { uri }, ...more });
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    await this.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  }

  /** Gives the new version. */
  async change(uri: string, ...contentChanges: TextDocumentContentChangeEvent[]): Promise<number> {
    const version = this.#versions.get(uri)! + 1;
    this.#versions.set(uri, version);
    await this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
    return version;
  }

  async close(uri: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** The last diagnostics of a file; waits until some have come for the version, or at all. */
  async diagnostics(uri: string, version?: number): Promise<readonly Diagnostic[]> {
    const fits = (one: PublishDiagnosticsParams) =>
      one.uri === uri && (version === undefined || one.version === version);
    return (await this.until(() => this.published.filter(fits).at(-1))).diagnostics;
  }

  /** Waits until something holds after an answer that came by itself. */
  async until<T>(find: () => T | undefined | false): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined && found !== false) return found;
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.#waiting.delete(wake);
          resolve();
        };
        this.#waiting.add(wake);
      });
    }
  }

  /** Waits until the server has handled everything that was sent. */
  async settle(): Promise<void> {
    await this.request('workspace/executeCommand', { command: 'keytrace.check', arguments: [{ uri: 'none:' }] });
  }

  end(): void {
    this.connection.dispose();
  }
}

/** A server in this process, and a client for it. Defects of handlers fail the request unless `rethrows` is off. */
export function startInProcess(files: ReadonlyMap<string, string> = new Map(), rethrows = true): LspClient {
  return startWith(memoryHost(files), { version: 'test', rethrows });
}

/** The same with another world around the server. */
export function startWith(host: Host, options: ServerOptions): LspClient {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const factory = () => createProtocolConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  const server = createConnection(factory, { shutdownReceived: false, initialize: () => {}, exit: () => {} });
  startServer(server, host, options);
  return new LspClient(createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer)));
}

export function memoryHost(files: ReadonlyMap<string, string>): Host {
  return {
    readFile: async (uri) => files.get(uri),
    listFiles: async (folder) => [...files.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
    docsUrl: 'https://example.org/keytrace',
  };
}
