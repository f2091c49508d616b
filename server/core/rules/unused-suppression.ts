import { defineRule } from './rule.js';

export default defineRule({
  title: 'A suppression that accepts nothing',
  family: 'suppression',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'What it was written for is gone, or stands elsewhere. Left behind, it would hide the next finding of the rule in its place.',
  instead: 'Take the comment or the entry out. Where the configuration lets nobody accept findings, mend them.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `workflow:
  tasks:
    - task:
        actions:
          # keytrace-ignore secure-value-in-log -- the number is a test number
          - endWorkflow: { name: End, exitReason: { lit: done } }
`,
      fixed: `workflow:
  tasks:
    - task:
        actions:
          - endWorkflow: { name: End, exitReason: { lit: done } }
`,
    },
  ],

  checkIgnore({ ignore, covered, isExpired, isForbidden }, { ruleIds, report }) {
    const { place, problem, rule } = ignore;
    if (problem !== undefined || isExpired || !ruleIds.includes(rule)) return;
    if (isForbidden) {
      report({ span: place.span, message: 'This suppression has no effect: the configuration allows none' });
    } else if (covered === 0) {
      report({ span: place.span, message: `There is no finding of "${rule}" here that this suppression could accept` });
    }
  },
});
