import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbolKind } from '../../core/ide/document-symbols.js';

/** How editors draw what a flow holds. */
export const SYMBOL_KINDS: Readonly<Record<DocumentSymbolKind, SymbolKind>> = {
  flow: SymbolKind.Module,
  variable: SymbolKind.Variable,
  task: SymbolKind.Function,
  menu: SymbolKind.Enum,
  state: SymbolKind.Class,
  bot: SymbolKind.Class,
  startup: SymbolKind.Constructor,
  script: SymbolKind.Function,
  action: SymbolKind.Method,
  output: SymbolKind.Event,
};
