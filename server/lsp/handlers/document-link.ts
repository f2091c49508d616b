import { documentLinks } from '../../core/ide/document-links.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';

export function onDocumentLink(session: Session): void {
  session.connection.onDocumentLinks(
    guard(session.watch, 'document links', [], ({ textDocument: { uri } }) => {
      const asked = session.asked(uri);
      if (!asked) return [];
      return documentLinks(asked.context).map((link) => {
        const { range } = toLocation(session, { uri: link.uri, span: link.target });
        // The fragment that editors understand: line and column, both from 1.
        const fragment = `#L${range.start.line + 1},${range.start.character + 1}`;
        return { range: asked.positions.range(link.span), target: `${link.uri}${fragment}`, tooltip: link.tooltip };
      });
    }),
  );
}
