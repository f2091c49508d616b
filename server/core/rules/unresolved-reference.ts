import { resolveContainer } from '../graph/control-graph.js';
import type { Flow, Target, TargetKind } from '../model/flow.js';
import { nearestName } from '../syntax/expression/nearest.js';
import { actionName } from './describe.js';
import { defineRule, type FindingDraft } from './rule.js';

/** Targets inside the flow. */
const CONTAINER_TARGETS: ReadonlySet<TargetKind> = new Set(['task', 'menu', 'state', 'bot']);

export default defineRule({
  title: 'Reference to a task, menu or state that is not there',
  family: 'reference',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The flow names a part that it does not have, so it cannot be imported. Values are not followed to where the name should lead.',
  instead: 'Write the reference id of an existing part in the brackets: "/inboundCall/tasks/task[refId]".',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `inboundCall:
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        actions: [ { jumpToTask: { name: Pay, targetTaskRef: "/inboundCall/tasks/task[payment]" } } ]
`,
      fixed: `inboundCall:
  startUpRef: /inboundCall/tasks/task[main]
  tasks:
    - task:
        name: Main
        refId: main
        actions: [ { jumpToTask: { name: Pay, targetTaskRef: "/inboundCall/tasks/task[payment]" } } ]
    - task: { name: Payment, refId: payment, actions: [ { disconnect: { name: End } } ] }
`,
    },
  ],

  check({ file, report }) {
    const { flow } = file;
    const { start, errorHandling } = flow;
    if (start && !isFound(flow, start)) report(draftOf(flow, start, 'The flow starts with'));
    const handler = errorHandling?.target;
    if (handler && !isFound(flow, handler)) report(draftOf(flow, handler, 'The error handling leads to'));
    for (const action of flow.actions) {
      const { target, index } = action;
      if (target && !isFound(flow, target)) report(draftOf(flow, target, `${actionName(action)} leads to`, index));
    }
  },
});

function isFound(flow: Flow, target: Target): boolean {
  return !CONTAINER_TARGETS.has(target.kind) || target.isTemplated === true || !!resolveContainer(flow, target);
}

function draftOf(flow: Flow, target: Target, subject: string, action?: number): FindingDraft {
  const wanted = target.id ?? target.name;
  const ids = flow.containers.map(({ id, name }) => (id === '' ? name : id));
  const nearest = nearestName(wanted, ids);
  const what = wanted === '' ? `a ${target.kind} without a name` : `the ${target.kind} "${wanted}"`;
  const hint = nearest === undefined ? '' : `; "${nearest}" has a similar name`;
  const message = `${subject} ${what}, which this flow does not have${hint}`;
  return { span: target.span, message, ...(action === undefined ? {} : { action }) };
}
