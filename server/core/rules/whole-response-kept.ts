import { findAction, type SinkKind } from '../catalog/actions.js';
import { verbOf } from '../taint/sink-words.js';
import { showsResponse } from './derived.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

/** Places that keep what they are given where others read it. */
const KEPT: ReadonlySet<SinkKind | 'customer'> = new Set([
  'participant-data',
  'log',
  'screen-pop',
  'external-contact',
  'workitem',
  'message',
]);

export default defineRule({
  title: 'Whole answer of a service is kept',
  family: 'handling',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'An answer holds more than the flow needs, today or after the next release of the service: tokens, account numbers, contact data. Kept as a whole it is all in the conversation, and nobody sees it coming.',
  instead: 'Take out the properties that are needed, one by one, and keep those.',
  falsePositives: 'A service that answers with one harmless value may still be declared as JSON or called a body.',
  pci: ['3.2.1'],
  cwe: ['CWE-532', 'CWE-200'],
  seed: ['I10', 'B6'],
  examples: [
    {
      bad: `inboundCall:
  variables: [ { jsonVariable: { name: Flow.answer } } ]
  tasks:
    - task:
        actions:
          - callData: { name: Get, category: { Bank: { dataAction: { Get: { successOutputs: { body: { var: Flow.answer } } } } } } }
          - setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: debug }, value: { exp: ToString(Flow.answer) } } } ] }
`,
      fixed: `inboundCall:
  variables: [ { jsonVariable: { name: Flow.answer } } ]
  tasks:
    - task:
        actions:
          - callData: { name: Get, category: { Bank: { dataAction: { Get: { successOutputs: { body: { var: Flow.answer } } } } } } }
          - setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: tier }, value: { exp: ToString(Flow.answer.tier) } } } ] }
`,
    },
  ],

  check({ file: { flow, graph }, workspace, report }) {
    const shows = showsResponse(workspace);
    for (const action of flow.actions) {
      if (!graph.reachable[action.index]) continue;
      const sinks = findAction(action.kind)?.sinks;
      for (const { role, value } of action.slots) {
        const sink = sinks?.get(role)?.sink;
        if (!value || !sink || sink === 'customer' || !KEPT.has(sink)) continue;
        if (!shows(flow, value.expression, action.container)) continue;
        const message = `The whole answer of a service is ${verbOf(sink)} by ${actionName(action)}`;
        report({ span: value.span, message, action: action.index });
      }
    }
  },
});
