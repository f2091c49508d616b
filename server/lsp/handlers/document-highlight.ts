import { DocumentHighlightKind } from 'vscode-languageserver';
import { type Highlight, highlights } from '../../core/ide/highlights.js';
import { placeOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';

const KINDS: Readonly<Record<Highlight['kind'], DocumentHighlightKind>> = {
  read: DocumentHighlightKind.Read,
  write: DocumentHighlightKind.Write,
  text: DocumentHighlightKind.Text,
};

export function onDocumentHighlight(session: Session): void {
  session.connection.onDocumentHighlight(
    guard(session.watch, 'highlight', [], (params) => {
      const asked = placeOf(session, params);
      if (!asked) return [];
      const found = highlights(asked.context, asked.offset);
      return found.map(({ span, kind }) => ({ range: asked.positions.range(span), kind: KINDS[kind] }));
    }),
  );
}
