import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../package.json';
import type { Host } from './lsp/host.js';
import {
  type FileOnDisk,
  LIST_FILES,
  type ListFilesParams,
  READ_FILE,
  type ReadFileAnswer,
  type ReadFileParams,
} from './lsp/protocol.js';
import { measured } from './lsp/report-files.js';
import { startServer } from './lsp/server.js';

// A worker has its messages on the global object; the library types know only the window's.
const port = globalThis as unknown as ConstructorParameters<typeof BrowserMessageReader>[0];
const connection = createConnection(new BrowserMessageReader(port), new BrowserMessageWriter(port));

/** A worker has no files: the client reads for it, if it can. */
async function ask<P, R>(method: string, params: P, neutral: R): Promise<R> {
  try {
    return (await connection.sendRequest<R | null>(method, params)) ?? neutral;
  } catch {
    return neutral;
  }
}

/** Not every client knows more than the text. */
async function fileOnDisk(uri: string): Promise<FileOnDisk | undefined> {
  const answer = await ask<ReadFileParams, ReadFileAnswer>(READ_FILE, { uri, wantsFacts: true }, null);
  return typeof answer === 'string' ? measured(answer) : (answer ?? undefined);
}

const host: Host = {
  readFile: (uri) => ask<ReadFileParams, string | undefined>(READ_FILE, { uri }, undefined),
  fileOnDisk,
  today: () => new Date().toISOString().slice(0, 10),
  listFiles: (folder) => ask<ListFilesParams, readonly string[]>(LIST_FILES, { folder }, []),
};

startServer(connection, host, { version });
