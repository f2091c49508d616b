import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'external-contact',
  title: 'Secure value is used as external contact data',
  since: '0.1.0',
  why: 'External contacts are shared with every agent and with the systems they are synchronised to.',
  instead: 'Use a customer id that means nothing outside your own systems.',
  pci: ['3.2.1'],
  cwe: ['CWE-312'],
  seed: ['B2'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - associateExternalContact: { name: Link, externalId: { exp: Task.cardNumber } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - associateExternalContact: { name: Link, externalId: { exp: "Right(Task.cardNumber, 4)" } }
`,
    },
  ],
});
