import type * as vscode from 'vscode';
import { activateKeytrace, type KeytraceApi } from '../client.js';
import type { Connect } from './language-server.js';
import { provideTasks } from './tasks.js';

/** The server is a process of its own. The client's library is loaded with the first flow. */
const connect: Connect = async (context, options) => {
  const { LanguageClient, TransportKind } = await import('vscode-languageclient/node');
  const server = { module: context.asAbsolutePath('dist/server.cjs'), transport: TransportKind.ipc };
  return { client: new LanguageClient('keytrace', 'Keytrace', { run: server, debug: server }, options) };
};

let api: KeytraceApi | undefined;

export function activate(context: vscode.ExtensionContext): KeytraceApi {
  context.subscriptions.push(provideTasks(context));
  api = activateKeytrace(context, connect);
  return api;
}

export function deactivate(): Promise<void> | undefined {
  return api?.stop();
}
