import type { SelectionRange } from 'vscode-languageserver';
import { selectionRanges } from '../../core/ide/selection-ranges.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';

export function onSelectionRange(session: Session): void {
  session.connection.onSelectionRanges(
    guard(session.watch, 'selection ranges', [], ({ textDocument: { uri }, positions: cursors }) => {
      const asked = session.asked(uri);
      if (!asked) return [];
      const { context, positions } = asked;
      return cursors.map((cursor) => {
        const innermostFirst = selectionRanges(context, positions.offset(cursor));
        return (
          innermostFirst.reduceRight<SelectionRange | undefined>(
            (parent, span) => ({ range: positions.range(span), ...(parent ? { parent } : {}) }),
            undefined,
          ) ?? { range: { start: cursor, end: cursor } }
        );
      });
    }),
  );
}
