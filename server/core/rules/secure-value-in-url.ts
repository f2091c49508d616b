import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'url',
  title: 'Secure value is put into a URL',
  since: '0.1.0',
  why: 'Addresses of requests are written to the logs of every proxy and server on the way, also when the connection is encrypted.',
  instead: 'Send it in the body of the request, or better a reference that the other side looks up.',
  pci: ['3.3.1', '4.2.1'],
  cwe: ['CWE-598'],
  seed: ['B1'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "CAPTURE", "label": "Take the PIN"},
    "3": {"name": "REST_API", "label": "Look up"},
    "4": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Variable", "value": "customerPin"}, "1": {"name": "MaxDigits", "value": "4"} },
    "3": { "0": {"name": "url", "value": "https://bank.example.com/check?pin={customerPin}"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}], "3": [{"to": 4, "type": "default"}, {"to": 4, "label": "Error", "type": "branch"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "CAPTURE", "label": "Take the PIN"},
    "3": {"name": "REST_API", "label": "Look up"},
    "4": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Variable", "value": "customerPin"}, "1": {"name": "MaxDigits", "value": "4"} },
    "3": { "0": {"name": "url", "value": "https://bank.example.com/check?call={contactid}"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}], "3": [{"to": 4, "type": "default"}, {"to": 4, "label": "Error", "type": "branch"}] } }
`,
    },
  ],
});
