import type { Action, Flow } from '../model/flow.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Action without a caption of its own',
  family: 'control',
  severity: 'hint',
  confidence: 'high',
  persona: 'auditor',
  since: '0.1.0',
  why: 'Traces, reports and findings name actions by their captions. Two with one caption, or one with none, cannot be told apart there.',
  instead: 'Give every action a caption that says what it is for.',
  pci: [],
  cwe: ['CWE-1099'],
  seed: [],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "PLAY", "label": "Say"},
    "3": {"name": "PLAY", "label": "Say"},
    "4": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Sequence", "value": "\\"a\\""} },
    "3": { "0": {"name": "Sequence", "value": "\\"b\\""} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}], "3": [{"to": 4, "type": "default"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "PLAY", "label": "Welcome"},
    "3": {"name": "PLAY", "label": "Opening hours"},
    "4": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Sequence", "value": "\\"a\\""} },
    "3": { "0": {"name": "Sequence", "value": "\\"b\\""} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}], "3": [{"to": 4, "type": "default"}] } }
`,
    },
  ],

  check({ file, report }) {
    if (!file.flow.containers.some(({ kind }) => kind === 'script')) return;
    const first = new Map<string, Action>();
    for (const action of captioned(file.flow)) {
      const { name, nameSpan, kindSpan, index } = action;
      const other = first.get(name);
      if (nameSpan.start === kindSpan.start)
        report({ span: kindSpan, message: 'This action has no caption', action: index });
      else if (other)
        report({ span: nameSpan, message: `Another action has the caption ${actionName(action)} too`, action: index });
      else first.set(name, action);
    }
  },
});

/** Only where actions are drawn freely is the caption all that tells them apart. */
function captioned({ actions, containers }: Flow): readonly Action[] {
  return actions.filter(({ parent, container }) => parent < 0 && containers[container]?.kind === 'script');
}
