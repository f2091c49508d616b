import { flowLinks } from '../graph/flow-links.js';
import { secureScenario } from '../graph/secure-scenario.js';
import { actionName, spanOfName } from './describe.js';
import { type CheckedWorkspace, defineRule } from './rule.js';

export default defineRule({
  title: 'Secure flow that mixes two scenarios',
  family: 'platform',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Return to Agent gives the caller back to the agent the call came from, so it only works in a session that an agent has begun. A transfer or a disconnect lets go of the call, and the agent who waits has lost the caller.',
  instead:
    'Keep one flow for agents, with Return to Agent on every way, and one for callers who come from a flow, with transfers and disconnects.',
  falsePositives:
    'A disconnect may be meant where somebody has failed on purpose; say so in the name of the path and accept the finding.',
  pci: [],
  cwe: ['CWE-691'],
  seed: ['C4', 'C3'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - decision: { name: Paid?, condition: { exp: 'Call.Ani == "1"' }, outputs: { "yes": { actions: [ { returnToAgent: { name: Back } } ] } } }
          - transferToAcd: { name: To billing, targetQueue: { lit: { name: Billing } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - decision: { name: Paid?, condition: { exp: 'Call.Ani == "1"' }, outputs: { "yes": { actions: [ { returnToAgent: { name: Back } } ] } } }
          - returnToAgent: { name: Back all the same }
`,
    },
  ],

  check({ file, workspace, report }) {
    const { flow, graph } = file;
    const scenario = secureScenario(graph);
    const first = flow.actions[scenario?.returns[0] ?? -1];
    if (!scenario || !first) return;
    for (const index of scenario.releases) {
      const action = flow.actions[index]!;
      const message = `${actionName(action)} lets go of the call, while ${actionName(first)} gives it back to an agent`;
      report({ span: spanOfName(action), message, action: index });
    }
    const callers = callersOf(file.uri, workspace);
    if (callers.length === 0) return;
    const message = `${actionName(first)} gives the caller back to an agent, but the flow "${callers[0]}" sends callers here without one`;
    report({ span: spanOfName(first), message, action: first.index });
  },
});

/** Flows that lead here; a flow that waits in a queue has no agent yet either. */
function callersOf(uri: string, { flows }: CheckedWorkspace): string[] {
  const links = flowLinks(flows.map(({ flow }) => flow));
  return links.filter(({ to }) => flows[to]!.uri === uri).map(({ from }) => flows[from]!.flow.name);
}
