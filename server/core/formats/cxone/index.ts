import type { Problem } from '../../model/flow.js';
import type { SyntaxProblem } from '../../syntax/tape.js';
import type { FlowFormat, ReadResult, SourceFile } from '../format.js';
import { buildFlow } from './build-flow.js';
import { findScript, readScriptJson, ScriptJson } from './read-json.js';

const OBJECT = /^\uFEFF?\s*\{/;
const WRAPPED = /"scriptContent"\s*:/;
const HEADER = /"header"\s*:\s*\{/;
const ACTIONS = /"actions"\s*:\s*\{/;

/** A script of the web editor: what it exports, commits and sends. */
export const cxoneJson: FlowFormat = {
  id: 'cxone-json',
  label: 'NICE CXone Studio (JSON)',
  recognises: (_uri, text) =>
    OBJECT.test(text.slice(0, 1_000)) && (WRAPPED.test(text) || (HEADER.test(text) && ACTIONS.test(text)))
      ? 'yes'
      : 'no',
  read: readCxoneJson,
};

function readCxoneJson({ uri, text }: SourceFile): ReadResult {
  const outer = new ScriptJson(text);
  const problems: Problem[] = textProblems(outer, outer.tape.problems);
  const json = insideString(outer, problems) ?? outer;
  const root = findScript(json);
  if (root < 0) {
    if (problems.length === 0) {
      const message = 'This file holds no script: it has neither a header nor actions.';
      problems.push({ family: 'structure', severity: 'error', span: { start: 0, end: 0 }, message });
    }
    return { flow: undefined, problems, tape: outer.tape };
  }
  const flow = buildFlow(readScriptJson(json, root), uri, 'cxone-json', problems);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { flow, problems, tape: outer.tape };
}

/** An answer of the API may hold the script as a text that is JSON again. */
function insideString(outer: ScriptJson, problems: Problem[]): ScriptJson | undefined {
  const node = outer.tape.count === 0 ? -1 : outer.find(0, 'scriptContent');
  if (!outer.isString(node)) return undefined;
  const inner = outer.cooked(node);
  const json = new ScriptJson(inner.text, inner);
  for (const problem of textProblems(json, json.tape.problems)) problems.push(problem);
  return json;
}

function textProblems(json: ScriptJson, problems: readonly SyntaxProblem[]): Problem[] {
  return problems.map(({ span, message }) => ({
    family: 'text',
    severity: 'error',
    span: json.problemSpan(span),
    message,
  }));
}
