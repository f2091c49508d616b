import * as vscode from 'vscode';
import { DECODED_SCHEME, decodedText, isExport } from '../decoded-export.js';
import { decodedUri, exportUri } from './addresses.js';
import { t } from './translate.js';
import { workspaceFiles } from './workspace-files.js';

/** The `viewType` of the manifest. */
const EDITOR = 'keytrace.export';

/**
 * Exports are shown as read-only documents of their own. A document, unlike a web view, has every feature of the
 * editor and of the language server, and works the same in desktop and web.
 */
export function showExportsDecoded(): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.i3*');
  return vscode.Disposable.from(
    changed,
    watcher,
    watcher.onDidChange((file) => changed.fire(decodedUri(file))),
    watcher.onDidCreate((file) => changed.fire(decodedUri(file))),
    vscode.workspace.registerTextDocumentContentProvider(DECODED_SCHEME, {
      onDidChange: changed.event,
      provideTextDocumentContent: decode,
    }),
    vscode.window.registerCustomEditorProvider(EDITOR, exportEditor),
  );
}

async function decode(uri: vscode.Uri): Promise<string> {
  const text = await workspaceFiles.text(exportUri(uri));
  if (text === undefined) throw new Error(t('This file cannot be read.'));
  const decoded = decodedText(text);
  if ('problem' in decoded) throw new Error(decoded.problem);
  return decoded.text;
}

/** Shows the decoded document; the export stays as it is. */
export async function openDecoded(file: vscode.Uri, options: vscode.TextDocumentShowOptions = {}): Promise<void> {
  if (!isExport(file.path)) throw new Error(t('This is no .i3 export.'));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(decodedUri(file)), options);
}

/** An export that is opened like any file gives way to its decoded document. */
const exportEditor: vscode.CustomReadonlyEditorProvider = {
  openCustomDocument: (uri) => ({ uri, dispose() {} }),
  async resolveCustomEditor({ uri }, panel) {
    panel.webview.options = { enableCommandUris: ['keytrace.decode'] };
    panel.webview.html = page(uri);
    if (!isAlone(uri)) return;
    const isPreview = tabOf(uri)?.isPreview === true;
    try {
      await openDecoded(uri, { preview: isPreview, ...(panel.viewColumn ? { viewColumn: panel.viewColumn } : {}) });
      panel.dispose();
    } catch (error) {
      panel.webview.html = page(uri, error instanceof Error ? error.message : undefined);
    }
  },
};

/** In a comparison it has to stay where it is. */
function isAlone(uri: vscode.Uri): boolean {
  return uri.scheme !== 'git' && tabOf(uri) !== undefined;
}

function tabOf(uri: vscode.Uri): vscode.Tab | undefined {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .find(({ input }) => input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString());
}

/** No script, no style, nothing from outside; the only link runs our command. */
function page(uri: vscode.Uri, problem?: string): string {
  const link = `command:keytrace.decode?${encodeURIComponent(JSON.stringify([uri.toString()]))}`;
  const text = problem === undefined ? t('This export is encoded.') : problem;
  const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
  return `<!doctype html><html><head><meta charset="utf-8">${policy}<title>${escaped(t('Architect export'))}</title></head>
<body><p>${escaped(text)}</p><p><a href="${escaped(link)}">${escaped(t('Show the decoded text'))}</a></p></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
