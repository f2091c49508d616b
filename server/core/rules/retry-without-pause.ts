import { hurriedRetries } from '../graph/retries.js';
import { actionName, spanOfName } from './describe.js';
import { pauseBefore } from './fixes/bound-attempts.js';
import { callAttempts, timePasses } from './retry-without-bound.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Retry without a pause',
  family: 'resilience',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A system that has just failed is asked again at once, when it is still down. The attempts are used up within a second, and the load makes it worse.',
  instead: 'Wait a second or two before the next attempt. In a call, words or two seconds of silence are a pause.',
  pci: [],
  cwe: ['CWE-770'],
  seed: ['S8', 'B14'],
  examples: [
    {
      bad: `workflow:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.i } } ]
        actions:
          - loop:
              name: Three times
              currentIndex: { var: Task.i }
              loopCount: { lit: 3 }
              outputs:
                loop:
                  actions:
                    - callData: { name: Look up, category: { Shop: { dataAction: { Find: { inputs: { a: { lit: 1 } } } } } }, outputs: { success: { actions: [ { loopExit: { name: Good } } ] } } }
`,
      fixed: `workflow:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.i } } ]
        actions:
          - loop:
              name: Three times
              currentIndex: { var: Task.i }
              loopCount: { lit: 3 }
              outputs:
                loop:
                  actions:
                    - callData: { name: Look up, category: { Shop: { dataAction: { Find: { inputs: { a: { lit: 1 } } } } } }, outputs: { success: { actions: [ { loopExit: { name: Good } } ] } } }
                    - wait: { name: Wait, duration: { lit: { seconds: 2 } } }
`,
    },
  ],

  check({ file, report }) {
    for (const index of hurriedRetries(file.graph, callAttempts(file), timePasses(file.graph))) {
      const action = file.flow.actions[index]!;
      report({
        span: spanOfName(action),
        message: `${actionName(action)} is tried again at once when it fails`,
        action: index,
        fixes: () => pauseBefore(file, action),
      });
    }
  },
});
