import { InlayHintKind } from 'vscode-languageserver';
import { inlayHints } from '../../core/ide/inlay-hints.js';
import { spanOf } from '../from-lsp.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';

const KINDS = { type: { kind: InlayHintKind.Type }, parameter: { kind: InlayHintKind.Parameter }, key: {} } as const;

export function onInlayHint(session: Session): void {
  session.connection.languages.inlayHint.on(
    guard(session.watch, 'inlay hints', [], (params) => {
      const asked = spanOf(session, params);
      if (!asked) return [];
      const { hints } = session.settings.configFor(params.textDocument.uri);
      return inlayHints(asked.context, asked.span, hints).map(({ offset, label, kind, tooltip }) => ({
        position: asked.positions.position(offset),
        label,
        ...KINDS[kind],
        ...(tooltip === '' ? {} : { tooltip }),
      }));
    }),
  );
}
