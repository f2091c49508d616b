import type { Finding } from '../model/finding.js';
import { changeBetween } from '../text/text-change.js';

/** What was found in one text of a file. */
export interface KnownFindings {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** A copy that stays as it is: spans of a flow move with the flow. */
export function knownFindings(text: string, findings: readonly Finding[]): KnownFindings {
  return { text, findings: findings.map(withoutFixes) };
}

/** Fixes are edits of one text, and working them out takes long. */
function withoutFixes(finding: Finding): Finding {
  const fixes = { value: [], enumerable: true };
  const span = { value: { ...finding.span }, enumerable: true };
  const others = Object.getOwnPropertyDescriptors(finding);
  // The same properties as before; the types of descriptors do not say so.
  return Object.create(Object.prototype, { ...others, fixes, span }) as Finding;
}

/**
 * The findings at their places in another text of the file, as an editor moves its underlines while it waits for new
 * ones. What the change has touched is left out. Only places move: traces still count in the text they were found in.
 */
export function movedFindings({ text, findings }: KnownFindings, now: string): readonly Finding[] {
  const { start, oldEnd, newEnd } = changeBetween(text, now);
  if (start === oldEnd && start === newEnd) return findings;
  const distance = newEnd - oldEnd;
  return findings.flatMap((finding) => {
    const { span } = finding;
    if (span.end < start) return [finding];
    if (span.start > oldEnd) return [{ ...finding, span: { start: span.start + distance, end: span.end + distance } }];
    // All of the change lies inside: greyed out code, a whole task.
    return span.start < start && span.end > oldEnd
      ? [{ ...finding, span: { start: span.start, end: span.end + distance } }]
      : [];
  });
}
