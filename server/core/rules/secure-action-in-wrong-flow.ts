import { flowTypesOf } from '../catalog/platform.js';
import { actionName, flowTypeName, kindName, listWords } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Secure action in a flow that cannot have it',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Call Secure Data and Extract Secure Data need a flow that runs in secure mode, Return to Agent ends a secure call flow, and Transfer to Secure Flow is the way into one. In another flow type the platform refuses them.',
  instead:
    'Send the call to a secure call flow with Transfer to Secure Flow, do the secure work there, and come back with Return to Agent or a transfer.',
  pci: ['3.5.1'],
  cwe: ['CWE-668'],
  seed: ['C2', 'C3', 'C7', 'C8'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - callDataSecure: { name: Pay, category: { Bank: { dataAction: { Pay: { inputs: { amount: { lit: 10 } } } } } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - callDataSecure: { name: Pay, category: { Bank: { dataAction: { Pay: { inputs: { amount: { lit: 10 } } } } } } }
`,
    },
  ],

  check({ file, report }) {
    const { type, actions } = file.flow;
    for (const action of actions) {
      const facts = flowTypesOf(action.kind);
      if (!facts || facts.silentIn.includes(type)) continue;
      if (!facts.notIn?.includes(type) && (facts.onlyIn?.includes(type) ?? true)) continue;
      const only = facts.onlyIn ? `; only ${listWords(facts.onlyIn.map(flowTypeName))} flows have it` : '';
      report({
        span: action.kindSpan,
        message: `${kindName(action)} ${actionName(action)} cannot stand in a flow of type ${flowTypeName(type)}${only}`,
        action: action.index,
        ...(facts.evidence === 'notes' ? { severity: 'warning', confidence: 'medium' } : {}),
      });
    }
  },
});
