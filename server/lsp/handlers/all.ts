import type { Diagnostics } from '../diagnostics.js';
import type { Session } from '../session.js';
import { onCallHierarchy } from './call-hierarchy.js';
import { onCodeAction } from './code-action.js';
import { onCodeLens } from './code-lens.js';
import { onCompletion } from './completion.js';
import { onDefinition } from './definition.js';
import { onDiagnostics } from './diagnostics.js';
import { onDocumentHighlight } from './document-highlight.js';
import { onDocumentLink } from './document-link.js';
import { onDocumentSymbol } from './document-symbol.js';
import { onExecuteCommand } from './execute-command.js';
import { onFoldingRange } from './folding-range.js';
import { onGraphView } from './graph-view.js';
import { onHover } from './hover.js';
import { onInlayHint } from './inlay-hint.js';
import { onReferences } from './references.js';
import { onRename } from './rename.js';
import { onSelectionRange } from './selection-range.js';
import { onSemanticTokens } from './semantic-tokens.js';
import { onSignatureHelp } from './signature-help.js';
import { onWorkspaceSymbol } from './workspace-symbol.js';

/** Every feature of the server; each answers one request or a family of them. */
export const HANDLERS: readonly ((session: Session, diagnostics: Diagnostics) => void)[] = [
  onCallHierarchy,
  onCodeAction,
  onCodeLens,
  onCompletion,
  onDefinition,
  onDiagnostics,
  onDocumentHighlight,
  onDocumentLink,
  onDocumentSymbol,
  onExecuteCommand,
  onFoldingRange,
  onGraphView,
  onHover,
  onInlayHint,
  onReferences,
  onRename,
  onSelectionRange,
  onSemanticTokens,
  onSignatureHelp,
  onWorkspaceSymbol,
];
