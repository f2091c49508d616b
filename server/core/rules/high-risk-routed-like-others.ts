import { hasPurpose } from '../catalog/purposes.js';
import { riskRoutes } from '../graph/risk-routes.js';
import { actionName, spanOfName } from './describe.js';
import { defineRule } from './rule.js';
import { stepsOfWay } from './way-words.js';

export default defineRule({
  title: 'High risk that goes to a queue like every other call',
  family: 'control',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Agents of a general queue have neither the training nor the rights to handle a fraud, and nothing tells them that this call is one. They may well do what the fraudster asks for.',
  instead:
    'Hand high risks to a queue of specialists, and say why before the transfer: set a priority, and a topic or reason that the agent sees.',
  falsePositives:
    'What is a risk, and which queue is staffed for it, is told by names. A priority on the transfer, or an attribute such as topic, reason or risk before it, is enough.',
  pci: [],
  cwe: ['CWE-691'],
  seed: ['S7'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.riskScore, initialValue: { lit: 0 } } } ]
        actions:
          - decision:
              name: High?
              condition: { exp: Task.riskScore > 70 }
              outputs: { "yes": { actions: [ { transferToAcd: { name: Agent, targetQueue: { lit: { name: Support } } } } ] } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.riskScore, initialValue: { lit: 0 } } } ]
        actions:
          - decision:
              name: High?
              condition: { exp: Task.riskScore > 70 }
              outputs: { "yes": { actions: [ { transferToAcd: { name: Agent, targetQueue: { lit: { name: Fraud Specialists } }, priority: { lit: 10 } } } ] } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    for (const { transfer, branch, edge, queue } of riskRoutes(graph)) {
      const action = flow.actions[transfer]!;
      const isSpecial = queue !== undefined && hasPurpose('specialist queue', queue);
      const where = queue === undefined ? 'a queue' : `the queue "${queue}"`;
      const severity = isSpecial || queue === undefined ? 'information' : 'warning';
      report({
        span: spanOfName(action),
        message: `High risk from ${actionName(flow.actions[branch]!)} goes to ${where} by ${actionName(action)} without a priority or a reason`,
        action: transfer,
        severity,
        trace: stepsOfWay(file, [{ node: branch, edge }]),
      });
    }
  },
});
