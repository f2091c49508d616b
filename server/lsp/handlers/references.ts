import { references } from '../../core/ide/references.js';
import { resourceReferences } from '../../core/ide/resource-features.js';
import { placeOf, resourcePlaceOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';

export function onReferences(session: Session): void {
  session.connection.onReferences(
    guard(session.watch, 'references', [], (params) => {
      const asked = placeOf(session, params);
      const other = asked ? undefined : resourcePlaceOf(session, params);
      const { includeDeclaration } = params.context;
      const found = asked
        ? references(asked.context, asked.offset, includeDeclaration)
        : other
          ? resourceReferences(other.context, other.offset, includeDeclaration)
          : [];
      return found.map((place) => toLocation(session, place));
    }),
  );
}
