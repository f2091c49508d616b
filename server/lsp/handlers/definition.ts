import type { DefinitionLink } from 'vscode-languageserver';
import { definition } from '../../core/ide/definition.js';
import { resourceDefinition } from '../../core/ide/resource-features.js';
import { placeOf, resourcePlaceOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';
import { toLocation } from '../to-lsp.js';

export function onDefinition(session: Session): void {
  session.connection.onDefinition(
    guard(session.watch, 'definition', null, (params) => {
      const asked = placeOf(session, params);
      const other = asked ? undefined : resourcePlaceOf(session, params);
      const positions = (asked ?? other)?.positions;
      const found = asked
        ? definition(asked.context, asked.offset)
        : other && resourceDefinition(other.context, other.offset);
      if (!positions || !found) return null;
      const targets = found.targets.map(({ uri, span, selection }) => ({
        whole: toLocation(session, { uri, span }),
        name: toLocation(session, { uri, span: selection }),
      }));
      if (session.client.textDocument?.definition?.linkSupport !== true) return targets.map(({ name }) => name);
      return targets.map(
        ({ whole, name }): DefinitionLink => ({
          originSelectionRange: positions.range(found.origin),
          targetUri: whole.uri,
          targetRange: whole.range,
          targetSelectionRange: name.range,
        }),
      );
    }),
  );
}
