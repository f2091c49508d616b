import type { Problem } from '../../model/flow.js';
import type { SyntaxProblem, Tape } from '../../syntax/tape.js';
import { readXml } from '../../syntax/xml/read.js';
import { TapeBuffer } from '../../syntax/yaml/buffer.js';
import type { FlowFormat, ReadResult, SourceFile } from '../format.js';
import { buildFlow } from './build-flow.js';
import { jsonPart, xmlPart } from './positional.js';
import { findScript, readScriptJson, ScriptJson } from './read-json.js';
import { readPositional } from './read-positional.js';
import type { Script } from './script.js';
import { editCxoneJson } from './write-json.js';
import { editCxoneXml } from './write-xml.js';

const OBJECT = /^\uFEFF?\s*\{/;
const WRAPPED = /"scriptContent"\s*:/;
const HEADER = /"header"\s*:\s*\{/;
const ACTIONS = /"actions"\s*:\s*\{/;
/** The first line of what the desktop editor copies. */
const CLIPBOARD = /^\uFEFF?INCONTROL\.NET-COPYCUTCOMMAND[^\S\r\n]*/;
const MARKUP = /^\uFEFF?\s*</;
const CONTAINER = /<ScriptContainer[\s>/]/;

/** A script of the web editor: what it exports, commits and sends. */
export const cxoneJson: FlowFormat = {
  id: 'cxone-json',
  label: 'NICE CXone Studio (JSON)',
  recognises: (_uri, text) =>
    CLIPBOARD.test(text) ||
    (OBJECT.test(text.slice(0, 1_000)) &&
      (WRAPPED.test(text) || (text.includes('"header"') && HEADER.test(text) && ACTIONS.test(text))))
      ? 'yes'
      : 'no',
  read: readCxoneJson,
  editor: editCxoneJson,
};

/** A script of the desktop editor. */
export const cxoneXml: FlowFormat = {
  id: 'cxone-xml',
  label: 'NICE CXone Studio (desktop XML)',
  recognises: (_uri, text) => (MARKUP.test(text.slice(0, 1_000)) && CONTAINER.test(text) ? 'yes' : 'no'),
  read: readCxoneXml,
  editor: editCxoneXml,
};

function readCxoneJson({ uri, text }: SourceFile): ReadResult {
  const outer = new ScriptJson(withoutMark(text));
  const problems: Problem[] = textProblems(outer, outer.tape.problems);
  const json = insideString(outer, problems) ?? outer;
  const script = scriptIn(json, text);
  if (!script) return withoutScript(problems, outer.tape);
  const flow = buildFlow(script, uri, 'cxone-json', problems);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { flow, problems, tape: outer.tape };
}

function scriptIn(json: ScriptJson, text: string): Script | undefined {
  if (CLIPBOARD.test(text) && json.tape.count > 0) return readPositional(jsonPart(json, 0));
  const root = findScript(json);
  return root < 0 ? undefined : readScriptJson(json, root);
}

function readCxoneXml({ uri, text }: SourceFile): ReadResult {
  const { root, problems: found } = readXml(text);
  const tape = new TapeBuffer(text).finish();
  const problems = found.map(({ span, message }): Problem => ({ family: 'text', severity: 'error', span, message }));
  if (!root) return withoutScript(problems, tape);
  const flow = buildFlow(readPositional(xmlPart(text, root)), uri, 'cxone-xml', problems);
  problems.sort((a, b) => a.span.start - b.span.start);
  return { flow, problems, tape };
}

function withoutScript(problems: Problem[], tape: Tape): ReadResult {
  if (problems.length === 0) {
    const message = 'This file holds no script: it has neither a header nor actions.';
    problems.push({ family: 'structure', severity: 'error', span: { start: 0, end: 0 }, message });
  }
  return { flow: undefined, problems, tape };
}

/** What the desktop editor copies has a line in front of its JSON; offsets stay when it becomes blank. */
function withoutMark(text: string): string {
  return text.replace(CLIPBOARD, (mark) => ' '.repeat(mark.length));
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
    span: json.rawSpan(span),
    message,
  }));
}
