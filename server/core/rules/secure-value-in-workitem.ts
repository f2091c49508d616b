import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'workitem',
  title: 'Secure value is written to a workitem',
  since: '0.1.0',
  why: 'Everybody who works on the queue reads workitems, and they stay after the case is closed.',
  instead: 'Write a reference or the last four digits.',
  pci: ['3.2.1'],
  cwe: ['CWE-312'],
  seed: ['B2'],
  examples: [
    {
      bad: `workitem:
  tasks:
    - task:
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: iban }, variable: Task.iban } } ] }
          - updateWorkitem: { name: Describe, statements: [ { string: { variable: Workitem.Workitem.description, value: { exp: Task.iban } } } ] }
`,
      fixed: `workitem:
  tasks:
    - task:
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: iban }, variable: Task.iban } } ] }
          - updateWorkitem: { name: Describe, statements: [ { string: { variable: Workitem.Workitem.description, value: { exp: "Right(Task.iban, 4)" } } } ] }
`,
    },
  ],
});
