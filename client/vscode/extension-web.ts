import * as vscode from 'vscode';
import { activateKeytrace, type KeytraceApi } from '../client.js';
import type { Connect } from './language-server.js';

/** Of the page's own types only this one is needed. */
declare const Worker: new (
  url: string,
) => ConstructorParameters<typeof import('vscode-languageclient/browser').LanguageClient>[2];

/** The server is a worker. It gets the worker itself: some hosts do not know one that a function returns. */
const connect: Connect = async (context, options) => {
  const { LanguageClient } = await import('vscode-languageclient/browser');
  const worker = new Worker(vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').toString(true));
  return { client: new LanguageClient('keytrace', 'Keytrace', worker, options), end: () => worker.terminate() };
};

let api: KeytraceApi | undefined;

export function activate(context: vscode.ExtensionContext): KeytraceApi {
  api = activateKeytrace(context, connect);
  return api;
}

export function deactivate(): Promise<void> | undefined {
  return api?.stop();
}
