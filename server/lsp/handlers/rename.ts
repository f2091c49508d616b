import { prepareRename, rename } from '../../core/ide/rename.js';
import { placeOf } from '../from-lsp.js';
import { guard, refusal } from '../guard.js';
import type { Session } from '../session.js';
import { toWorkspaceEdit } from '../to-lsp.js';

export function onRename(session: Session): void {
  session.connection.onPrepareRename(
    guard(session.watch, 'prepare rename', null, (params) => {
      const asked = placeOf(session, params);
      if (!asked) return null;
      const place = prepareRename(asked.context, asked.offset);
      if ('refusal' in place) throw refusal(place.refusal);
      return { range: asked.positions.range(place.span), placeholder: place.placeholder };
    }),
  );
  session.connection.onRenameRequest(
    guard(session.watch, 'rename', null, (params) => {
      const asked = placeOf(session, params);
      if (!asked) return null;
      const renaming = rename(asked.context, asked.offset, params.newName);
      if ('refusal' in renaming) throw refusal(renaming.refusal);
      return toWorkspaceEdit(session, renaming.edits);
    }),
  );
}
