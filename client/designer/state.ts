import type { FindingView, GraphView } from '../../server/core/ide/graph-view/graph-view.js';
import type { ThemeKind } from '../../webview/messages.js';
import type { RuleFacts } from '../explanation.js';
import type { FileEntry, Folder, LeftOut } from './files.js';

/** A file that is open in the editor, or has unsaved changes. */
export interface Tab {
  readonly uri: string;
  readonly path: string;
  readonly isUnsaved: boolean;
  readonly readOnly: string;
  readonly onDisk: 'same' | 'changed' | 'gone';
}

/** Something that people can open. */
export interface Opening {
  readonly id: string;
  readonly label: string;
  /** Inside of a click. Rejects with a sentence for people. */
  act(): Promise<void>;
}

/** 'system' follows the computer. */
export type ThemeChoice = 'system' | ThemeKind;

/** Sizes are CSS pixels. */
export interface Panes {
  readonly editorWidth: number;
  readonly listHeight: number;
  readonly hasEditor: boolean;
  readonly hasGraph: boolean;
  readonly hasList: boolean;
  /** Which of the two is shown where there is no room for both. */
  readonly narrow: 'editor' | 'graph';
}

export type Dialog =
  | { readonly kind: 'reason'; readonly finding: FindingView }
  | { readonly kind: 'rule'; readonly facts: RuleFacts }
  | { readonly kind: 'conflict'; readonly uri: string; readonly path: string }
  | { readonly kind: 'unsaved'; readonly uri: string; readonly path: string }
  | { readonly kind: 'message'; readonly title: string; readonly text: string }
  /** What could be opened, and why it is asked. */
  | { readonly kind: 'open'; readonly title: string; readonly text: string }
  | { readonly kind: 'paste' }
  | { readonly kind: 'left-out' };

/** The first severity is the worst. */
export interface Counts {
  readonly error: number;
  readonly warning: number;
  readonly information: number;
  readonly hint: number;
}

export interface DesignerState {
  /** 'failed': the page cannot work at all, and `problem` says why. */
  readonly phase: 'starting' | 'ready' | 'failed';
  readonly problem: string;
  /** False while the files cannot be reached; what is unsaved stays in the page. */
  readonly isReachable: boolean;
  readonly files: readonly FileEntry[];
  readonly folders: readonly Folder[];
  readonly leftOut: readonly LeftOut[];
  /** Undefined where the files are given, and nobody can open others. */
  readonly openings: readonly Opening[] | undefined;
  readonly tabs: readonly Tab[];
  readonly active: string | undefined;
  readonly cursor: { readonly line: number; readonly column: number } | undefined;
  readonly view: GraphView | undefined;
  readonly lit: { readonly fingerprint: string; readonly step: number } | undefined;
  readonly panes: Panes;
  readonly theme: ThemeChoice;
  readonly dialog: Dialog | undefined;
  /** Said aloud by screen readers, and shown in the status bar. */
  readonly notice: string;
}

export const PANES: Panes = {
  editorWidth: 478,
  listHeight: 136,
  hasEditor: true,
  hasGraph: true,
  hasList: true,
  narrow: 'graph',
};

export const INITIAL: DesignerState = {
  phase: 'starting',
  problem: '',
  isReachable: true,
  files: [],
  folders: [],
  leftOut: [],
  openings: undefined,
  tabs: [],
  active: undefined,
  cursor: undefined,
  view: undefined,
  lit: undefined,
  panes: PANES,
  theme: 'system',
  dialog: undefined,
  notice: '',
};

/** The state with some of its parts replaced. */
export function changed(state: DesignerState, part: Partial<DesignerState>): DesignerState {
  return { ...state, ...part };
}

export function countsOf(findings: readonly FindingView[]): Counts {
  const count = (severity: FindingView['severity']) => findings.filter((one) => one.severity === severity).length;
  return { error: count('error'), warning: count('warning'), information: count('information'), hint: count('hint') };
}
