import * as vscode from 'vscode';
import { DECODED_SCHEME, decodedAddress, exportAddress, isExport } from '../decoded-export.js';

/** The document that shows an export in readable form. */
export function decodedUri(file: vscode.Uri): vscode.Uri {
  return vscode.Uri.from(decodedAddress(file));
}

/** The export behind such a document; every other address as it is. */
export function exportUri(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === DECODED_SCHEME ? vscode.Uri.from(exportAddress(uri)) : uri;
}

/**
 * Between editor and server an export is one file with one address: the server takes the decoded document for the
 * file's text, and what it says about the file is shown in the decoded document.
 */
export const addressConverters = {
  code2Protocol: (uri: vscode.Uri): string => exportUri(uri).toString(),
  protocol2Code: (value: string): vscode.Uri => toEditor(value),
};

/** An address of the server as the editor shows it. */
export function toEditor(value: string): vscode.Uri {
  const uri = vscode.Uri.parse(value);
  return isExport(uri.path) && uri.scheme !== DECODED_SCHEME ? decodedUri(uri) : uri;
}

export function isDecoded(uri: vscode.Uri): boolean {
  return uri.scheme === DECODED_SCHEME;
}
