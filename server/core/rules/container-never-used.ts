import { entryNode, resolveContainer } from '../graph/control-graph.js';
import type { Action, Flow } from '../model/flow.js';
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
    let users: ReadonlyMap<number, Action> | undefined;
    for (const container of flow.containers) {
      if (graph.reachable[entryNode(flow, container.index)]) continue;
      users ??= usersOf(flow);
      const user = users.get(container.index);
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

/** The first action outside a container that names it, by container. */
function usersOf(flow: Flow): Map<number, Action> {
  const users = new Map<number, Action>();
  for (const action of flow.actions) {
    const named = action.target && resolveContainer(flow, action.target);
    if (named && named.index !== action.container && !users.has(named.index)) users.set(named.index, action);
  }
  return users;
}
