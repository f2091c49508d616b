import { type DocumentSymbol, SymbolTag } from 'vscode-languageserver';
import { documentSymbols, type DocumentSymbol as Outlined } from '../../core/ide/document-symbols.js';
import { guard } from '../guard.js';
import type { Positions } from '../positions.js';
import type { Session } from '../session.js';
import { SYMBOL_KINDS } from './symbol-kinds.js';

export function onDocumentSymbol(session: Session): void {
  session.connection.onDocumentSymbol(
    guard(session.watch, 'document symbols', [], ({ textDocument: { uri } }) => {
      const asked = session.asked(uri);
      if (!asked) return [];
      return documentSymbols(asked.context).map((symbol) => toDocumentSymbol(symbol, asked.positions));
    }),
  );
}

function toDocumentSymbol(symbol: Outlined, positions: Positions): DocumentSymbol {
  return {
    // Editors refuse a symbol without a name.
    name: symbol.name.trim() || '(no name)',
    detail: symbol.detail,
    kind: SYMBOL_KINDS[symbol.kind],
    ...(symbol.isOff ? { tags: [SymbolTag.Deprecated] } : {}),
    range: positions.range(symbol.span),
    selectionRange: positions.range(symbol.selection),
    children: symbol.children.map((child) => toDocumentSymbol(child, positions)),
  };
}
