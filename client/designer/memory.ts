import { PANES, type Panes, type ThemeChoice } from './state.js';

/** What the page remembers of the last visit: how things were arranged, never a text. */
export interface Remembered {
  readonly panes: Panes;
  readonly theme: ThemeChoice;
  /** Addresses. */
  readonly tabs: readonly string[];
  readonly active: string | undefined;
  readonly lit: string | undefined;
  /** Of the graph; opaque. */
  readonly graph: unknown;
}

/** Where it is kept; `localStorage` has this shape. */
export interface Storage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const KEY = 'keytrace.designer';
const THEMES: readonly string[] = ['system', 'light', 'dark', 'hc', 'hc-light'];

const NOTHING: Remembered = {
  panes: PANES,
  theme: 'system',
  tabs: [],
  active: undefined,
  lit: undefined,
  graph: undefined,
};

/** What was kept; whatever of it is not of our making, or of an older version, counts as never kept. */
export function remembered(storage: Storage): Remembered {
  const kept = parsed(storage);
  if (!isRecord(kept)) return NOTHING;
  const { panes, theme, tabs, active, lit, graph } = kept;
  return {
    panes: panesOf(panes),
    theme: isOneOf(THEMES, theme) ? (theme as ThemeChoice) : NOTHING.theme, // it is one of the list
    tabs: Array.isArray(tabs) ? tabs.filter((one): one is string => typeof one === 'string') : [],
    active: typeof active === 'string' ? active : undefined,
    lit: typeof lit === 'string' ? lit : undefined,
    graph,
  };
}

export function remember(storage: Storage, what: Remembered): void {
  try {
    storage.setItem(KEY, JSON.stringify(what));
  } catch {
    // A full or forbidden store costs the arrangement, nothing else.
  }
}

function parsed(storage: Storage): unknown {
  try {
    return JSON.parse(storage.getItem(KEY) ?? 'null');
  } catch {
    return undefined;
  }
}

function panesOf(value: unknown): Panes {
  if (!isRecord(value)) return PANES;
  const size = (name: 'editorWidth' | 'listHeight') => {
    const kept = value[name];
    return typeof kept === 'number' && Number.isFinite(kept) && kept > 0 ? kept : PANES[name];
  };
  const isShown = (name: 'hasEditor' | 'hasGraph' | 'hasList') => value[name] !== false;
  return {
    editorWidth: size('editorWidth'),
    listHeight: size('listHeight'),
    hasEditor: isShown('hasEditor') || !isShown('hasGraph'),
    hasGraph: isShown('hasGraph'),
    hasList: isShown('hasList'),
    narrow: value.narrow === 'editor' ? 'editor' : 'graph',
  };
}

function isOneOf(words: readonly string[], value: unknown): boolean {
  return typeof value === 'string' && words.includes(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
