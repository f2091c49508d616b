import type { Finding } from '../model/finding.js';

/**
 * A short text that stays the same when lines move: made of the rule, the names around the place and the message.
 * Equal findings in one file are told apart by a running number.
 */
export function fingerprintOf(finding: Omit<Finding, 'fingerprint'>, numbers: Map<string, number>): string {
  const { rule, flow, container, action, message, sink, labels } = finding;
  const base = hash([rule, flow, container, action, sink ?? '', (labels ?? []).join(), message].join('\u0000'));
  const number = numbers.get(base) ?? 0;
  numbers.set(base, number + 1);
  return number === 0 ? base : `${base}-${number}`;
}

/** FNV-1a over UTF-16 code units, twice with different seeds: 64 bits as 16 hexadecimal digits. */
function hash(text: string): string {
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193);
}

function fnv(text: string, seed: number): string {
  let value = seed;
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, '0');
}
