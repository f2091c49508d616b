/** A position in the protocol's words, lines and characters from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A place as the server sends it. */
export interface Place {
  readonly uri: string;
  readonly range: Range;
}

export interface Step extends Place {
  readonly message: string;
}

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** A finding as the server's commands answer it. */
export interface FoundFinding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: string;
  readonly message: string;
  readonly flow: string;
  readonly container: string;
  readonly action: string;
  readonly fingerprint: string;
  /** Source first, sink last; empty when there is no path. */
  readonly trace: readonly Step[];
}

/** A value came from somewhere else. */
export function hasPath({ trace }: FoundFinding): boolean {
  return trace.length >= 2;
}

const RANKS: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Smaller is worse. */
export function rankOf(severity: Severity): number {
  return RANKS.indexOf(severity);
}

export function isSamePlace(a: Place, b: Place): boolean {
  return (
    a.uri === b.uri && a.range.start.line === b.range.start.line && a.range.start.character === b.range.start.character
  );
}
