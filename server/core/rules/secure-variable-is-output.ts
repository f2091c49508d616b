import { defineRule } from './rule.js';

export default defineRule({
  title: 'Secure variable is an input or output of the flow',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'What a flow or task gives out is an ordinary value for whoever called it, so the platform does not let a secure variable be an output, nor an input.',
  instead:
    'Clear the output mark and hand on something that is not secret: a transaction number, a status, the last four digits taken with Extract Secure Data.',
  pci: ['3.5.1'],
  cwe: ['CWE-668'],
  seed: ['C8'],
  examples: [
    {
      bad: `secureCall:
  variables: [ { stringVariable: { name: Flow.card, isSecure: true, isOutput: true } } ]
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
      fixed: `secureCall:
  variables: [ { stringVariable: { name: Flow.card, isSecure: true } } ]
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
    },
  ],

  check({ file, report }) {
    for (const { name, nameSpan, isSecure, isInput, isOutput, container } of file.flow.variables) {
      if (!isSecure) continue;
      const place = { span: nameSpan, container };
      if (isOutput) report({ ...place, message: `${name} is secure and an output at the same time` });
      // Only the SDK's documentation says this about inputs; the editor clears the mark by itself.
      if (isInput) {
        const message = `${name} is secure and an input at the same time; a caller cannot hand a secure value in`;
        report({ ...place, severity: 'warning', confidence: 'medium', message });
      }
    }
  },
});
