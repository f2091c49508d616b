import type { FoundFinding } from './findings.js';
import { shownPlace } from './secure-data-tree.js';

/** A path for a ticket or a chat: names and places only, as everywhere. */
export function pathText(finding: FoundFinding): string {
  const { rule, severity, message, trace } = finding;
  const steps = trace.map((step, index) => `${index + 1}. ${shownPlace(step)} ${step.message}`);
  return [`${message} (${severity}, ${rule})`, ...steps, ''].join('\n');
}
