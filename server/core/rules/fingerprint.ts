import type { Finding } from '../model/finding.js';
import { hash } from '../text/hash.js';

/**
 * A short text that stays the same when lines move: made of the rule, the names around the place and the message.
 * Equal findings in one file are told apart by a running number.
 */
export function fingerprintOf(finding: Omit<Finding, 'fingerprint' | 'fixes'>, numbers: Map<string, number>): string {
  const { rule, flow, container, action, message, sink, labels } = finding;
  const base = hash([rule, flow, container, action, sink ?? '', (labels ?? []).join(), message].join('\u0000'));
  const number = numbers.get(base) ?? 0;
  numbers.set(base, number + 1);
  return number === 0 ? base : `${base}-${number}`;
}
