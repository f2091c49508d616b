import type { Severity } from './findings.js';
import type { Translate } from './words.js';

/** What the status item is about. */
export interface FlowState {
  /** Name of the format. */
  readonly format: string;
  readonly server: 'starting' | 'running' | 'stopped';
  readonly problems: readonly { readonly severity: Severity; readonly rule: string }[];
}

export interface Status {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'none' | 'warning' | 'error';
  readonly isBusy: boolean;
}

/** Findings that say "this was not understood"; what they stand for may hide a leak. */
const UNKNOWN_RULES: ReadonlySet<string> = new Set([
  'unknown-action',
  'unresolved-flow',
  'unresolved-reference',
  'unreadable-text',
  'unreadable-file',
  'unexpected-structure',
  'broken-expression',
]);

/** What the status item says about the flow that is open. */
export function statusOf({ format, server, problems }: FlowState, t: Translate): Status {
  if (server === 'starting') {
    return { text: t('Keytrace: reading'), detail: format, severity: 'none', isBusy: true };
  }
  if (server === 'stopped') {
    return { text: t('Keytrace: stopped'), detail: format, severity: 'error', isBusy: false };
  }
  const unknown = problems.filter(({ rule }) => UNKNOWN_RULES.has(rule)).length;
  const detail = unknown === 0 ? format : t('{0}, not understood in it: {1}', format, unknown);
  return { text: countText(problems.length, t), detail, severity: worst(problems), isBusy: false };
}

/** Never "all good": an empty list is no proof. */
function countText(problems: number, t: Translate): string {
  if (problems === 0) return t('Keytrace: no findings');
  return problems === 1 ? t('Keytrace: 1 finding') : t('Keytrace: {0} findings', problems);
}

function worst(problems: FlowState['problems']): Status['severity'] {
  if (problems.some(({ severity }) => severity === 'error')) return 'error';
  return problems.some(({ severity }) => severity === 'warning') ? 'warning' : 'none';
}
