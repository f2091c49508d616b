import type { Finding, Severity, Step } from '../model/finding.js';
import type { Span } from '../text/span.js';
import type { IdeContext } from './context.js';
import { findingsOf } from './findings-at.js';
import { shownSentence } from './visible.js';

/** A finding as editors show it. Texts are plain, with hidden characters and values made harmless. */
export interface Diagnostic {
  readonly span: Span;
  readonly severity: Severity;
  /** The rule. */
  readonly code: string;
  readonly message: string;
  /** Page of the rule, below the project's root. */
  readonly helpPath: string;
  readonly tags: readonly 'unnecessary'[];
  /** Every step of the path, source first, sink last. */
  readonly related: readonly Step[];
  /** To find the finding again when a fix is asked for. */
  readonly fingerprint: string;
}

/** Everything found in the file, in the order of its places; the same findings always give the same list. */
export function diagnostics(context: IdeContext): Diagnostic[] {
  return diagnosticsOf(findingsOf(context));
}

/** The same for findings of a file that holds no flow. What somebody has accepted is not shown. */
export function diagnosticsOf(findings: readonly Finding[]): Diagnostic[] {
  return findings.filter(({ suppressed }) => !suppressed).map(toDiagnostic);
}

function toDiagnostic({ span, severity, rule, message, help, tag, fingerprint, trace }: Finding): Diagnostic {
  return {
    span,
    severity,
    code: rule,
    message: shownSentence(message),
    helpPath: help,
    tags: tag ? [tag] : [],
    related: trace.map((step) => ({ ...step, message: shownSentence(step.message) })),
    fingerprint,
  };
}
