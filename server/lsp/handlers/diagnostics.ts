import {
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Diagnostics } from '../diagnostics.js';
import { guard } from '../guard.js';
import type { Session } from '../session.js';

/** Files in one partial answer. */
const SLICE = 50;

/** For clients that ask; what they hold already is not sent again. */
export function onDiagnostics(session: Session, diagnostics: Diagnostics): void {
  const { connection, watch } = session;
  const reportOf = (uri: string, previous: string | undefined): DocumentDiagnosticReport => {
    const { items, resultId } = diagnostics.report(uri);
    if (resultId === previous) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
  };
  connection.languages.diagnostics.on(
    guard(watch, 'diagnostics', { kind: DocumentDiagnosticReportKind.Full, items: [] }, (params) =>
      reportOf(params.textDocument.uri, params.previousResultId),
    ),
  );
  connection.languages.diagnostics.onWorkspace(async (params, token, _progress, partial) => {
    const answer = guard(watch, 'workspace diagnostics', { items: [] }, () => {
      const previous = new Map(params.previousResultIds.map(({ uri, value }) => [session.uris.spelled(uri), value]));
      const files = [...new Set([...diagnostics.files, ...previous.keys()])];
      const items = files.map(
        (uri): WorkspaceDocumentDiagnosticReport => ({
          ...reportOf(uri, previous.get(uri)),
          uri,
          version: session.version(uri),
        }),
      );
      if (!partial) return { items };
      for (let at = 0; at < items.length; at += SLICE) partial.report({ items: items.slice(at, at + SLICE) });
      return { items: [] };
    });
    return answer(params, token);
  });
}
