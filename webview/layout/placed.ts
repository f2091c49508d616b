import type { NodeId } from '../../server/core/ide/graph-view/graph-view.js';

/** What is open, which decides what is drawn. Plain data; the layout is a pure function of the view and of this. */
export interface Openness {
  /** Flows that are drawn, each in a frame when there are several. */
  readonly flows: readonly NodeId[];
  /** Containers whose actions are drawn. */
  readonly containers: ReadonlySet<NodeId>;
  /** Folded branches that are drawn in full, by the id of their stub. */
  readonly branches: ReadonlySet<string>;
  /** Nodes of a lit path: a branch with one of them is never folded. */
  readonly lit: ReadonlySet<NodeId>;
  /** Draw quiet branches in full. */
  readonly showsQuiet: boolean;
}

/** Where everything stands, in px at zoom 1; the origin is the upper left corner of what is drawn. */
export interface Placed {
  readonly width: number;
  readonly height: number;
  /** Grounds before what stands on them: frames, open containers, loops, then the rest. */
  readonly items: readonly PlacedItem[];
  readonly edges: readonly PlacedEdge[];
}

/**
 * `id` is the node's id, also for open and collapsed containers, loops (the action's) and frames (the flow's). Stubs and
 * portals have ids of their own, made of the owner's id, that stay the same while the text is edited elsewhere.
 */
export interface PlacedItem {
  readonly id: string;
  readonly kind: 'frame' | 'container' | 'collapsed' | 'loop' | 'action' | 'stub' | 'portal';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The flow and the container in which it stands; a frame has no container. */
  readonly flow: NodeId;
  readonly container?: NodeId;
  /** Stubs: the action that owns the branches, and which of its outputs are folded. */
  readonly owner?: NodeId;
  readonly outputs?: readonly number[];
  /** Stubs and portals: '2 steps', '37 more cases', a flow's name. */
  readonly text?: string;
  /** Portals: the flow that Enter opens; undefined when it is not in the workspace. */
  readonly target?: NodeId;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Between two items that are drawn; whole from border to border, also where several join and share their last piece. */
export interface PlacedEdge {
  readonly id: string;
  /** `again` is the way back in a loop; `entry` leads from the dot below a header to the first node. */
  readonly kind: 'entry' | 'control' | 'again' | 'call' | 'jump' | 'transfer' | 'stored';
  /** Ids of items; of a loop or open container its header is meant. */
  readonly from: string;
  readonly to: string;
  /** Right-angled from point to point, corners are rounded by whoever draws. */
  readonly points: readonly Point[];
  /** Index of the point from which the line runs to the next one as a curve with level ends; calls between containers. */
  readonly curve?: number;
  /** Branch name, and where its text begins (upper left); of stored values the middle of the pill. */
  readonly label?: { readonly text: string; readonly at: Point };
  /** It leads out of a disabled action or output. */
  readonly isDisabled: boolean;
  /** 'from 31 places': calls that are drawn as one. */
  readonly count?: number;
}
