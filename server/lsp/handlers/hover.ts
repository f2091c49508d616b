import { hover } from '../../core/ide/hover.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toMarkup } from '../to-lsp.js';

export function onHover(session: Session): void {
  session.connection.onHover(
    guard(session.watch, 'hover', null, (params) => {
      const asked = session.askedInPassing(params.textDocument.uri);
      const found = asked && hover(asked.context, asked.positions.offset(params.position));
      if (!asked || !found) return null;
      return {
        range: asked.positions.range(found.span),
        contents: toMarkup(session, found.markdown),
      };
    }),
  );
}
