import type { Edit, Span } from '../text/span.js';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type Confidence = 'high' | 'medium' | 'low';

/** A place in a workspace. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** One step of a path, in the user's words. Never holds the value itself. */
export interface Step extends Place {
  readonly message: string;
}

/** A change of several files. */
export interface WorkspaceChange {
  /** Edits by file. */
  readonly edits: ReadonlyMap<string, readonly Edit[]>;
  /** Texts of files that are not there yet. */
  readonly newFiles?: ReadonlyMap<string, string>;
}

export interface Fix extends WorkspaceChange {
  readonly title: string;
  /** False when a person has to look at the result. */
  readonly safe: boolean;
}

/** Why a finding may stay. */
export interface Suppression {
  readonly kind: 'inline' | 'sidecar' | 'baseline';
  readonly reason: string;
}

/** What a rule says about one place. `rule` is added by the runner. */
export interface Finding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly message: string;
  readonly flow: string;
  /** Name of the task, menu or state; '' at flow level. */
  readonly container: string;
  /** Name of the action; '' where there is none. */
  readonly action: string;
  /** Leak findings only. */
  readonly labels?: readonly string[];
  readonly sink?: string;
  /** Source first, sink last; empty when there is no path to show. */
  readonly trace: readonly Step[];
  readonly fixes: readonly Fix[];
  readonly pci: readonly string[];
  readonly cwe: readonly string[];
  readonly seed: readonly string[];
  readonly help: string;
  /** Stable when lines move; equal findings in one file get a running number behind it. */
  readonly fingerprint: string;
  /** 'unnecessary' greys code out in an editor. */
  readonly tag?: 'unnecessary';
  /** Somebody has accepted it and said why; it is listed, but it does not count. */
  readonly suppressed?: Suppression;
}
