import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'screen-pop',
  title: "Secure value is shown on the agent's screen",
  since: '0.1.0',
  why: 'The agent needs to know that a payment was made, not with which number; a screen is photographed or shared in seconds.',
  instead: 'Show the transaction id, the vault token or the last four digits.',
  pci: ['3.4.1', '7.2.1'],
  cwe: ['CWE-200'],
  seed: ['P6', 'C5'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setScreenPop: { name: Pop, screenPopScript: { Card: { inputs: { Number: { exp: Task.cardNumber } } } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setScreenPop: { name: Pop, screenPopScript: { Card: { inputs: { Number: { exp: "Right(Task.cardNumber, 4)" } } } } }
`,
    },
  ],
});
