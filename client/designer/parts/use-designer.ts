import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ThemeKind } from '../../../webview/messages.js';
import type { DesignerState, ThemeChoice } from '../state.js';
import type { Workbench } from '../workbench.js';

export const WorkbenchContext = createContext<Workbench | undefined>(undefined);

export function useWorkbench(): Workbench {
  const workbench = useContext(WorkbenchContext);
  if (!workbench) throw new Error('a part of the designer stands outside of it');
  return workbench;
}

/** One part of the state; what is picked has to be the same as long as nothing has changed. */
export function useDesigner<T>(pick: (state: DesignerState) => T): T {
  const { store } = useWorkbench();
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}

/** Whether the window fits a media query. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** The look to take: the chosen one, or that of the computer. */
export function useThemeKind(choice: ThemeChoice): ThemeKind {
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const hasContrast = useMedia('(prefers-contrast: more)');
  if (choice !== 'system') return choice;
  if (hasContrast) return isDark ? 'hc' : 'hc-light';
  return isDark ? 'dark' : 'light';
}
