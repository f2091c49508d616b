import { FoldingRangeKind } from 'vscode-languageserver';
import { foldingRanges } from '../../core/ide/folding.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';

export function onFoldingRange(session: Session): void {
  session.connection.onFoldingRanges(
    guard(session.watch, 'folding', [], ({ textDocument: { uri } }) => {
      const asked = session.asked(uri);
      if (!asked) return [];
      return foldingRanges(asked.context).map((fold) => ({
        startLine: asked.positions.position(fold.start).line,
        endLine: asked.positions.position(fold.end).line,
        ...(fold.kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {}),
      }));
    }),
  );
}
