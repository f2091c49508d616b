import type { FilledValue, FlowFilling } from '../../model/resource.js';
import { NodeKind, type Tape } from '../../syntax/tape.js';
import { cook, scalarText } from '../../syntax/yaml/cook.js';
import { childrenOf, findValue } from '../../syntax/yaml/cursor.js';
import { readYaml } from '../../syntax/yaml/read.js';
import type { SourceFile } from '../format.js';
import type { ResourceContent, ResourceFormat } from '../resource.js';
import { textProblems } from '../values/problems.js';

const SUBSTITUTIONS = /^\uFEFF?["']?substitutions["']?[ \t]*:[ \t]*(?:#.*)?\r?$/m;

/** Options for Archy with the values of `{{x}}`. Archy documentation, "Lesson 7 - Substitutions". */
export const archyOptions: ResourceFormat = {
  id: 'archy-options',
  label: 'Archy options file',
  recognises: (uri, text) => (/\.ya?ml$/i.test(uri) && SUBSTITUTIONS.test(text) ? 'yes' : 'no'),
  read: readOptions,
};

/** Which flow they are for stands on a command line, so they may be meant for every flow of their folder. */
function readOptions({ uri, text }: SourceFile): ResourceContent {
  const tape = readYaml(text);
  const problems = textProblems(tape.problems);
  const map = tape.count === 0 ? -1 : findValue(tape, 0, 'substitutions');
  if (map < 0 || tape.kind[map] !== NodeKind.Map) return { problems };
  const values = new Map<string, FilledValue>();
  let key = -1;
  for (const node of childrenOf(tape, map)) {
    if (key < 0) {
      key = node;
      continue;
    }
    const name = isText(tape, key) ? scalarText(tape, key) : '';
    if (name !== '' && isText(tape, node))
      values.set(name, { key: placeOf(uri, tape, key), value: filledBy(uri, tape, node) });
    key = -1;
  }
  const filling: FlowFilling = {
    ...placeOf(uri, tape, map),
    style: 'substitution',
    flow: undefined,
    values,
    isComplete: true,
  };
  return { problems, fillings: [filling] };
}

function isText(tape: Tape, node: number): boolean {
  const kind = tape.kind[node]!;
  return kind >= NodeKind.Plain && kind <= NodeKind.Folded;
}

function filledBy(uri: string, tape: Tape, node: number): FilledValue['value'] {
  return { ...placeOf(uri, tape, node), parts: [{ kind: 'text', uri, source: cook(tape, node) }] };
}

function placeOf(uri: string, tape: Tape, node: number) {
  return { uri, span: { start: tape.start[node]!, end: tape.end[node]! } };
}
