import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { MAX_BYTES } from '../read-text.js';
import { Access } from './access.js';
import { ChangeFeed } from './changes.js';
import type { FlowFiles } from './flow-files.js';
import { HEADERS } from './headers.js';
import type { PageFile } from './page-files.js';

/** This machine only. */
const INTERFACE = '127.0.0.1';

export interface DesignerServer {
  readonly port: number;
  /** With the token. */
  readonly address: string;
  /** For one visit: what a command line may show. */
  visit(): string;
  close(): Promise<void>;
}

/** Listens on a port, 0 for any that is free; rejects with the system's error when that is not possible. */
export async function startDesigner(
  files: FlowFiles,
  page: ReadonlyMap<string, PageFile>,
  wanted: number,
): Promise<DesignerServer> {
  const feed = new ChangeFeed(files);
  const server = createServer();
  const port = await listen(server, wanted);
  const access = new Access(port);
  const answers = new Answers(access, files, feed, page);
  server.on('request', (request, response) => void answers.give(request, response));
  const at = (word: string) => `http://${INTERFACE}:${port}/?token=${word}`;
  return {
    port,
    address: at(access.token),
    visit: () => at(access.ticket()),
    close: () =>
      new Promise((resolve) => {
        feed.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, INTERFACE, () => {
      server.off('error', reject);
      const address = server.address();
      // A server that listens on a port has an address with it.
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

class Answers {
  readonly #access: Access;
  readonly #files: FlowFiles;
  readonly #feed: ChangeFeed;
  readonly #page: ReadonlyMap<string, PageFile>;

  constructor(access: Access, files: FlowFiles, feed: ChangeFeed, page: ReadonlyMap<string, PageFile>) {
    this.#access = access;
    this.#files = files;
    this.#feed = feed;
    this.#page = page;
  }

  async give(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: Answer | undefined;
    try {
      answer = await this.#answer(request, response);
    } catch {
      // The reason may quote a file.
      answer = refused(500, 'The server could not answer.');
    }
    if (!answer || response.destroyed) return;
    const { status, type, body, headers } = answer;
    response.writeHead(status, { ...HEADERS, 'Content-Type': type, ...headers });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  /** Undefined: the answer goes on by itself. */
  async #answer(request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> {
    const method = request.method ?? '';
    const refusal = this.#access.refusal({ method, headers: request.headers });
    if (refusal !== undefined) return refused(403, refusal);
    const url = urlOf(request);
    if (!url) return refused(400, 'This is no address.');
    const word = url.searchParams.get('token');
    if (url.pathname === '/' && word !== null && method === 'GET') return this.#enter(word);
    if (!this.#access.isKnown({ method, headers: request.headers })) return refused(403, NO_TOKEN);
    if (url.pathname === '/api/file') return this.#file(request, method, url.searchParams.get('path') ?? '');
    if (method !== 'GET' && method !== 'HEAD') return refused(405, 'This can only be read.');
    if (url.pathname === '/api/files') return json(200, { folders: this.#files.folders, files: this.#files.list() });
    if (url.pathname === '/api/changes') return this.#follow(response);
    const file = this.#page.get(url.pathname);
    return file ? { status: 200, type: file.type, body: file.bytes } : refused(404, 'There is nothing here.');
  }

  /** The token leaves the address at once, so that neither history nor bookmarks keep it. */
  #enter(word: string): Answer {
    const cookie = this.#access.admit(word);
    if (cookie === undefined) return refused(403, NO_TOKEN);
    return { status: 303, type: PLAIN, body: '', headers: { Location: '/', 'Set-Cookie': cookie } };
  }

  #follow(response: ServerResponse): undefined {
    response.writeHead(200, { ...HEADERS, 'Content-Type': 'text/event-stream' });
    this.#feed.follow(response);
  }

  async #file(request: IncomingMessage, method: string, path: string): Promise<Answer> {
    if (method === 'GET') {
      const read = this.#files.read(path);
      return json('problem' in read ? 404 : 200, read);
    }
    if (method !== 'PUT') return refused(405, 'A file can be read and saved.');
    const wanted = savingOf(await bodyOf(request));
    if (!wanted) return refused(400, 'Saving takes a text and the version that it is based on.');
    const saved = await this.#files.save(path, wanted.text, wanted.base);
    if (!('problem' in saved)) return json(200, saved);
    return json(saved.version === undefined ? 422 : 409, saved);
  }
}

const PLAIN = 'text/plain; charset=utf-8';
const NO_TOKEN = 'The address is not complete: open the one that keytrace has printed, with its token.';

function json(status: number, value: object): Answer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) };
}

function refused(status: number, problem: string): Answer {
  return { status, type: PLAIN, body: `${problem}\n` };
}

function urlOf({ url = '' }: IncomingMessage): URL | undefined {
  // Only the path counts: the host has been checked.
  return url.startsWith('/') && URL.canParse(url, 'http://127.0.0.1') ? new URL(url, 'http://127.0.0.1') : undefined;
}

/** JSON escapes may take six times the place. */
const MAX_BODY = MAX_BYTES * 2;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function savingOf(body: string): { readonly text: string; readonly base: string } | undefined {
  try {
    const { text, base } = JSON.parse(body);
    return typeof text === 'string' && typeof base === 'string' ? { text, base } : undefined;
  } catch {
    return undefined;
  }
}
