/** What the extension asks of the browser. This file alone knows `chrome` and `browser`; a test brings an object of this shape. */
export interface BrowserApi {
  readonly tabs: Tabs;
  readonly permissions: Permissions;
  readonly storage: { readonly local: Kept; readonly session: Kept };
  readonly runtime: Runtime;
  readonly action: Action;
  readonly signIn: SignIn;
}

export interface Tab {
  readonly id: number;
  readonly windowId: number;
  /** Undefined as long as the browser does not tell it: no permission for its host, and no click on our button. */
  readonly address: string | undefined;
}

export interface Tabs {
  /** The tab in front of the window that asks. */
  current(): Promise<Tab | undefined>;
  /** Calls back when another tab comes to the front, or shows another address; returns how to end it. */
  onChange(listener: () => void): () => void;
  /** Calls back with every tab that shows another address. */
  onNavigated(listener: (tab: Tab) => void): () => void;
  open(address: string): Promise<void>;
  /** The tab as it is now; undefined when it was closed. */
  get(id: number): Promise<Tab | undefined>;
}

/** Hosts as patterns, such as 'https://api.github.com/*', and names that the manifest calls optional. */
export interface Rights {
  readonly origins: readonly string[];
  readonly names: readonly string[];
}

export interface Permissions {
  has(origins: readonly string[]): Promise<boolean>;
  /** Has to be the first thing that a click does: the browser asks nobody later. False when it was refused. */
  request(rights: Rights): Promise<boolean>;
  /** False when the browser does not take them back. */
  remove(rights: Rights): Promise<boolean>;
  granted(): Promise<Rights>;
  /** Calls back when something was granted or taken back, wherever that was done. */
  onChange(listener: () => void): () => void;
}

/** What outlives a page: `local` until it is removed, `session` until the browser is closed, and never on disk. */
export interface Kept {
  /** Undefined when there is nothing; what comes back may be of any make. */
  get(key: string): Promise<unknown>;
  /** Plain data only. */
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
  keys(): Promise<readonly string[]>;
  /** Calls back with the names of what has changed. */
  onChange(listener: (keys: readonly string[]) => void): () => void;
}

/** One end of a conversation between a page and the background. Messages are plain data. */
export interface Line {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other end has gone. */
  onEnd(listener: () => void): void;
  end(): void;
}

export interface Runtime {
  /** The whole address of a file of the extension. */
  address(file: string): string;
  version(): string;
  /** From a page to the background. */
  connect(name: string): Line;
  /** In the background; has to be called at once when the script starts. */
  onConnect(name: string, listener: (line: Line) => void): void;
}

/** The extension's button. */
export interface Action {
  /** In the background; the click lets the browser tell the address of the tab. */
  onClick(listener: (tab: Tab) => void): void;
  /** Opens the side panel, or the sidebar; only inside of a click. */
  openPanel(windowId: number): Promise<void>;
  badge(tabId: number, text: string, title: string): Promise<void>;
}

export interface SignIn {
  /** What has to be registered with the service. */
  redirect(): string;
  /** Shows a page of the service; resolves to the address to which it sends back. Rejects when somebody closes it. */
  ask(address: string): Promise<string>;
}

/** Firefox's own part; the types know Chromium only. */
interface Sidebar {
  open(): Promise<void>;
}

type Native = typeof chrome & { readonly sidebarAction?: Sidebar };

/** The one of the browser that runs us. */
export function browserApi(): BrowserApi {
  // Firefox calls it `browser`; Chromium calls it `chrome`, and lately both.
  const { browser: named = undefined } = globalThis as { browser?: typeof chrome };
  const native: Native = named ?? chrome;
  return {
    tabs: tabsOf(native),
    permissions: permissionsOf(native),
    storage: { local: keptIn(native.storage.local), session: keptIn(native.storage.session) },
    runtime: runtimeOf(native),
    action: actionOf(native),
    signIn: {
      // Looked up late: in Chromium `identity` is there only after it was granted. What it will say is known before.
      redirect: () => native.identity?.getRedirectURL() ?? `https://${native.runtime.id}.chromiumapp.org/`,
      ask: async (url) => {
        const back = await native.identity.launchWebAuthFlow({ url, interactive: true });
        if (back === undefined) throw new Error('The sign-in was closed.');
        return back;
      },
    },
  };
}

function tabsOf({ tabs, windows }: Native): Tabs {
  return {
    async current() {
      const [tab] = await tabs.query({ active: true, currentWindow: true });
      return tab && toTab(tab);
    },
    onChange(listener) {
      const updated = (_id: number, change: chrome.tabs.OnUpdatedInfo) => {
        if (change.url !== undefined || change.status !== undefined) listener();
      };
      const ends = [
        listening(tabs.onActivated, () => listener()),
        listening(tabs.onUpdated, updated),
        listening(tabs.onRemoved, () => listener()),
        listening(windows.onFocusChanged, () => listener()),
      ];
      return together(ends);
    },
    onNavigated: (listener) =>
      listening(tabs.onUpdated, (_id: number, change: chrome.tabs.OnUpdatedInfo, tab: chrome.tabs.Tab) => {
        const shown = toTab(tab);
        if (shown && (change.url !== undefined || change.status === 'complete')) listener(shown);
      }),
    async open(url) {
      await tabs.create({ url });
    },
    async get(id) {
      // A tab that was closed is an error to the browser.
      const tab = await tabs.get(id).catch(() => undefined);
      return tab && toTab(tab);
    },
  };
}

function toTab({ id, windowId, url }: chrome.tabs.Tab): Tab | undefined {
  return id === undefined ? undefined : { id, windowId, address: url };
}

function permissionsOf({ permissions }: Native): Permissions {
  return {
    has: (origins) => permissions.contains({ origins: [...origins] }),
    request: (rights) => permissions.request(toNative(rights)),
    remove: (rights) => permissions.remove(toNative(rights)).catch(() => false),
    async granted() {
      const { origins = [], permissions: names = [] } = await permissions.getAll();
      return { origins, names };
    },
    onChange(listener) {
      const ends = [
        listening(permissions.onAdded, () => listener()),
        listening(permissions.onRemoved, () => listener()),
      ];
      return together(ends);
    },
  };
}

function toNative({ origins, names }: Rights): chrome.permissions.Permissions {
  // The names are those of the manifest, which the browser has read; it refuses any other.
  return { origins: [...origins], permissions: [...names] as chrome.runtime.ManifestPermission[] };
}

function keptIn(area: chrome.storage.StorageArea): Kept {
  return {
    get: async (key) => (await area.get<Record<string, unknown>>(key))[key],
    set: (key, value) => area.set({ [key]: value }),
    remove: (key) => area.remove(key),
    keys: async () => Object.keys(await area.get(null)),
    onChange: (listener) => listening(area.onChanged, (changes: object) => listener(Object.keys(changes))),
  };
}

function runtimeOf({ runtime }: Native): Runtime {
  return {
    address: (file) => runtime.getURL(file),
    version: () => runtime.getManifest().version,
    connect: (name) => toLine(runtime.connect({ name })),
    onConnect(name, listener) {
      runtime.onConnect.addListener((port) => {
        // Other extensions have an event of their own; this guards against a page of ours in another one's frame.
        if (port.name === name && port.sender?.id === runtime.id) listener(toLine(port));
      });
    },
  };
}

function toLine(port: chrome.runtime.Port): Line {
  let isOpen = true;
  port.onDisconnect.addListener(() => {
    isOpen = false;
  });
  return {
    // Whoever speaks last may speak into a line that has just ended.
    send: (message) => isOpen && port.postMessage(message),
    onMessage: (listener) => port.onMessage.addListener(listener),
    onEnd: (listener) => port.onDisconnect.addListener(() => listener()),
    end() {
      isOpen = false;
      port.disconnect();
    },
  };
}

function actionOf({ action, sidePanel, sidebarAction }: Native): Action {
  return {
    onClick(listener) {
      action.onClicked.addListener((tab) => {
        const shown = toTab(tab);
        if (shown) listener(shown);
      });
    },
    openPanel: (windowId) => (sidebarAction ? sidebarAction.open() : sidePanel.open({ windowId })),
    async badge(tabId, text, title) {
      await Promise.all([action.setBadgeText({ tabId, text }), action.setTitle({ tabId, title })]);
    },
  };
}

function together(ends: readonly (() => void)[]): () => void {
  return () => {
    for (const end of ends) end();
  };
}

interface Event<L> {
  addListener(listener: L): void;
  removeListener(listener: L): void;
}

function listening<L>(event: Event<L>, listener: L): () => void {
  event.addListener(listener);
  return () => event.removeListener(listener);
}
