import { refusal } from '../guard.js';
import type { Session } from '../session.js';
import { toWorkspaceEdit } from '../to-lsp.js';

/** Puts one of a finding's fixes into the texts; the number counts as in the finding itself. */
export async function applyFix(session: Session, uri: string, fingerprint: string, number: number) {
  const finding = session.findingsOf(uri).find((one) => one.fingerprint === fingerprint);
  const fix = finding?.fixes[number];
  if (!fix) throw refusal('This finding is no longer there.');
  const edit = toWorkspaceEdit(session, fix.edits);
  const { applied } = await session.connection.workspace.applyEdit({ label: fix.title, edit });
  return { applied };
}
