import { workspaceSymbols } from '../../core/ide/workspace-symbols.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';
import { SYMBOL_KINDS } from './symbol-kinds.js';

export function onWorkspaceSymbol(session: Session): void {
  session.connection.onWorkspaceSymbol(
    guard(session.watch, 'workspace symbols', [], ({ query }) =>
      workspaceSymbols(session.snapshot(), query).map((symbol) => ({
        name: symbol.name,
        kind: SYMBOL_KINDS[symbol.kind],
        containerName: symbol.within,
        location: toLocation(session, symbol),
      })),
    ),
  );
}
