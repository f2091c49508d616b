import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { version } from '../package.json';
import { reasonOf } from './cli/io-error.js';
import { MAX_BYTES, readText, tooLarge } from './cli/read-text.js';
import { CANDIDATE, SKIPPED_FOLDERS } from './core/config/candidates.js';
import type { Host } from './lsp/host.js';
import type { FileOnDisk } from './lsp/protocol.js';
import { startServer } from './lsp/server.js';

/** Serves a client of a Node process: files are read from disk. */
export function serve(connection: Connection): void {
  startServer(connection, nodeHost, { version });
}

/** The disk of this machine. */
export const nodeHost: Host = {
  readFile: async (uri) => (await fileOnDisk(uri))?.text,
  fileOnDisk,
  listFiles,
  today: () => new Date().toISOString().slice(0, 10),
  docsUrl: new URL('..', import.meta.url).href,
};

async function fileOnDisk(uri: string): Promise<FileOnDisk | undefined> {
  const failed = (failure: string, bytes: number) => ({ text: undefined, bytes, failure, repair: '' });
  try {
    const path = fileURLToPath(uri);
    const { size } = await stat(path);
    if (size > MAX_BYTES) return failed(tooLarge(size), size);
    const content = await readFile(path);
    const read = readText(content);
    if ('failure' in read) return failed(read.failure, content.length);
    return { text: read.text, bytes: content.length, failure: '', repair: read.problem };
  } catch (error) {
    return isFileOf(error) ? failed(reasonOf(error), 0) : undefined;
  }
}

/** False for what is gone, and for addresses of something else than a file. */
function isFileOf(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code !== 'ENOENT' && !code.startsWith('ERR_');
}

/** Links are not followed: an editor lists their targets under their own names, and none leaves the folder. */
async function listFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [folder.replace(/\/*$/, '/')];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await entriesOf(next)) {
      const { href } = new URL(`./${encodeURIComponent(entry.name)}`, next);
      if (entry.isDirectory() && !SKIPPED_FOLDERS.has(entry.name)) waiting.push(`${href}/`);
      else if (entry.isFile() && CANDIDATE.test(entry.name)) found.push(href);
    }
  }
  return found;
}

async function entriesOf(folder: string) {
  try {
    return await readdir(fileURLToPath(folder), { withFileTypes: true });
  } catch {
    return [];
  }
}
