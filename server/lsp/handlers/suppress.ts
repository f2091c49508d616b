import { suppressEdit } from '../../core/ide/suppress.js';
import { refusal } from '../guard.js';
import type { Session } from '../session.js';
import { toWorkspaceEdit } from '../to-lsp.js';

/** Stands where the reason belongs, selected for typing, when the client did not ask for one. */
const NO_REASON = 'say why this is accepted';

/** Writes a comment above a finding that lets it stay. */
export async function suppress(session: Session, uri: string, fingerprint: string, reason: string | undefined) {
  const asked = session.asked(uri);
  const finding = asked?.context.findings.find((one) => one.fingerprint === fingerprint && one.uri === uri);
  if (!asked || !finding) throw refusal('This finding is no longer there.');
  const why = reason?.trim() || NO_REASON;
  const edit = suppressEdit(asked.context, finding, why);
  if (!edit) throw refusal('This format has no place for a comment.');
  const { connection } = session;
  const label = `Ignore ${finding.rule} here`;
  const result = await connection.workspace.applyEdit({
    label,
    edit: toWorkspaceEdit(session, new Map([[uri, [edit]]])),
  });
  const at = edit.newText.lastIndexOf(NO_REASON);
  if (result.applied && why === NO_REASON && at >= 0 && session.client.window?.showDocument?.support === true) {
    const start = asked.positions.position(edit.span.start);
    // The comment is plain ASCII in front of the reason, so characters are units in every encoding.
    const range = {
      start: { ...start, character: start.character + at },
      end: { ...start, character: start.character + at + NO_REASON.length },
    };
    await connection.window.showDocument({ uri, takeFocus: true, selection: range });
  }
  return { applied: result.applied };
}
