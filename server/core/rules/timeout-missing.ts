import { isLeftOut, slotOf } from '../graph/action-values.js';
import { actionName, spanOfName } from './describe.js';
import { externalCalls } from './external-call.js';
import { timeoutFor } from './fixes/catch-failure.js';
import { setTimeoutOf } from './fixes/set-timeout.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'External call without a timeout',
  family: 'resilience',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Without a timeout of its own the call waits as long as the platform lets it. The caller hears nothing meanwhile, and when the other system is slow, every line is taken by somebody who waits.',
  instead: 'Set the timeout to what the other system needs in its peak hours, and catch the timeout path.',
  falsePositives:
    'Calls that are neither about money nor about identity and carry no secret are information only; the platform has a default for them.',
  pci: ['6.2.4'],
  cwe: ['CWE-1088', 'CWE-400'],
  seed: ['B13', 'S3'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Judge, category: { Risk: { dataAction: { Fraud Score: { inputs: { line: { exp: Call.Ani } } } } } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Judge, timeout: { lit: { seconds: 5 } }, category: { Risk: { dataAction: { Fraud Score: { inputs: { line: { exp: Call.Ani } } } } } } }
`,
    },
  ],

  check({ file, report }) {
    for (const call of externalCalls(file)) {
      const { action, facts, stake, names } = call;
      if (!isLeftOut(slotOf(action, facts.timeout)?.value)) continue;
      const why = stake === undefined ? '' : `; it ${stake}`;
      report({
        span: spanOfName(action),
        message: `${actionName(action)} has no timeout of its own${why}`,
        action: action.index,
        fixes: () => setTimeoutOf(file, call, timeoutFor(names)),
        ...(stake === undefined ? { severity: 'information' } : {}),
      });
    }
  },
});
