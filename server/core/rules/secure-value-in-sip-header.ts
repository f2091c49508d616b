import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'sip',
  title: 'Secure value is put into a SIP header',
  since: '0.1.0',
  why: 'SIP headers travel in the clear through carriers and telephone systems and are written to their logs.',
  instead: 'Hand over a reference that the other side looks up in your own systems.',
  pci: ['4.2.1'],
  cwe: ['CWE-319'],
  seed: ['P5'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setUUIData: { name: Hand over, uuiData: { exp: Task.cardNumber } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setUUIData: { name: Hand over, uuiData: { exp: "Right(Task.cardNumber, 4)" } }
`,
    },
  ],
});
