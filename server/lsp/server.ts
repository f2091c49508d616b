import type { Connection, InitializeParams } from 'vscode-languageserver';
import { capabilitiesFor } from './capabilities.js';
import { Diagnostics } from './diagnostics.js';
import { Files } from './files.js';
import { guard } from './guard.js';
import { HANDLERS } from './handlers/all.js';
import type { Host } from './host.js';
import { chooseEncoding } from './positions.js';
import type { InitializationOptions } from './protocol.js';
import { Refresh } from './refresh.js';
import { Scan } from './scan.js';
import { Session } from './session.js';
import { letMessagesThrough } from './turn.js';
import { warmUp } from './warm-up.js';

export interface ServerOptions {
  readonly version: string;
  /** Tests want to see the errors of handlers instead of neutral answers. */
  readonly rethrows?: boolean;
}

/** Serves one client over a connection that is not listening yet. */
export function startServer(connection: Connection, host: Host, { version, rethrows = false }: ServerOptions): void {
  const session: Session = new Session(connection, host, {
    rethrows,
    log: (line) => connection.console.error(line),
    answered: () => {
      session.answers++;
    },
  });
  const diagnostics = new Diagnostics(session);
  const refresh = new Refresh(session, () => diagnostics.isPush);
  diagnostics.onOthersChanged = () => refresh.soon();
  const files = new Files(session, diagnostics, new Scan(session, diagnostics));
  let folders: readonly string[] = [];
  session.productVersion = version;

  connection.onInitialize((params) => {
    const options = optionsOf(params);
    session.client = params.capabilities;
    session.clientCommands = new Set(Array.isArray(options.commands) ? options.commands : []);
    session.encoding = chooseEncoding(params.capabilities.general?.positionEncodings);
    session.settings.setClient(options.settings);
    session.settings.docsUrl = options.docsUrl ?? session.settings.docsUrl;
    diagnostics.isPush = isPush(params, options);
    folders = foldersOf(params);
    session.isScanWanted = options.scan !== false;
    return { serverInfo: { name: 'Keytrace', version }, capabilities: capabilitiesFor(session, diagnostics.isPush) };
  });
  for (const register of HANDLERS) register(session, diagnostics);
  files.listen();
  connection.onInitialized(
    guard(session.watch, 'start', undefined, async () => {
      session.started = files.start(folders);
      await session.started;
      // Whoever works already warms up better than a sample does.
      await warmUp(() => session.documents.all().length === 0, letMessagesThrough);
    }),
  );
  session.documents.listen(connection);
  connection.listen();
}

function optionsOf({ initializationOptions: given }: InitializeParams): InitializationOptions {
  return typeof given === 'object' && given !== null ? given : {};
}

/** A client that knows only one way gets that one. */
function isPush({ capabilities: { textDocument } }: InitializeParams, { diagnostics }: InitializationOptions): boolean {
  if (!textDocument?.diagnostic) return true;
  return diagnostics === undefined ? textDocument.publishDiagnostics !== undefined : diagnostics === 'push';
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): string[] {
  if (workspaceFolders) return workspaceFolders.map(({ uri }) => uri);
  return rootUri ? [rootUri] : [];
}
