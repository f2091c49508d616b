import { findAction } from '../catalog/actions.js';
import { type LabelSet, labelSet, labelWords, NO_LABELS } from '../catalog/labels.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import { tracesListVariables } from '../catalog/platforms.js';
import { editorOf } from '../formats/editor.js';
import { findVariable } from '../graph/variables.js';
import type { Action, Slot, Variable } from '../model/flow.js';
import { collectedLabels } from '../taint/collections.js';
import { makeFix } from './fixes/make-fix.js';
import { type CheckedFlow, defineRule } from './rule.js';

export default defineRule({
  title: 'Sensitive variable is shown in traces',
  family: 'platform',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A trace lists the value of every variable at every action. Only those that the script names in its list of redacted variables are hidden there and in logs.',
  instead:
    'Put the variable on the list. That hides it from traces and logs and from nothing else: what is spoken, shown or sent needs its own care.',
  falsePositives: 'A variable counts as sensitive when its name, its prompt or what returns it says so.',
  pci: ['3.3.1', '10.3.1'],
  cwe: ['CWE-532'],
  seed: ['P2', 'B6'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "CAPTURE", "label": "Take the PIN"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Variable", "value": "customerPin"}, "1": {"name": "MaxDigits", "value": "4"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": "customerPin"},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "CAPTURE", "label": "Take the PIN"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Variable", "value": "customerPin"}, "1": {"name": "MaxDigits", "value": "4"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}] } }
`,
    },
  ],

  check({ file, facts, report }) {
    if (!tracesListVariables(file.flow.format)) return;
    for (const [variable, labels] of sensitiveVariables(file, facts)) {
      report({
        span: variable.nameSpan,
        message: `${variable.name} holds ${article(labelWords(labels))} and is not on the list of redacted variables, so every trace shows it`,
        // Two of them at once would write to the same place, and the list's separator is not documented.
        fixes: () =>
          makeFix('Put it on the list of redacted variables', false, file.uri, [
            editorOf(file).addVariableFlag(variable, 'isSecure'),
          ]),
      });
    }
  },
});

/** Variables that something sensitive is written to, and that are not hidden. */
function sensitiveVariables(file: CheckedFlow, facts: LocalFacts): ReadonlyMap<Variable, LabelSet> {
  const { flow, graph } = file;
  const sensitive = new Map<Variable, LabelSet>();
  for (const action of flow.actions) {
    for (const slot of action.slots) {
      const variable = slot.target && findVariable(flow, slot.target.name, action.container);
      if (!variable || variable.isSecure || sensitive.has(variable) || !graph.reachable[action.index]) continue;
      const labels =
        writtenLabels(facts, action, slot) ||
        (isInput(action, slot) ? collectedLabels(file, facts, action) : NO_LABELS);
      if (labels !== NO_LABELS) sensitive.set(variable, labels);
    }
  }
  return sensitive;
}

function isInput({ kind }: Action, { role }: Slot): boolean {
  return findAction(kind)?.sources.get(role)?.source === 'caller-input';
}

/** A literal in a variable with a sensitive name is the matter of other rules; a caller's answer is judged as a whole. */
function writtenLabels(facts: LocalFacts, action: Action, slot: Slot): LabelSet {
  const row = findAction(action.kind)?.sources.get(slot.role);
  if (row?.label) return labelSet(row.label);
  if (row?.source === 'caller-input' || isEmptied(slot)) return NO_LABELS;
  return classifyWith(facts, slot.target?.name ?? '').labels;
}

function isEmptied({ value }: Slot): boolean {
  return value !== undefined && (value.expression === undefined || value.expression.kind === 'literal');
}

function article(words: string): string {
  return `${/^[aeio]/i.test(words) && !words.startsWith('one') ? 'an' : 'a'} ${words}`;
}
