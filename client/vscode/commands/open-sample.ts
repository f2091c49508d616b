import * as vscode from 'vscode';
import type { Command } from './command.js';

/** Opens the flow that the walkthrough talks about: unsaved, so that everybody may change it. */
export const openSample: Command = {
  id: 'keytrace.openSample',
  async run({ context }) {
    const file = vscode.Uri.joinPath(context.extensionUri, 'media', 'walkthrough', 'pay-by-phone.yaml');
    const content = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
    const document = await vscode.workspace.openTextDocument({ language: 'yaml', content });
    await vscode.window.showTextDocument(document);
  },
};
