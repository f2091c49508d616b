import { asksPerson, takesTime } from '../catalog/steps.js';
import type { ControlGraph, Edge } from '../graph/control-graph.js';
import { type Attempt, retriesOf } from '../graph/retries.js';
import { actionName, spanOfName } from './describe.js';
import { externalCalls } from './external-call.js';
import { boundAttempts } from './fixes/bound-attempts.js';
import { type CheckedFlow, defineRule } from './rule.js';

export default defineRule({
  title: 'Retry without an end',
  family: 'resilience',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'When the other system is down, the flow asks it again and again until the platform stops the flow after ten thousand actions. Every call that does so makes it harder for the other system to come back.',
  instead:
    'Count the attempts in a variable of the flow, and leave after two or three. A variable of the task begins anew whenever somebody jumps to the task.',
  falsePositives:
    'Loops in which a person decides to try again are left alone, and so are loops with a fixed number of rounds.',
  pci: ['6.2.4'],
  cwe: ['CWE-835', 'CWE-770'],
  seed: ['S8'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        name: Ask
        refId: Ask
        actions:
          - callData:
              name: Look up
              category: { Shop: { dataAction: { Find: { inputs: { line: { exp: Call.Ani } } } } } }
              outputs: { failure: { actions: [ { jumpToTask: { name: Again, targetTaskRef: "/inboundCall/tasks/task[Ask]" } } ] } }
`,
      fixed: `inboundCall:
  variables: [ { integerVariable: { name: Flow.tries, initialValue: { lit: 0 } } } ]
  tasks:
    - task:
        name: Ask
        refId: Ask
        actions:
          - updateData: { name: Count, statements: [ { integer: { variable: Flow.tries, value: { exp: Flow.tries + 1 } } } ] }
          - decision: { name: Enough?, condition: { exp: Flow.tries > 2 }, outputs: { "yes": { actions: [ { disconnect: { name: End } } ] } } }
          - callData:
              name: Look up
              category: { Shop: { dataAction: { Find: { inputs: { line: { exp: Call.Ani } } } } } }
              outputs: { failure: { actions: [ { jumpToTask: { name: Again, targetTaskRef: "/inboundCall/tasks/task[Ask]" } } ] } }
`,
    },
  ],

  check({ file, report }) {
    for (const { action: index, endless } of retriesOf(file.graph, callAttempts(file), personDecides(file.graph))) {
      if (endless === undefined) continue;
      const action = file.flow.actions[index]!;
      report({
        span: spanOfName(action),
        message: `${actionName(action)} is tried again without end when it fails: ${ENDLESS[endless]}`,
        action: index,
        fixes: () => boundAttempts(file, action),
      });
    }
  },
});

/** Why nothing ends it, in words. */
export const ENDLESS = {
  'no counter': 'nothing counts the attempts',
  'counter begins again': 'what counts the attempts begins anew each time',
  'counter is passed by': 'one way back passes the counter by',
} as const;

/** The external calls of a flow, as something that may fail. */
export function callAttempts(file: CheckedFlow): Attempt[] {
  return externalCalls(file).map(({ action, facts }) => ({
    action: action.index,
    isFailure: ({ output }: Edge) => output === facts.failed || output === facts.late,
  }));
}

/** Somebody is asked before the next attempt. */
export function personDecides({ flow }: ControlGraph): (node: number, edge: Edge) => boolean {
  return (node, { output }) => output === 'choice' || asksPerson(flow.actions[node]?.kind ?? '');
}

/** Somebody is asked, or time passes, before the next attempt. */
export function timePasses({ flow }: ControlGraph): (node: number, edge: Edge) => boolean {
  return (node, { output }) => output === 'choice' || takesTime(flow.actions[node]?.kind ?? '');
}
