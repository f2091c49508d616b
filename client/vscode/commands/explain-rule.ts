import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/lsp/protocol.js';
import { diagnosticAtCursor, ruleOf } from '../diagnostics.js';
import { rulePage } from '../rule-pages.js';
import { t } from '../translate.js';
import { findingOf } from './arguments.js';
import type { Command } from './command.js';

/** Shows what a rule finds, why, and what to do instead. */
export const explainRule: Command = {
  id: 'keytrace.explainRule',
  async run({ server }, given) {
    const rule = typeof given === 'string' ? given : (findingOf(given)?.rule ?? ruleAtCursor());
    if (rule === undefined) {
      await vscode.window.showInformationMessage(t('There is no finding at the cursor.'));
      return;
    }
    // A rule that does not exist says so, before an empty page opens.
    await server.run(COMMANDS.explain, { rule });
    await showPage(rulePage(rule));
  },
};

function ruleAtCursor(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const found = editor && diagnosticAtCursor(editor);
  return found && ruleOf(found);
}

async function showPage(page: vscode.Uri): Promise<void> {
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch {
    // The editor's own Markdown extension may be switched off.
    await vscode.window.showTextDocument(page, { preview: true });
  }
}
