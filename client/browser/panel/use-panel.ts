import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PanelParts, PanelSession } from './session.js';
import type { PanelState, Result } from './state.js';

/** What the parts of the panel work with. */
export interface Panel {
  readonly session: PanelSession;
  readonly parts: PanelParts;
  /** Lays the files of a result where the full page finds them, and opens it. */
  openFully(result: Result | undefined): Promise<void>;
  /** Gives a made file to the user. */
  download(name: string, content: string | Uint8Array): void;
  /** Lets the browser tell the addresses of tabs; inside of a click. */
  follow(): Promise<unknown>;
}

export const PanelReact = createContext<Panel | undefined>(undefined);

export function usePanel(): Panel {
  const panel = useContext(PanelReact);
  if (!panel) throw new Error('a part of the panel stands outside of it');
  return panel;
}

export function usePanelState<T>(pick: (state: PanelState) => T): T {
  const { store } = usePanel().session;
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}

/** Hours and minutes, as the computer writes them. */
export function clock(time: number): string {
  return new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
