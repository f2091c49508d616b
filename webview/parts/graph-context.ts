import { createContext, useContext, useRef, useSyncExternalStore } from 'react';
import type { Host } from '../host.js';
import type { Command } from '../state/commands.js';
import type { Lit } from '../state/lit.js';
import type { Scene } from '../state/scene.js';
import type { GraphState } from '../state/state.js';
import type { Store } from '../state/store.js';

/** What components do besides dispatching: it needs the scene, the layout or the host. */
export interface Deeds {
  /** Lights the first path at a node, or tells why there is none. */
  readonly lightAt: (node: string) => void;
  readonly light: (lit: Lit) => void;
  readonly walk: (by: 1 | -1) => void;
  readonly walkTo: (step: number) => void;
  readonly changePath: (by: 1 | -1) => void;
  readonly leave: () => void;
  /** What a click does: chooses a node in the graph, the lists and the editor at once. */
  readonly choose: (item: string) => void;
  /** What Enter does: light, open, unfold or go to another flow. */
  readonly activate: (item: string) => void;
  readonly focusItem: (item: string, isShown: boolean) => void;
  /** Brings a node into sight, wherever it is, and gives it the focus. */
  readonly goTo: (node: string) => void;
  readonly reveal: (node: string, keepsFocus: boolean) => void;
  readonly pinAt: (node: string) => void;
  readonly findAgain: () => void;
}

/** Elements of the page around the graph, for parts that do not stand beside it. */
export interface Places {
  /** Problems, paths and what was stopped are drawn into it: the strip at the bottom of the designer. */
  readonly lists?: HTMLElement;
  /** The choice of the flow is drawn into it where the graph is a rail: the panel has a head of its own. */
  readonly head?: HTMLElement;
  /** Filled by the page and shown where the problems would be listed: the page has more to say about them. */
  readonly problems?: HTMLElement;
}

export interface GraphContext {
  readonly store: Store<GraphState, Command>;
  readonly host: Host;
  readonly deeds: Deeds;
  readonly places: Places;
}

export const GraphReact = createContext<GraphContext | undefined>(undefined);

export const SceneReact = createContext<Scene | undefined>(undefined);

export function useGraphContext(): GraphContext {
  const context = useContext(GraphReact);
  if (!context) throw new Error('a part of the graph stands outside of it');
  return context;
}

export function useScene(): Scene {
  const scene = useContext(SceneReact);
  if (!scene) throw new Error('a part of the graph stands outside of its scene');
  return scene;
}

/** A part of the state; the component is drawn again only when that part changes. */
export function useGraph<Part>(select: (state: GraphState) => Part): Part {
  const { store } = useGraphContext();
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}

export function useDispatch(): (command: Command) => void {
  return useGraphContext().store.dispatch;
}

export function useDeeds(): Deeds {
  return useGraphContext().deeds;
}

/** The same function every time, which calls the newest one. */
export function useLatest<Parameters extends readonly unknown[], Result>(
  call: (...parameters: Parameters) => Result,
): (...parameters: Parameters) => Result {
  const latest = useRef(call);
  latest.current = call;
  return useRef((...parameters: Parameters) => latest.current(...parameters)).current;
}
