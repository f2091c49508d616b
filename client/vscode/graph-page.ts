import * as vscode from 'vscode';
import { t } from './translate.js';

/** What a page of the extension may load: our own files, and the one script that carries the nonce. */
export function graphPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = freshNonce();
  const source = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data: blob:`,
    `font-src ${webview.cspSource}`,
  ].join('; ');
  return `<!doctype html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(t('Flow Graph'))}</title>
<link rel="stylesheet" href="${attribute(source('webview.css'))}">
</head>
<body class="keytrace-graph">
<div data-keytrace="vscode"></div>
<script nonce="${nonce}" src="${attribute(source('webview.js'))}"></script>
</body>
</html>`;
}

/** Where the page's files are; nothing else can be loaded into it. */
export function graphRoots(extension: vscode.Uri): vscode.Uri[] {
  return [vscode.Uri.joinPath(extension, 'dist')];
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const NONCE_LENGTH = 32;

function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH));
  return [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
