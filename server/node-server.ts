import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'vscode-languageserver';
import { version } from '../package.json';
import { MAX_BYTES, readText } from './cli/read-text.js';
import { CANDIDATE, SKIPPED_FOLDERS } from './core/config/candidates.js';
import type { Host } from './lsp/host.js';
import { startServer } from './lsp/server.js';

/** Serves a client of a Node process: files are read from disk. */
export function serve(connection: Connection): void {
  startServer(connection, nodeHost, { version });
}

const nodeHost: Host = {
  readFile: readUri,
  listFiles,
  today: () => new Date().toISOString().slice(0, 10),
  docsUrl: new URL('..', import.meta.url).href,
};

async function readUri(uri: string): Promise<string | undefined> {
  try {
    const path = fileURLToPath(uri);
    if ((await stat(path)).size > MAX_BYTES) return undefined;
    const read = readText(await readFile(path));
    return 'text' in read ? read.text : undefined;
  } catch {
    // Gone, not allowed, or not a file at all.
    return undefined;
  }
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
