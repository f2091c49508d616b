import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'data-action',
  title: 'Secure value leaves through a plain data action',
  since: '0.1.0',
  why: 'A plain data action keeps its inputs in the execution history and in logs of the integration, where staff can read them.',
  instead:
    'Call Secure Data carries the same inputs without keeping them; the data action has to be marked as secure for it.',
  pci: ['3.2.1', '3.3.1'],
  cwe: ['CWE-532'],
  seed: ['P5', 'S2', 'I13'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callData: { name: Pay, category: { Bank: { dataAction: { Pay: { inputs: { card: { exp: Task.cardNumber } } } } } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callDataSecure: { name: Pay, category: { Bank: { dataAction: { Pay: { inputs: { card: { exp: Task.cardNumber } } } } } } }
`,
    },
  ],
});
