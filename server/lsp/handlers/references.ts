import { references } from '../../core/ide/references.js';
import { placeOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';

export function onReferences(session: Session): void {
  session.connection.onReferences(
    guard(session.watch, 'references', [], (params) => {
      const asked = placeOf(session, params);
      const found = asked ? references(asked.context, asked.offset, params.context.includeDeclaration) : [];
      return found.map((place) => toLocation(session, place));
    }),
  );
}
