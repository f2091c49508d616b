import * as vscode from 'vscode';
import { COMMANDS, REPORT_FORMATS, type ReportFormat } from '../../../server/lsp/protocol.js';
import { t } from '../translate.js';
import type { Command } from './command.js';

/** Writes a report about the whole workspace into a file; asks for what it is not called with. */
export const saveReport: Command = {
  id: 'keytrace.saveReport',
  async run({ server }, wantedFormat, wantedFile) {
    const format = REPORT_FORMATS.find((one) => one === wantedFormat) ?? (await askForFormat());
    if (!format) return undefined;
    const file = wantedFile instanceof vscode.Uri ? wantedFile : await askForFile(format);
    if (!file) return undefined;
    const date = new Date().toISOString().slice(0, 10);
    const text = await server.run<string | null>(COMMANDS.report, { format, date });
    if (text === null) throw new Error(t('That did not work.'));
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
    // Nobody waits until the message is closed.
    void vscode.window.showInformationMessage(t('The report is in {0}.', vscode.workspace.asRelativePath(file)));
    return file;
  },
};

async function askForFormat(): Promise<ReportFormat | undefined> {
  const details: Readonly<Record<ReportFormat, readonly [label: string, detail: string]>> = {
    html: [t('HTML report'), t('One page for reviewers, to read, print and hand on.')],
    sarif: ['SARIF', t('For code scanning and its viewers.')],
    json: ['JSON', t('For programs; what the command line writes.')],
  };
  const items = REPORT_FORMATS.map((format) => ({ label: details[format][0], detail: details[format][1], format }));
  return (await vscode.window.showQuickPick(items))?.format;
}

function askForFile(format: ReportFormat): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  // Not `keytrace.json`: that is the configuration.
  const name = `keytrace-report.${format}`;
  return vscode.window.showSaveDialog(folder ? { defaultUri: vscode.Uri.joinPath(folder, name) } : {});
}
