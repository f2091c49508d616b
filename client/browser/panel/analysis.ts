import type { GraphView } from '../../../server/core/ide/graph-view/graph-view.js';
import { COMMANDS, GRAPH_VIEW, type GraphViewAnswer } from '../../../server/lsp/protocol.js';
import { prepareLanguageServer, type Running, type ServerNeeds } from '../../designer/bridge/language-server.js';
import { uriOf } from '../../designer/file-address.js';
import type { Port } from '../../designer/rpc.js';
import { filesOf } from '../designer/web-files.js';
import type { FetchedFile } from '../doors/door.js';

/** One state of the files, as the language server sees it. Plain data. */
export interface Analysed {
  readonly view: GraphView;
  /** SHA-256 of the flows. */
  readonly content: string;
  /** 'Keytrace 0.1.0'. */
  readonly madeWith: string;
  /** Pages in the web by the address that the view uses; '{line}' in them is the number of a line. */
  readonly pages: ReadonlyMap<string, string>;
}

/** A language server that can be ended. */
export interface ServerPort extends Port {
  terminate(): void;
}

/** A server with one state of the files. */
export interface Analysis extends Analysed {
  /** 'sarif', 'json' or 'html', as the command line prints it. */
  report(format: string): Promise<string>;
  end(): void;
}

/** The folder's name in addresses; the same for both states of a change, so that their findings can be compared. */
const FOLDER = 'fetched';

/**
 * Has a server of its own look at one state. Two states never share one: flows of the same name would answer for each
 * other, and a leak that one state has closed would come back through the other.
 */
export async function analyse(files: readonly FetchedFile[], server: ServerPort): Promise<Analysis> {
  const source = filesOf(FOLDER, files);
  const { folders, files: entries } = await source.list();
  const needs: ServerNeeds = {
    readFile: async (uri) => (await source.read(uri).catch(() => undefined))?.text,
    // Every file is opened below: a scan would not say when it has come to its end.
    listFiles: async () => [],
    diagnosed: () => {},
    applyEdit: async () => false,
    showDocument: async () => false,
    refresh: () => {},
  };
  const running = await prepareLanguageServer(server, needs).begin(folders);
  for (const { uri } of entries) {
    const { text } = await source.read(uri);
    running.rpc.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
  }
  const { view, content } = await running.rpc.request<GraphViewAnswer>(GRAPH_VIEW, {});
  const pages = new Map(entries.flatMap(({ uri }, at) => pageOf(uri, files[at])));
  return {
    view,
    content,
    madeWith: running.name,
    pages,
    report: (format) => report(running, format, uriOf(FOLDER)),
    end: ending(running, server),
  };
}

function pageOf(uri: string, file: FetchedFile | undefined): readonly (readonly [string, string])[] {
  return file?.page === undefined ? [] : [[uri, file.page]];
}

/** Paths in it are those of the place that the files come from. */
async function report({ rpc }: Running, format: string, root: string): Promise<string> {
  const given = { command: COMMANDS.report, arguments: [{ format, root }] };
  const text = await rpc.request<unknown>('workspace/executeCommand', given);
  if (typeof text === 'string') return text;
  throw new Error('The report could not be made.');
}

function ending({ rpc }: Running, server: ServerPort): () => void {
  return () => {
    rpc.end('The analysis was ended.');
    server.terminate();
  };
}
