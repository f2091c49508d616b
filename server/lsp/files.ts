import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
} from 'vscode-languageserver';
import { CANDIDATE, CANDIDATE_GLOBS } from '../core/config/candidates.js';
import type { Diagnostics } from './diagnostics.js';
import { guard, placeOf } from './guard.js';
import type { Scan } from './scan.js';
import type { Session } from './session.js';

/** Follows what is opened, edited, closed and changed on disk. */
export class Files {
  readonly #session: Session;
  readonly #diagnostics: Diagnostics;
  readonly #scan: Scan;

  constructor(session: Session, diagnostics: Diagnostics, scan: Scan) {
    this.#session = session;
    this.#diagnostics = diagnostics;
    this.#scan = scan;
  }

  listen(): void {
    const { documents, connection, watch } = this.#session;
    documents.onDidOpen(({ document: { uri } }) => this.#opened(uri));
    documents.onDidChangeContent(({ document: { uri } }) => this.#changed(uri));
    documents.onDidClose(({ document: { uri } }) => this.#closed(uri).catch(this.#logged));
    connection.onDidChangeWatchedFiles(
      guard(watch, 'watched files', undefined, async ({ changes }) => {
        const gone = changes.filter(({ type }) => type === FileChangeType.Deleted);
        await this.#changedOnDisk(
          changes.map(({ uri }) => uri),
          gone.map(({ uri }) => uri),
        );
      }),
    );
    connection.onDidChangeConfiguration(
      guard(watch, 'configuration', undefined, async ({ settings }) => {
        await this.#readSettings(settings);
        await this.#scanAgain();
      }),
    );
  }

  /** The client is ready: asks for its settings, then reads the folders in the background. */
  async start(folders: readonly string[]): Promise<void> {
    this.#register();
    await this.#readSettings(undefined);
    for (const uri of folders) await this.#addFolder(uri);
  }

  /** A client that never answers must not keep the scan waiting. */
  #register(): void {
    const { workspace } = this.#session.client;
    const { connection } = this.#session;
    if (workspace?.didChangeWatchedFiles?.dynamicRegistration === true) {
      const watchers = CANDIDATE_GLOBS.map((globPattern) => ({ globPattern }));
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(this.#logged);
    }
    if (workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'keytrace' }).catch(this.#logged);
    }
    if (workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#scan.removeFolder(uri);
        for (const { uri } of added) this.#addFolder(uri).catch(this.#logged);
      });
    }
  }

  async #addFolder(uri: string): Promise<void> {
    this.#session.settings.addFolder(uri);
    await this.#scan.readConfig(uri);
    this.#diagnostics.refresh();
    if (this.#session.isScanWanted) await this.#scan.below(uri);
  }

  #opened(uri: string): void {
    const { uris } = this.#session;
    const before = uris.spelled(uri);
    // What was read from disk under another spelling is the same file.
    if (before !== uri) this.#session.setFile(before, undefined);
    uris.register(uri);
  }

  #changed(uri: string): void {
    const folder = this.#session.settings.folderOfConfig(uri);
    if (folder !== undefined) this.#configChanged(folder).catch(this.#logged);
    this.#session.touch(uri);
    this.#diagnostics.edited(uri);
  }

  /** A closed file is what it is on disk; one that is not there, or that no folder holds, is forgotten. */
  async #closed(uri: string): Promise<void> {
    const { settings, host } = this.#session;
    const isKept = settings.folders.length > 0 && settings.holds(uri);
    const text = isKept ? await host.readFile(uri) : undefined;
    if (this.#session.isOpen(uri)) return;
    this.#session.setFile(uri, text);
    this.#diagnostics.edited(uri);
  }

  async #changedOnDisk(uris: readonly string[], gone: readonly string[]): Promise<void> {
    const { settings, uris: names } = this.#session;
    for (const uri of gone) {
      // A deleted folder comes as one change.
      for (const file of this.#session.filesBelow(names.spelled(uri))) {
        if (!this.#session.isOpen(file)) this.#session.setFile(file, undefined);
      }
    }
    const folders = uris.flatMap((uri) => settings.folderOfConfig(uri) ?? []);
    for (const folder of new Set(folders)) await this.#configChanged(folder);
    this.#scan.files(uris.filter((uri) => CANDIDATE.test(uri) && settings.holds(uri) && !settings.ignores(uri)));
    this.#diagnostics.refresh();
  }

  async #configChanged(folder: string): Promise<void> {
    await this.#scan.readConfig(folder);
    await this.#scanAgain();
  }

  async #readSettings(sent: unknown): Promise<void> {
    const { client, connection, settings } = this.#session;
    if (client.workspace?.configuration === true) {
      settings.setClient(await connection.workspace.getConfiguration('keytrace'));
    } else if (typeof sent === 'object' && sent !== null && 'keytrace' in sent) settings.setClient(sent.keytrace);
    this.#session.forgetFindings();
    this.#diagnostics.refresh();
  }

  /** Other settings may hide other files. */
  async #scanAgain(): Promise<void> {
    this.#session.dropIgnored();
    if (this.#session.isScanWanted) for (const folder of this.#session.settings.folders) await this.#scan.below(folder);
    this.#diagnostics.refresh();
  }

  readonly #logged = (error: unknown): void => this.#session.watch.log(`[files] ${placeOf(error)}`);
}
