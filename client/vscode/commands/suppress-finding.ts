import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/lsp/protocol.js';
import { exportUri } from '../addresses.js';
import { diagnosticAtCursor } from '../diagnostics.js';
import { askForReason } from '../reason.js';
import { t } from '../translate.js';
import { findingOf } from './arguments.js';
import type { Command } from './command.js';

interface Wanted {
  readonly uri: string;
  readonly fingerprint: string;
}

/** Lets a finding stay, with a comment that says why. */
export const suppressFinding: Command = {
  id: 'keytrace.suppressFinding',
  async run({ server }, given) {
    const wanted = findingOf(given) ?? findingAtCursor();
    if (!wanted) {
      await vscode.window.showInformationMessage(t('There is no finding at the cursor.'));
      return undefined;
    }
    const reason = await askForReason();
    if (reason === undefined) return undefined;
    const { uri, fingerprint } = wanted;
    return server.run<{ applied: boolean }>(COMMANDS.suppress, { uri, fingerprint, reason });
  },
};

function findingAtCursor(): Wanted | undefined {
  const editor = vscode.window.activeTextEditor;
  const found = editor && diagnosticAtCursor(editor);
  // The language client keeps what the server has attached.
  const data: unknown = found && 'data' in found ? found.data : undefined;
  if (!editor || typeof data !== 'object' || data === null || !('fingerprint' in data)) return undefined;
  return { uri: exportUri(editor.document.uri).toString(), fingerprint: String(data.fingerprint) };
}
