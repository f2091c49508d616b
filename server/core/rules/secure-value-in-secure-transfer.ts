import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'secure-transfer',
  title: 'Secure value is handed over as invocation data',
  since: '0.1.0',
  why: 'Invocation data of a transfer to a secure flow is kept in the clear; the vendor says that it must hold no secret.',
  instead: 'Hand over an order or case number and collect the secret inside the secure flow.',
  pci: ['3.2.1'],
  cwe: ['CWE-201'],
  seed: ['C8'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - transferToFlowSecure: { name: Pay, targetFlow: { name: Payment }, invocationData: { exp: Task.cardNumber } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - transferToFlowSecure: { name: Pay, targetFlow: { name: Payment }, invocationData: { exp: "Right(Task.cardNumber, 4)" } }
`,
    },
  ],
});
