import * as vscode from 'vscode';
import type { LanguageClientOptions, Middleware } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/lsp/protocol.js';
import { COMMANDS, SHOW_PATHS, SHOW_PLACES } from '../../server/lsp/protocol.js';
import { schemesOf, selectorFor } from '../recognition.js';
import { serverSettings } from '../settings.js';
import { addressConverters } from './addresses.js';
import { askForReason } from './reason.js';
import { RULE_SCHEME } from './rule-pages.js';

/** Commands that code lenses and code actions of the server may name. */
const OFFERED = [SHOW_PLACES, SHOW_PATHS, 'keytrace.showPath', 'keytrace.explainRule'];

/** Never: a log that jumps into view is a notification. */
const REVEAL_NEVER = 4;

export function clientOptions(
  output: vscode.LogOutputChannel,
  onDiagnosed: (uri: vscode.Uri) => void,
): LanguageClientOptions {
  const settings = vscode.workspace.getConfiguration('keytrace');
  const initializationOptions: InitializationOptions = {
    settings: currentSettings(),
    diagnostics: 'push',
    docsUrl: `${RULE_SCHEME}:`,
    commands: OFFERED,
    scan: settings.get<boolean>('workspaceScan', true),
  };
  return {
    documentSelector: selectorFor(workspaceSchemes()),
    initializationOptions,
    outputChannel: output,
    revealOutputChannelOn: REVEAL_NEVER,
    uriConverters: addressConverters,
    // What hovers say comes from files that somebody else has written.
    markdown: { isTrusted: false, supportHtml: false },
    middleware: middleware(onDiagnosed),
  };
}

/** Schemes of the documents that are looked at. */
export function workspaceSchemes(): Set<string> {
  return schemesOf((vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme));
}

function currentSettings(): object {
  const settings = vscode.workspace.getConfiguration('keytrace');
  return serverSettings((name) => {
    const known = settings.inspect(name);
    const levels = [known?.globalValue, known?.workspaceValue, known?.workspaceFolderValue];
    return { value: settings.get(name), isSet: levels.some((level) => level !== undefined) };
  });
}

function middleware(onDiagnosed: (uri: vscode.Uri) => void): Middleware {
  return {
    async executeCommand(command, given, next) {
      if (command !== COMMANDS.suppress) return next(command, given);
      const [argument] = given as [object | undefined];
      if (!argument || 'reason' in argument) return next(command, given);
      const reason = await askForReason();
      return reason === undefined ? undefined : next(command, [{ ...argument, reason }]);
    },
    handleDiagnostics(uri, diagnostics, next) {
      next(uri, diagnostics);
      onDiagnosed(uri);
    },
    provideCodeLenses(document, token, next) {
      const isWanted = vscode.workspace.getConfiguration('keytrace').get<boolean>('codeLens', true);
      return isWanted ? next(document, token) : [];
    },
    workspace: {
      configuration: ({ items }) => items.map(({ section }) => (section === 'keytrace' ? currentSettings() : null)),
    },
  };
}
