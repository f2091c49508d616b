import { IGNORES_FILE } from '../../core/config/candidates.js';
import { addIgnore, newIgnores } from '../../core/config/write-ignores.js';
import { suppressEdit } from '../../core/ide/suppress.js';
import type { Finding, WorkspaceChange } from '../../core/model/finding.js';
import { refusal } from '../guard.js';
import type { Session } from '../session.js';
import { canApply, toWorkspaceEdit } from '../to-lsp.js';
import { childOf, pathBelow } from '../uris.js';

/** Stands where the reason belongs, selected for typing, when the client did not ask for one. */
const NO_REASON = 'say why this is accepted';

/** Writes a comment above a finding that lets it stay; where there are no comments, an entry of a file beside it. */
export async function suppress(session: Session, uri: string, fingerprint: string, reason: string | undefined) {
  const asked = session.asked(uri);
  const finding = asked?.context.findings.find((one) => one.fingerprint === fingerprint && one.uri === uri);
  if (!asked || !finding) throw refusal('This finding is no longer there.');
  const why = reason?.trim() || NO_REASON;
  const edit = suppressEdit(asked.context, finding, why);
  if (!edit) return suppressBeside(session, finding, why);
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

/** In the workspace folder of the file; a file of accepted findings that is not there yet is made. */
async function suppressBeside(session: Session, finding: Finding, reason: string) {
  const { settings, connection } = session;
  const folder = settings.folderOf(finding.uri);
  const path = folder === undefined ? undefined : pathBelow(folder, finding.uri);
  if (folder === undefined || path === undefined) throw refusal('This format has no place for a comment.');
  const uri = session.uris.spelled(childOf(folder, IGNORES_FILE));
  const { rule, fingerprint } = finding;
  const text = session.documents.get(uri)?.getText() ?? (await session.host.readFile(uri));
  // Places count in the text that the server knows, and it may not have looked into the folder.
  if (text !== undefined && !session.isOpen(uri)) session.setFile(uri, text);
  const change = changeOf(uri, text, { rule, fingerprint, path, reason });
  if (!change) throw refusal(`${IGNORES_FILE} cannot be understood, so nothing was added to it.`);
  if (!canApply(session, change)) throw refusal(`Make a file ${IGNORES_FILE} first: this editor cannot make it.`);
  const edit = toWorkspaceEdit(session, change.edits, change.newFiles);
  const result = await connection.workspace.applyEdit({ label: `Ignore ${rule} here`, edit });
  return { applied: result.applied };
}

function changeOf(uri: string, text: string | undefined, entry: Parameters<typeof newIgnores>[0]) {
  if (text === undefined) return { edits: new Map(), newFiles: new Map([[uri, newIgnores(entry)]]) };
  const edit = addIgnore(text, entry);
  const change: WorkspaceChange | undefined = edit && { edits: new Map([[uri, [edit]]]) };
  return change;
}
