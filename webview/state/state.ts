import type { GraphView, NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';
import type { GraphSettings, ThemeKind } from '../messages.js';
import type { Lit } from './lit.js';
import { indexOf, type ViewIndex } from './view-index.js';

/** Centre of what is seen, in px at zoom 1, and the zoom. */
export interface Camera {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

/** A wish for the camera, fulfilled once; `serial` tells two equal wishes apart. */
export type CameraWish =
  /** The beginning of what has just been opened. */
  | { readonly serial: number; readonly kind: 'start' }
  | { readonly serial: number; readonly kind: 'fit' }
  /** As many of these as can be read at once. */
  | { readonly serial: number; readonly kind: 'fit-nodes'; readonly nodes: readonly NodeId[] }
  /** Only when it is not comfortably visible. */
  | { readonly serial: number; readonly kind: 'show'; readonly node: NodeId }
  | { readonly serial: number; readonly kind: 'zoom'; readonly factor: number }
  | { readonly serial: number; readonly kind: 'go'; readonly camera: Camera };

export interface Filters {
  readonly label?: string;
  readonly sink?: string;
  readonly severity?: Severity;
  readonly rule?: string;
}

/** Switches that a person turns, remembered. */
export interface Switches {
  readonly onlySecure: boolean;
  readonly quietBranches: boolean;
  readonly minimap: boolean;
  readonly legend: boolean;
  readonly dimming: boolean;
  readonly filters: boolean;
}

export type SwitchName = keyof Switches;

/** What stands beside the graph. */
export type Side = 'none' | 'steps' | 'details' | 'outline' | 'lists';

/** What lies over the graph until it is closed. */
export type Over = 'none' | 'search' | 'keys' | 'export' | 'not-understood' | 'cases';

/** What was there before a path was lit; Escape brings it back. */
export interface Before {
  readonly camera: Camera | undefined;
  readonly scope: Scope;
  readonly opened: ReadonlySet<NodeId>;
  readonly closed: ReadonlySet<NodeId>;
}

/** Flows that are drawn, by id. */
export type Scope = readonly NodeId[] | 'all';

/** A lit path that the new text does not have any more. */
export interface StalePath {
  readonly fingerprint: string;
  readonly label: string;
  /** Number of the first step that is another one now. */
  readonly step: number;
}

export interface GraphState {
  readonly index: ViewIndex;
  readonly version: number;
  /** A newer text could not be read; the graph is the one of the last text that could. */
  readonly unread: readonly { readonly uri: string; readonly reason: string }[];
  readonly hasView: boolean;
  readonly progress?: { readonly done: number; readonly total: number };
  readonly settings: GraphSettings;
  readonly theme: ThemeKind;
  readonly scope: Scope;
  /** Flows through which one came to what is drawn, the first one first. */
  readonly trail: readonly NodeId[];
  /** Containers that a person or a path has opened or closed against the rule for the size. */
  readonly opened: ReadonlySet<NodeId>;
  readonly closed: ReadonlySet<NodeId>;
  /** Folded branches that were opened, by the id of their stub. */
  readonly branches: ReadonlySet<string>;
  readonly opensAll: boolean;
  readonly switches: Switches;
  readonly filters: Filters;
  readonly lit?: Lit;
  /** A second path beside the lit one. */
  readonly pinned?: Lit;
  readonly stale?: StalePath;
  readonly before?: Before;
  /** Fingerprint of a finding that the host wants to be lit. */
  readonly asked?: string;
  /** Rises with every path that is lit, so that it is drawn once and then stays. */
  readonly drawn: number;
  /** The node with the roving focus: an item of the graph. */
  readonly focus?: string;
  readonly cursor?: NodeId;
  /** Where the caret of the editor stands; kept because ids and places change with every edit. */
  readonly caret?: { readonly uri: string; readonly offset: number };
  readonly details?: NodeId;
  readonly side: Side;
  readonly over: Over;
  readonly query: string;
  /** The action whose cases are listed. */
  readonly cases?: NodeId;
  readonly wish?: CameraWish;
  readonly camera?: Camera;
  /** The notice about actions that are not understood was closed. */
  readonly quiet: boolean;
  /** What a screen reader is told. */
  readonly said: string;
}

export const EMPTY_VIEW: GraphView = { flows: [], links: [], paths: [], findings: [], stops: [], unread: [] };

export const INITIAL: GraphState = {
  index: indexOf(EMPTY_VIEW),
  version: -1,
  unread: [],
  hasView: false,
  settings: {
    hasLetterKeys: true,
    reducesMotion: false,
    canEdit: false,
    showsFilters: true,
    content: 'not known',
    madeWith: 'Keytrace',
  },
  theme: 'light',
  scope: [],
  trail: [],
  opened: new Set(),
  closed: new Set(),
  branches: new Set(),
  opensAll: false,
  switches: {
    onlySecure: false,
    quietBranches: false,
    minimap: true,
    legend: false,
    dimming: true,
    filters: true,
  },
  filters: {},
  drawn: 0,
  side: 'none',
  over: 'none',
  query: '',
  quiet: false,
  said: '',
};
