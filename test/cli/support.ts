import type { AnalysedFile, Analysis } from '../../server/core/analysis.js';
import type { Finding, Step } from '../../server/core/model/finding.js';
import type { Flow } from '../../server/core/model/flow.js';
import { LineIndex } from '../../server/core/text/line-index.js';
import type { Span } from '../../server/core/text/span.js';
import type { Report } from '../../server/reports/report.js';
import type { RuleInfo } from '../../server/reports/rule-info.js';

/** The part of a text between `<|` and `|>`, and the text without these marks. */
export function marked(source: string): { readonly text: string; readonly span: Span } {
  const start = source.indexOf('<|');
  const text = source.replace('<|', '').replace('|>', '');
  return { text, span: { start, end: source.indexOf('|>') - 2 } };
}

export function spanOf(text: string, part: string): Span {
  const start = text.indexOf(part);
  if (start === -1) throw new Error(`the text does not hold ${part}`);
  return { start, end: start + part.length };
}

export function analysed(uri: string, text: string, flowName = 'Pay'): AnalysedFile {
  const nowhere = { start: 0, end: 0 };
  const flow: Flow = {
    uri,
    format: 'architect-yaml',
    name: flowName,
    nameSpan: nowhere,
    type: 'inboundcall',
    typeSpan: nowhere,
    span: nowhere,
    variables: [],
    containers: [],
    actions: [],
    slots: [],
  };
  const lines = new LineIndex(text);
  return {
    uri,
    status: 'analysed',
    format: 'architect-yaml',
    flows: [flow],
    text,
    lines,
    problems: 0,
    dataActions: [],
    reason: '',
  };
}

export function ignored(uri: string, text: string, reason: string): AnalysedFile {
  return { ...analysed(uri, text), status: 'ignored', format: undefined, flows: [], reason };
}

export function failed(uri: string, text: string, reason: string): AnalysedFile {
  return { ...ignored(uri, text, reason), status: 'failed' };
}

export function finding(uri: string, span: Span, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'secure-value-in-speech',
    severity: 'error',
    confidence: 'high',
    message: 'PAN in Task.card is spoken by "Read back"',
    uri,
    span,
    flow: 'Pay',
    container: 'Main',
    action: 'Read back',
    labels: ['PAN'],
    sink: 'speech',
    trace: [],
    fixes: [],
    pci: ['3.4.1'],
    cwe: ['CWE-359'],
    seed: ['B5'],
    help: 'docs/rules/secure-value-in-speech.md',
    fingerprint: 'f1',
    ...more,
  };
}

export function step(uri: string, span: Span, message: string): Step {
  return { uri, span, message };
}

export function rule(id: string, more: Partial<RuleInfo> = {}): RuleInfo {
  return {
    id,
    title: 'Secure value is spoken',
    severity: 'error',
    confidence: 'high',
    why: 'Whoever stands by hears it.',
    instead: 'Say the last four digits.',
    examples: [{ bad: 'tts: Task.card', fixed: 'tts: Right(Task.card, 4)' }],
    pci: ['3.4.1'],
    cwe: ['CWE-359'],
    seed: ['B5'],
    persona: 'regular',
    family: 'leak',
    ...more,
  };
}

export function report(
  files: readonly AnalysedFile[],
  findings: readonly Finding[],
  more: Partial<Report> = {},
): Report {
  return {
    files: files.map((source) => ({
      path: source.uri,
      status: source.status,
      isNamed: false,
      format: source.format,
      flows: source.flows.map(({ name }) => name),
      dataActions: source.dataActions.length,
      problems: source.problems,
      bytes: source.text.length,
      reason: source.reason,
      source,
    })),
    findings,
    dataActionCalls: { called: 0, unknown: 0 },
    problems: [],
    rules: [rule('secure-value-in-speech')],
    version: '1.2.3',
    rootUri: 'file:///repo/',
    hasBaseline: false,
    exitCode: 1,
    durationMs: 7,
    leftOut: { files: [], rules: [] },
    remarks: [],
    date: undefined,
    ...more,
  };
}

/**
 * Stands in for the core where a test is about the command line: a file with `inboundCall` is a flow, `LEAK` is an
 * error in it, `WARN` a warning, `ODD` a problem of reading, `BROKEN` a flow that cannot be read.
 */
export function fakeAnalyse(files: readonly { readonly uri: string; readonly text: string }[]): Analysis {
  const answers = files.map(({ uri, text }) => {
    if (text.trim() === '') return ignored(uri, text, 'the file is empty');
    if (!text.includes('inboundCall')) return ignored(uri, text, 'there is no flow in it');
    if (text.includes('BROKEN')) return failed(uri, text, 'the flow ends in the middle');
    return { ...analysed(uri, text), problems: text.includes('ODD') ? 1 : 0 };
  });
  const findings = answers
    .filter(({ status }) => status === 'analysed')
    .flatMap(({ uri, text }) => [
      ...(text.includes('LEAK') ? [finding(uri, spanOf(text, 'LEAK'))] : []),
      ...(text.includes('WARN') ? [finding(uri, spanOf(text, 'WARN'), { severity: 'warning' })] : []),
    ]);
  return { files: answers, findings, dataActionCalls: { called: 0, unknown: 0 } };
}
