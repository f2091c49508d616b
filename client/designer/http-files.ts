import { pathOf, uriOf } from './file-address.js';
import type { FileChanges, FileEntry, Files, FilesListener, FileText, Listing, Saved } from './files.js';

const UNREACHABLE =
  'The server does not answer. If it was stopped, start it again and open the address that it prints.';

/** The files of `keytrace serve`, which this page comes from. */
export function httpFiles(): Files {
  return {
    list: async () => {
      const { folders, files } = await asked<{ folders: string[]; files: { path: string }[] }>('api/files');
      return toListing(folders, files);
    },
    read: (uri) => asked<FileText>(fileAddress(uri)),
    save,
    watch,
  };
}

function toListing(folders: readonly string[], files: readonly { readonly path: string }[]): Listing {
  return {
    folders: folders.map((name) => ({ uri: uriOf(name), name })),
    files: files.map(({ path }): FileEntry => ({ uri: uriOf(path), path })),
  };
}

function fileAddress(uri: string): string {
  return `api/file?path=${encodeURIComponent(pathOf(uri))}`;
}

async function save(uri: string, text: string, base: string): Promise<Saved> {
  const init = { method: 'PUT', body: JSON.stringify({ text, base }) };
  const response = await reached(fileAddress(uri), init);
  if (response.status === 409) return { status: 'conflict' };
  const { version } = await answerOf<{ version: string }>(response);
  return { status: 'saved', version };
}

function watch({ changed, reachable }: FilesListener): () => void {
  const source = new EventSource('api/changes');
  source.onopen = () => reachable(true);
  // The browser tries again by itself, but not after a refusal, as by a server that was started anew.
  source.onerror = () => reachable(false);
  source.onmessage = ({ data }) => changed(toChanges(JSON.parse(data)));
  return () => source.close();
}

function toChanges({ added, changed, gone }: FileChanges): FileChanges {
  return { added: added.map(uriOf), changed: changed.map(uriOf), gone: gone.map(uriOf) };
}

async function asked<T>(address: string): Promise<T> {
  return answerOf<T>(await reached(address));
}

async function reached(address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch {
    throw new Error(UNREACHABLE);
  }
}

/** Our own server's answers have the shape that is asked for, or a sentence. */
async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const text = await response.text();
  throw new Error(problemIn(text) ?? UNREACHABLE);
}

function problemIn(text: string): string | undefined {
  try {
    const { problem } = JSON.parse(text);
    return typeof problem === 'string' ? problem : undefined;
  } catch {
    return text.trim() === '' ? undefined : text.trim();
  }
}
