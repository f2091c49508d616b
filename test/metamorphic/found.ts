import type { Analysis } from '../../server/core/analysis.js';
import type { Finding } from '../../server/core/model/finding.js';
import type { Transform } from './transforms/transform.js';

/** All that is said about the files, without places: a copy of an action says the same a second time. */
export function sayings({ findings }: Analysis): string[] {
  return unique(findings.map((finding) => `${finding.uri} ${wordsOf(finding)} ${stepsOf(finding)}`));
}

/** What is said about leaks. */
export function leaksOf({ findings }: Analysis, keeps: Transform['keeps']): string[] {
  const leaks = findings.filter(({ sink }) => sink !== undefined);
  return unique(
    leaks.map((leak) => {
      if (keeps === 'places') return [leak.severity, leak.sink, leak.labels?.join('+'), leak.action].join(' | ');
      return keeps === 'leaks' ? wordsOf(leak) : `${wordsOf(leak)} ${stepsOf(leak)}`;
    }),
  );
}

function wordsOf({ rule, severity, confidence, labels, sink, message }: Finding): string {
  return [rule, severity, confidence, labels?.join('+') ?? '', sink ?? '', message].join(' | ');
}

/** Where it begins and ends; which of several ways is shown between is a matter of length. */
function stepsOf({ trace }: Finding): string {
  return trace.length === 0 ? '' : `${trace[0]!.message} ... ${trace.at(-1)!.message}`;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

export function difference(before: readonly string[], after: readonly string[]): { lost: string[]; added: string[] } {
  return {
    lost: before.filter((text) => !after.includes(text)),
    added: after.filter((text) => !before.includes(text)),
  };
}
