import { defineRule } from './rule.js';
import { ruleHint } from './rule-names.js';

export default defineRule({
  title: 'A suppression that is not understood',
  family: 'suppression',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Whoever wrote it believes that a finding is accepted. Without a reason nobody can judge later whether it still may be.',
  instead:
    'Name the rule, say why behind two dashes, and if you like say until when: `# keytrace-ignore secure-value-in-log until 2026-12-31 -- test environment only`.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `workflow:
  tasks:
    - task:
        actions:
          # keytrace-ignore secure-value-in-log
          - endWorkflow: { name: End, exitReason: { exp: Flow.cardNumber } }
  variables: [ { stringVariable: { name: Flow.cardNumber, isInput: true } } ]
`,
      fixed: `workflow:
  tasks:
    - task:
        actions:
          # keytrace-ignore secure-value-in-log -- the number is a test number
          - endWorkflow: { name: End, exitReason: { exp: Flow.cardNumber } }
  variables: [ { stringVariable: { name: Flow.cardNumber, isInput: true } } ]
`,
    },
  ],

  checkIgnore({ ignore }, { ruleIds, report }) {
    const { place, problem, rule } = ignore;
    if (problem !== undefined)
      report({ span: place.span, message: `This suppression has no effect: ${lower(problem)}` });
    else if (!ruleIds.includes(rule)) {
      report({
        span: place.span,
        message: `This suppression has no effect: there is no rule "${rule}"${ruleHint(rule, ruleIds)}`,
      });
    }
  },
});

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
