import * as vscode from 'vscode';
import { COMMANDS } from '../../../server/lsp/protocol.js';
import type { FoundFinding } from '../../findings.js';
import { pathText } from '../../path-text.js';
import { exportUri } from '../addresses.js';
import { toRange } from '../places.js';
import { t } from '../translate.js';
import { findingOf } from './arguments.js';
import type { Command, Parts } from './command.js';

/** Copies a path as text: the one of the node, else the one at the cursor. */
export const copyPath: Command = {
  id: 'keytrace.copyPath',
  async run(parts, given) {
    const finding = findingOf(given) ?? (await findingAtCursor(parts));
    if (!finding) {
      await vscode.window.showInformationMessage(t('There is no finding at the cursor.'));
      return undefined;
    }
    const text = pathText(finding);
    await vscode.env.clipboard.writeText(text);
    return text;
  },
};

async function findingAtCursor({ server }: Parts): Promise<FoundFinding | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const uri = exportUri(editor.document.uri).toString();
  const { findings } = await server.run<{ findings: FoundFinding[] }>(COMMANDS.check, { uri });
  const { active } = editor.selection;
  const near = findings.filter(({ range }) => toRange(range).start.line === active.line);
  return findings.find(({ range }) => toRange(range).contains(active)) ?? near[0];
}
