import type { AnalysedFile, Analysis } from './analysis.js';
import type { FlowFormat, SourceFile } from './formats/format.js';
import { FORMATS } from './formats/registry.js';
import { buildControlGraph } from './graph/control-graph.js';
import type { Problem } from './model/flow.js';
import { rules } from './rules/index.generated.js';
import type { CheckedFlow } from './rules/rule.js';
import { runRules } from './rules/run.js';
import { findTaintPaths } from './taint/taint.js';
import { LineIndex } from './text/line-index.js';

/** A file that was read, before anything is concluded from it. */
interface ReadFile {
  readonly file: Omit<AnalysedFile, 'problems'>;
  readonly problems: readonly Problem[];
}

/** Analyses a set of files as one workspace. Pure: the same files give the same answer. Never throws on input. */
export function analyse(files: readonly SourceFile[]): Analysis {
  const read = files.map(readFile);
  const flows = read.flatMap(({ file, problems }) =>
    file.flows.map((flow): CheckedFlow => ({ uri: file.uri, text: file.text, flow, graph: buildControlGraph(flow), problems })),
  );
  const paths = findTaintPaths(flows);
  const findings = runRules(rules, { flows, paths });
  return {
    files: read.map(({ file, problems }) => ({ ...file, problems: problems.length })),
    findings,
  };
}

function readFile(source: SourceFile): ReadFile {
  const format = FORMATS.find(({ recognises }) => recognises(source.uri, source.text) === 'yes');
  if (!format) return withoutFlow(source, 'ignored', undefined, 'no flow in it');
  const decoded = format.decode?.(source.text) ?? { text: source.text };
  if ('problem' in decoded) return withoutFlow(source, 'failed', format, decoded.problem);
  const { flow, problems } = format.read({ uri: source.uri, text: decoded.text });
  if (!flow) return withoutFlow(source, problems.length > 0 ? 'failed' : 'ignored', format, problems[0]?.message ?? 'no flow in it');
  const { uri } = source;
  return {
    file: { uri, status: 'analysed', format: format.id, flows: [flow], text: decoded.text, lines: new LineIndex(decoded.text), reason: '' },
    problems,
  };
}

function withoutFlow({ uri, text }: SourceFile, status: 'ignored' | 'failed', format: FlowFormat | undefined, reason: string): ReadFile {
  return { file: { uri, status, format: format?.id, flows: [], text, lines: new LineIndex(text), reason }, problems: [] };
}
