import { type ActionFacts, findAction } from '../catalog/actions.js';
import { hasFacts } from '../catalog/platforms.js';
import type { Action } from '../model/flow.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Nothing is wired to the default path',
  family: 'control',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The default path is also taken when another one is not wired or no case fits. With nothing behind it the contact stays there: no prompt, no agent, no end of the call.',
  instead: 'Wire the default path of every action that goes on, if only to an apology and the end of the call.',
  pci: [],
  cwe: ['CWE-754'],
  seed: ['I8'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "PLAY", "label": "Welcome"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Sequence", "value": "\\"Welcome\\""} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "label": "Error", "type": "branch"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "PLAY", "label": "Welcome"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Sequence", "value": "\\"Welcome\\""} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}, {"to": 3, "label": "Error", "type": "branch"}] } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    if (!hasFacts(flow.format, 'wiring')) return;
    for (const action of flow.actions) {
      const facts = findAction(action.kind);
      if (!facts?.wiring.has('default') || !graph.reachable[action.index] || isWired(action, facts)) continue;
      report({
        span: action.nameSpan,
        message: `The default path of ${actionName(action)} is not wired: a contact that takes it stays there`,
        action: action.index,
      });
    }
  },
});

/** Code that never ends has nothing behind it; everything else goes on by default. */
function isWired({ outputs }: Action, { control }: ActionFacts): boolean {
  return control === 'event'
    ? outputs.length > 0
    : outputs.some(({ name, to }) => name === 'default' && to !== undefined);
}
