import { findAction } from '../catalog/actions.js';
import { hasFacts } from '../catalog/platforms.js';
import { flowValues } from '../graph/flow-values.js';
import type { Flow } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Nobody asks how a request ended',
  family: 'control',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A request that the other side refuses does not fail: it answers, with a status that says so. A flow that never reads the status takes an error page for an answer.',
  instead: 'Read the status behind the request and go on only when it says that the answer is one.',
  falsePositives: 'When the answer itself says whether it is good and that is asked for, the status adds little.',
  pci: [],
  cwe: ['CWE-252'],
  seed: ['I4', 'I8'],
  examples: [
    {
      bad: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "SNIPPET", "label": "Ask"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Data", "value": "proxy = GetRESTProxy()\\r\\nanswer = proxy.MakeRestRequest(\\"https://bank.example.com\\", \\"\\", 0, \\"GET\\")"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}, {"to": 3, "label": "Error", "type": "branch"}] } }
`,
      fixed: `-- script.json --
{ "header": {"scriptName": "Card", "variableRedaction": ""},
  "actions": {
    "1": {"name": "BEGIN", "label": "Begin"},
    "2": {"name": "SNIPPET", "label": "Ask"},
    "3": {"name": "HANGUP", "label": "Hang up"} },
  "properties": {
    "2": { "0": {"name": "Data", "value": "proxy = GetRESTProxy()\\r\\nanswer = proxy.MakeRestRequest(\\"https://bank.example.com\\", \\"\\", 0, \\"GET\\")\\r\\nIF proxy.StatusCode != 200 { answer = \\"\\" }"} } },
  "branches": { "1": [{"to": 2, "type": "default"}], "2": [{"to": 3, "type": "default"}, {"to": 3, "label": "Error", "type": "branch"}] } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    if (!hasFacts(flow.format, 'statusNames')) return;
    let read: ReadonlySet<string> | undefined;
    for (const { index, kind, span } of flow.actions) {
      const names = findAction(kind)?.statusNames ?? [];
      if (names.length === 0 || !graph.reachable[index]) continue;
      read ??= namesRead(flow);
      if (names.some((name) => read?.has(name))) continue;
      report({
        span,
        message: 'The status of this request is never read, so an error looks like an answer',
        action: index,
      });
    }
  },
});

/** Every variable and property that an expression reads, in lower case. */
function namesRead(flow: Flow): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { value } of flowValues(flow)) {
    if (!value.expression) continue;
    walkExpression(value.expression, (part) => {
      if (part.kind === 'member') names.add(part.property.toLowerCase());
      else if (part.kind === 'reference') names.add(part.name.toLowerCase());
    });
  }
  return names;
}
