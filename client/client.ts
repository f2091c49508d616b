import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { SourceNode } from './secure-data-tree.js';
import { ALL_COMMANDS } from './vscode/commands/all.js';
import { showExportsDecoded } from './vscode/decoded-exports.js';
import { FlowWatch } from './vscode/flow-watch.js';
import { GraphPanel } from './vscode/graph-panel.js';
import { type Connect, LanguageServer } from './vscode/language-server.js';
import { provideRulePages } from './vscode/rule-pages.js';
import { SecureDataView } from './vscode/secure-data-view.js';
import { StatusItem } from './vscode/status-item.js';

/** What `activate` gives to tests and to other extensions. */
export interface KeytraceApi {
  /** Undefined until there is a flow, or a command needs the server. */
  readonly client: BaseLanguageClient | undefined;
  /** Starts the server unless it runs; resolves when it answers. */
  start(): Promise<BaseLanguageClient>;
  /** The tree "Secure data", brought up to date. */
  secureData(): Promise<readonly SourceNode[]>;
  /** The version of the graph that is shown; undefined while there is none to be seen. */
  readonly graphVersion: number | undefined;
  /** Ends the server. */
  stop(): Promise<void>;
}

/** Puts the extension together. Nothing is started before there is a flow, or somebody asks. */
export function activateKeytrace(context: vscode.ExtensionContext, connect: Connect): KeytraceApi {
  const server = new LanguageServer(context, connect);
  const flows = new FlowWatch();
  const view = new SecureDataView(server);
  const graph = new GraphPanel(context, server);
  const parts = { context, server, flows, view, graph };
  context.subscriptions.push(
    server,
    flows,
    view,
    graph,
    new StatusItem(server, flows),
    showExportsDecoded(),
    provideRulePages(server),
    ...ALL_COMMANDS.map(({ id, run }) => vscode.commands.registerCommand(id, (...given) => run(parts, ...given))),
    // The reason is in the log and in the status item.
    flows.onDidFind(() => void server.start().catch(() => {})),
  );
  flows.watch();
  return {
    get client() {
      return server.client;
    },
    start: () => server.start(),
    secureData: async () => {
      await view.refresh();
      return view.roots;
    },
    get graphVersion() {
      return graph.shownVersion;
    },
    stop: () => server.stop(),
  };
}
