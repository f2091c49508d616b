import { actionName, kindName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Loop action outside a loop',
  family: 'control',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Exit Loop and Next Loop act on the loop that they stand in. Outside one the platform refuses them.',
  instead: 'Put the action inside the loop it is meant for. To leave a task use End Task.',
  pci: [],
  cwe: ['CWE-670'],
  seed: [],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - loopExit: { name: Enough }
          - disconnect: { name: End }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - loop: { name: Three times, loopCount: { lit: 3 }, outputs: { loop: { actions: [ { loopExit: { name: Enough } } ] } } }
          - disconnect: { name: End }
`,
    },
  ],

  check({ file, report }) {
    for (const index of file.graph.strayLoopActions) {
      const action = file.flow.actions[index]!;
      const message = `${kindName(action)} ${actionName(action)} stands in no loop`;
      report({ span: action.kindSpan, message, action: index });
    }
  },
});
