import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver';
import { TOKEN_MODIFIERS, TOKEN_TYPES } from '../core/ide/semantic-tokens.js';
import { FIX_ALL } from './handlers/code-action.js';
import { COMPLETION_TRIGGERS } from './handlers/completion.js';
import { SIGNATURE_TRIGGERS } from './handlers/signature-help.js';
import { COMMANDS } from './protocol.js';
import type { Session } from './session.js';

/** What this server says that it can do. */
export function capabilitiesFor({ encoding }: Session, isPush: boolean): ServerCapabilities {
  return {
    positionEncoding: encoding,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    callHierarchyProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL], resolveProvider: false },
    codeLensProvider: { resolveProvider: false },
    completionProvider: { resolveProvider: true, triggerCharacters: COMPLETION_TRIGGERS },
    definitionProvider: true,
    documentHighlightProvider: true,
    documentLinkProvider: { resolveProvider: false },
    documentSymbolProvider: { label: 'Keytrace' },
    executeCommandProvider: { commands: Object.values(COMMANDS) },
    foldingRangeProvider: true,
    hoverProvider: true,
    inlayHintProvider: { resolveProvider: false },
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    selectionRangeProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...TOKEN_TYPES], tokenModifiers: [...TOKEN_MODIFIERS] },
      full: { delta: true },
      range: true,
    },
    signatureHelpProvider: { triggerCharacters: SIGNATURE_TRIGGERS },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    workspaceSymbolProvider: true,
    ...(isPush
      ? {}
      : { diagnosticProvider: { identifier: 'keytrace', interFileDependencies: true, workspaceDiagnostics: true } }),
  };
}
