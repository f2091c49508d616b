import { defineRule } from './rule.js';

export default defineRule({
  title: 'A suppression that has expired',
  family: 'suppression',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Somebody accepted a finding for a time, and the time is over. The finding counts again.',
  instead: 'Mend the finding, or say anew until when and why it may stay.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `workflow:
  tasks:
    - task:
        actions:
          # keytrace-ignore secure-value-in-log until 2001-12-31 -- the number is a test number
          - endWorkflow: { name: End, exitReason: { exp: Flow.cardNumber } }
  variables: [ { stringVariable: { name: Flow.cardNumber, isInput: true } } ]
`,
      fixed: `workflow:
  tasks:
    - task:
        actions:
          - endWorkflow: { name: End, exitReason: { exp: "Right(Flow.cardNumber, 4)" } }
  variables: [ { stringVariable: { name: Flow.cardNumber, isInput: true } } ]
`,
    },
  ],

  checkIgnore({ ignore, isExpired }, { report }) {
    const { place, problem, rule, until } = ignore;
    if (problem !== undefined || !isExpired) return;
    report({ span: place.span, message: `This suppression of "${rule}" ended on ${until}` });
  },
});
