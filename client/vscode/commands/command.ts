import type * as vscode from 'vscode';
import type { FlowWatch } from '../flow-watch.js';
import type { GraphPanel } from '../graph-panel.js';
import type { LanguageServer } from '../language-server.js';
import type { SecureDataView } from '../secure-data-view.js';

/** What commands work with. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly server: LanguageServer;
  readonly flows: FlowWatch;
  readonly view: SecureDataView;
  readonly graph: GraphPanel;
}

/** One command. Its title and where it is offered stand in the manifest, under the same id. */
export interface Command {
  readonly id: string;
  run(parts: Parts, ...given: unknown[]): unknown;
}
