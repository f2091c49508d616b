import type { FoundFinding, Step } from '../../client/findings.js';

export function step(uri: string, line: number, message: string): Step {
  return { uri, range: { start: { line, character: 4 }, end: { line, character: 9 } }, message };
}

/** A finding as the server answers it. */
export function found(trace: readonly Step[], more: Partial<FoundFinding> = {}): FoundFinding {
  const { uri, range } = trace.at(-1) ?? step('file:///pay.yaml', 0, '');
  return {
    uri,
    range,
    rule: 'secure-value-in-speech',
    severity: 'warning',
    confidence: 'high',
    message: 'Card number from Task.card is spoken by "Read back"',
    flow: 'Pay',
    container: 'Main',
    action: 'Read back',
    fingerprint: `${uri}#${range.start.line}`,
    trace,
    ...more,
  };
}
