import type { BrowserApi, Tab } from '../../../client/browser/api.js';
import { DoorProblem, type Fetched, type WebPlace } from '../../../client/browser/doors/door.js';
import type { ServerPort } from '../../../client/browser/panel/analysis.js';
import { PanelSession } from '../../../client/browser/panel/session.js';
import { EMPTY, placeNamed } from './support.js';

/** A browser with one panel, in which a test does what people do. */
export interface FakePanel {
  readonly session: PanelSession;
  /** The tab in front; undefined when there is none. */
  front: Tab | undefined;
  readonly tabs: Map<number, Tab>;
  allowed: boolean;
  readonly asked: string[][];
  readonly loads: Load[];
  readonly servers: FakeServer[];
  /** What the newest server finds; by default nothing. */
  answer: (texts: readonly string[]) => unknown;
  /** Servers say nothing any more. */
  isStuck: boolean;
  changeTabs(): Promise<void>;
  changePermissions(): Promise<void>;
  /** Keeps something in session storage, or removes it; another page has done so. */
  changeSession(key: string, value: unknown): Promise<void>;
}

/** One load, which ends as the test wants. */
export interface Load {
  readonly place: WebPlace;
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
  bring(fetched: Fetched): void;
  fail(error: Error): void;
}

export const NOW = 1_700_000_000_000;

/** Addresses `https://github.com/<name>` are places called so, `https://other` is none. */
export function fakePanel(): FakePanel {
  const tabListeners: (() => void)[] = [];
  const permissionListeners: (() => void)[] = [];
  const sessionListeners: ((keys: readonly string[]) => void)[] = [];
  const session = new Map<string, unknown>();
  const panel = {
    front: { id: 1, windowId: 1, address: 'https://github.com/card' },
    tabs: new Map<number, Tab>(),
    allowed: true,
    asked: [],
    loads: [],
    servers: [],
    answer: () => EMPTY,
    isStuck: false,
    changeTabs: () => told(tabListeners),
    changePermissions: () => told(permissionListeners),
    changeSession(key: string, value: unknown) {
      if (value === undefined) session.delete(key);
      else session.set(key, value);
      return told(sessionListeners, [key]);
    },
  } as unknown as FakePanel & { session: PanelSession }; // the session needs the rest of it
  const api = {
    tabs: {
      current: async () => panel.front,
      get: async (id: number) => panel.tabs.get(id) ?? (panel.front?.id === id ? panel.front : undefined),
      onChange: (listener: () => void) => listening(tabListeners, listener),
    },
    permissions: {
      has: async () => panel.allowed,
      request: async ({ origins }: { origins: string[] }) => {
        panel.asked.push(origins);
        return panel.allowed;
      },
      onChange: (listener: () => void) => listening(permissionListeners, listener),
    },
    storage: {
      session: {
        get: async (key: string) => session.get(key),
        onChange: (listener: (keys: readonly string[]) => void) => listening(sessionListeners, listener),
      },
    },
  };
  panel.session = new PanelSession({
    api: api as unknown as BrowserApi, // what is not here is not used, and fails
    recognise: (address) => {
      const [, name] = /^https:\/\/github\.com\/(.+)$/.exec(address) ?? [];
      return name === undefined ? undefined : placeNamed(name);
    },
    load: (place, signal, progress) =>
      new Promise((bring, fail) => {
        signal.addEventListener('abort', () => fail(new DoorProblem('cancelled', '')));
        panel.loads.push({ place, signal, progress, bring, fail });
      }),
    server: (failed) => {
      const server = fakeServer(
        failed,
        () => panel.isStuck,
        (texts) => panel.answer(texts),
      );
      panel.servers.push(server);
      return server;
    },
    now: () => NOW,
  });
  return panel;
}

function listening<L>(listeners: L[], listener: L): () => void {
  listeners.push(listener);
  return () => void listeners.splice(listeners.indexOf(listener), 1);
}

async function told<A extends unknown[]>(listeners: readonly ((...given: A) => void)[], ...given: A): Promise<void> {
  for (const listener of listeners) listener(...given);
  await settled();
}

/** Everything that does not wait for the test has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setTimeout(resolve, 0));
}

export interface FakeServer extends ServerPort {
  isEnded: boolean;
  readonly opened: string[];
  crash(): void;
}

interface Message {
  readonly id?: number;
  readonly method: string;
  readonly params: { readonly textDocument?: { readonly text: string } };
}

function fakeServer(
  failed: () => void,
  isStuck: () => boolean,
  answer: (texts: readonly string[]) => unknown,
): FakeServer {
  const listeners = new Set<(event: { readonly data: unknown }) => void>();
  const server: FakeServer = {
    isEnded: false,
    opened: [],
    crash: failed,
    terminate: () => {
      server.isEnded = true;
    },
    addEventListener: (_type, listener) => void listeners.add(listener),
    removeEventListener: (_type, listener) => void listeners.delete(listener),
    postMessage(message) {
      const { id, method, params } = message as Message;
      if (method === 'textDocument/didOpen') server.opened.push(params.textDocument?.text ?? '');
      if (id === undefined || isStuck()) return;
      const result = resultOf(method, server.opened, answer);
      queueMicrotask(() => {
        for (const listener of listeners) listener({ data: { jsonrpc: '2.0', id, result } });
      });
    },
  };
  return server;
}

function resultOf(method: string, opened: readonly string[], answer: (texts: readonly string[]) => unknown): unknown {
  switch (method) {
    case 'initialize':
      return { capabilities: {}, serverInfo: { name: 'Keytrace', version: '1.0' } };
    case 'keytrace/graphView':
      return { version: 1, documents: [], content: '', view: answer(opened) };
    default:
      return `report of ${opened.length} files`;
  }
}
