import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One of the files that the page consists of. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
  '.svg': 'image/svg+xml',
};

/** Everything in the page's folder and the language server beside it, by address. What is not in here does not exist. */
export function loadPage(folder: string, worker: string): ReadonlyMap<string, PageFile> {
  const names = readdirSync(folder).filter((name) => TYPES[path.extname(name)] !== undefined);
  const files = names.map((name) => [`/${name}`, pageFile(path.join(folder, name))] as const);
  const byAddress = new Map([...files, ['/worker.js', pageFile(worker)] as const]);
  const page = byAddress.get('/index.html');
  if (page) byAddress.set('/', page);
  return byAddress;
}

function pageFile(file: string): PageFile {
  return { type: TYPES[path.extname(file)] ?? 'application/octet-stream', bytes: readFileSync(file) };
}
