import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'participant-data',
  title: 'Secure value is stored as participant data',
  since: '0.1.0',
  why: 'Participant data survives the flow: agents, scripts, reports and every later flow can read it, and it is kept with the conversation.',
  instead:
    'Keep a reference instead: a vault token, a transaction id, or the last four digits. Set Secured Data encrypts what must be kept.',
  pci: ['3.2.1', '3.5.1'],
  cwe: ['CWE-312'],
  seed: ['B2', 'B6', 'B11', 'C5', 'S9'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: card }, value: { exp: Task.cardNumber } } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setParticipantData: { name: Keep, attributes: [ { attribute: { name: { lit: card }, value: { exp: "Right(Task.cardNumber, 4)" } } } ] }
`,
    },
  ],
});
