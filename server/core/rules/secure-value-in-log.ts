import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'log',
  title: 'Secure value is logged',
  since: '0.1.0',
  why: 'Exit reasons, flow outcomes and milestones are kept and reported on; a log is read by more people than any screen.',
  instead: 'Log what happened and a reference, not the value: "payment refused, transaction 8812".',
  pci: ['3.3.1', '10.3.1'],
  cwe: ['CWE-532'],
  seed: ['B6', 'P3', 'B11'],
  examples: [
    {
      bad: `workflow:
  tasks:
    - task:
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: cardNumber }, variable: Task.cardNumber } } ] }
          - endWorkflow: { name: End, exitReason: { exp: Task.cardNumber } }
`,
      fixed: `workflow:
  tasks:
    - task:
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: cardNumber }, variable: Task.cardNumber } } ] }
          - endWorkflow: { name: End, exitReason: { exp: "Right(Task.cardNumber, 4)" } }
`,
    },
  ],
});
