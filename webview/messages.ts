import type { GraphView, PlaceView } from '../server/core/ide/graph-view/graph-view.js';

/** The four looks; a host maps its own kinds of theme to them. */
export type ThemeKind = 'light' | 'dark' | 'hc' | 'hc-light';

/** What a person has settled in the host, as far as the graph asks for it. */
export interface GraphSettings {
  /** Letters such as n, p and d are commands while the graph has the focus. */
  readonly hasLetterKeys: boolean;
  /** Nothing moves, also where the system does not ask for it. */
  readonly reducesMotion: boolean;
  /** The host can change files: without it fixes and acceptances are not offered. */
  readonly canEdit: boolean;
  /** The bar of filters is there from the start; the toolbar shows and hides it. */
  readonly showsFilters: boolean;
  /** For the title block of a data-flow diagram: SHA-256 of the texts that were read, in hexadecimal digits. */
  readonly content: string;
  /** For the same: 'Keytrace 0.1.0, taint policy 1'. */
  readonly madeWith: string;
}

/** What survives closing the view, per file. Opaque to the host, and read with suspicion: it may be old. */
export type SavedState = unknown;

/** From the host to the graph. */
export type ToView =
  /** A new state of the files; `version` only grows. The first one may come before or after `ready`. */
  | { readonly type: 'view'; readonly version: number; readonly view: GraphView }
  | { readonly type: 'settings'; readonly settings: Partial<GraphSettings> }
  | { readonly type: 'theme'; readonly kind: ThemeKind }
  /** Once, before or with the first view. */
  | { readonly type: 'restore'; readonly state: SavedState }
  /** The caret of the editor; the graph marks the node in which it stands. */
  | { readonly type: 'cursor'; readonly uri: string; readonly offset: number }
  /** Light the path of this finding, or go to the finding when it has none. */
  | { readonly type: 'light'; readonly fingerprint: string }
  /** Offer what the drawing can be exported as. */
  | { readonly type: 'export' }
  /** Files are being read: 'Reading 48 flows…'. */
  | { readonly type: 'progress'; readonly done: number; readonly total: number };

/** From the graph to the host. */
export type FromView =
  | { readonly type: 'ready' }
  /** Show the text at a place; `keepsFocus` when the graph goes on to be used, as in walking. */
  | { readonly type: 'reveal'; readonly place: PlaceView; readonly keepsFocus: boolean }
  /** `fix` is the index into `FindingView.fixes`. */
  | { readonly type: 'applyFix'; readonly fingerprint: string; readonly fix: number }
  /** 'Accept with reason…'; the host asks for the reason. */
  | { readonly type: 'suppress'; readonly fingerprint: string }
  | { readonly type: 'explainRule'; readonly rule: string }
  /** What an export has made; the host asks where to put it. */
  | { readonly type: 'saveExport'; readonly name: string; readonly content: string | Uint8Array }
  /** 'Open the example flows', 'Add a folder…', or a flow that is not in the workspace. */
  | { readonly type: 'openFlow'; readonly name?: string }
  | { readonly type: 'openFile'; readonly uri: string }
  | { readonly type: 'openExamples' }
  /** The steps of the lit path, for marks in the editor; none when no path is lit. */
  | { readonly type: 'lit'; readonly fingerprint?: string; readonly step?: number }
  /** To be kept and given back by `restore`. */
  | { readonly type: 'stateChanged'; readonly state: SavedState };
