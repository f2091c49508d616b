import type * as lsp from 'vscode-languageserver';
import type { InitializationOptions } from '../../../server/lsp/protocol.js';
import { LIST_FILES, type ListFilesParams, READ_FILE, type ReadFileParams } from '../../../server/lsp/protocol.js';
import type { Folder } from '../files.js';
import { type Port, Rpc } from '../rpc.js';

/** What the server asks of the page. */
export interface ServerNeeds {
  readFile(uri: string): Promise<string | undefined>;
  listFiles(folder: string): Promise<readonly string[]>;
  diagnosed(params: lsp.PublishDiagnosticsParams): void;
  applyEdit(edit: lsp.WorkspaceEdit): Promise<boolean>;
  showDocument(params: lsp.ShowDocumentParams): Promise<boolean>;
  /** Answers that were given before are out of date, though nobody has edited the file. */
  refresh(what: 'lenses' | 'hints' | 'tokens'): void;
}

/** Commands that lenses and quick fixes of the server may name, because the page has them. */
export const OFFERED = [
  'keytrace.showPlaces',
  'keytrace.showPaths',
  'keytrace.showPath',
  'keytrace.explainRule',
] as const;

/** Links to pages about rules; the page shows those itself. */
export const RULE_LINKS = 'https://keytrace.invalid';

const OPTIONS: InitializationOptions = {
  diagnostics: 'push',
  docsUrl: RULE_LINKS,
  commands: OFFERED,
  // The page draws keys of its own: not every system has a picture for the letter.
  settings: { hints: { keys: false } },
};

const CAPABILITIES: lsp.ClientCapabilities = {
  general: { positionEncodings: ['utf-16'] },
  window: { showDocument: { support: true } },
  workspace: {
    applyEdit: true,
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    semanticTokens: { refreshSupport: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, versionSupport: true },
    hover: { contentFormat: ['markdown'] },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown'] } },
    definition: { linkSupport: true },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
    rename: { prepareSupport: true },
  },
};

export interface Running {
  readonly rpc: Rpc;
  readonly capabilities: lsp.ServerCapabilities;
  /** 'Keytrace 0.1.0'. */
  readonly name: string;
}

/** A server that nobody has spoken to yet. */
export interface Prepared {
  /** What is said before `begin` has ended is said then. */
  readonly rpc: Rpc;
  begin(folders: readonly Folder[]): Promise<Running>;
}

/** Readies a conversation with the server behind a port: the page need not wait for it with what it can do by itself. */
export function prepareLanguageServer(port: Port, needs: ServerNeeds): Prepared {
  const rpc = new Rpc(port);
  listen(rpc, needs);
  return {
    rpc,
    async begin(folders) {
      const params = {
        processId: null,
        rootUri: null,
        workspaceFolders: folders.map(({ uri, name }) => ({ uri, name })),
        capabilities: CAPABILITIES,
        initializationOptions: OPTIONS,
      };
      const { capabilities, serverInfo } = await rpc.begin<lsp.InitializeResult>('initialize', params, 'initialized');
      return { rpc, capabilities, name: [serverInfo?.name, serverInfo?.version].join(' ').trim() };
    },
  };
}

function listen(rpc: Rpc, needs: ServerNeeds): void {
  rpc.on<ReadFileParams>(READ_FILE, ({ uri }) => needs.readFile(uri));
  rpc.on<ListFilesParams>(LIST_FILES, ({ folder }) => needs.listFiles(folder));
  rpc.on<lsp.PublishDiagnosticsParams>('textDocument/publishDiagnostics', (params) => needs.diagnosed(params));
  rpc.on<lsp.ApplyWorkspaceEditParams>('workspace/applyEdit', async ({ edit }) => ({
    applied: await needs.applyEdit(edit),
  }));
  rpc.on<lsp.ShowDocumentParams>('window/showDocument', async (params) => ({
    success: await needs.showDocument(params),
  }));
  rpc.on('workspace/codeLens/refresh', () => needs.refresh('lenses'));
  rpc.on('workspace/inlayHint/refresh', () => needs.refresh('hints'));
  rpc.on('workspace/semanticTokens/refresh', () => needs.refresh('tokens'));
}
