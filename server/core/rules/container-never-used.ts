import { entryNode, resolveContainer } from '../graph/control-graph.js';
import type { Container, Flow } from '../model/flow.js';
import { actionName, containerName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Task, menu or state that nothing leads to',
  family: 'control',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A part of the flow that is never entered still has to be read, reviewed and kept up to date. Often it is the part that was meant to be called: the authentication, the masking, the opt-out.',
  instead: 'Call it, jump to it, or delete it.',
  pci: [],
  cwe: ['CWE-561'],
  seed: [],
  examples: [
    {
      bad: `inboundCall:
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task: { name: Main, refId: main, actions: [ { disconnect: { name: End } } ] }
    - task: { name: Authenticate, refId: auth, actions: [ { endTask: { name: Done } } ] }
`,
      fixed: `inboundCall:
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        actions:
          - callTask: { name: Who is it, targetTaskRef: "/inboundCall/tasks/task[auth]" }
          - disconnect: { name: End }
    - task: { name: Authenticate, refId: auth, actions: [ { endTask: { name: Done } } ] }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    for (const container of flow.containers) {
      if (graph.reachable[entryNode(flow, container.index)]) continue;
      const user = userOf(flow, container);
      report({
        span: container.nameSpan,
        message: user
          ? `${containerName(container)} is never entered: ${actionName(user)}, which leads to it, never runs`
          : `${containerName(container)} is never entered: nothing leads to it`,
        container: container.index,
        tag: 'unnecessary',
      });
    }
  },
});

/** An action outside the container that names it. */
function userOf(flow: Flow, container: Container) {
  return flow.actions.find(
    ({ target, container: from }) =>
      target && from !== container.index && resolveContainer(flow, target)?.index === container.index,
  );
}
