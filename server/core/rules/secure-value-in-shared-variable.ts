import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'shared-variable',
  title: 'Secure value is kept in a variable that outlives the flow',
  since: '0.1.0',
  why: 'Such a variable lives as long as the contact: every flow that handles it later can read it, traces of all of them list it, and the platform may store it.',
  instead:
    'Keep it in a variable of the flow, hand it to the one flow that needs it, and empty it as soon as it was used.',
  pci: ['3.3.1', '8.6.2'],
  cwe: ['CWE-522'],
  seed: ['I9'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "CONNECTAUTH", "label": "Sign in"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "connectName", "value": "bank"}, "1": {"name": "authBodyVarName", "value": "global:accessToken"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}, {"to": 3, "label": "Error", "type": "branch"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "CONNECTAUTH", "label": "Sign in"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "connectName", "value": "bank"}, "1": {"name": "authBodyVarName", "value": "accessToken"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}, {"to": 3, "label": "Error", "type": "branch"}] } }
`,
    },
  ],
});
