import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'callback',
  title: 'Secure value is stored with a callback',
  since: '0.1.0',
  why: 'The number of a callback is shown to agents, dialled and kept with the conversation.',
  instead: 'Store a telephone number there and nothing else.',
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
          - createCallback: { name: Call back, callbackNumber: { exp: ToPhoneNumber(Task.cardNumber) } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - createCallback: { name: Call back, callbackNumber: { exp: ToPhoneNumber(Call.Ani) } }
`,
    },
  ],
});
