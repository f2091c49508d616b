import { flowTypesOf, refusesFlow } from '../catalog/platform.js';
import { type FlowLink, flowLinks } from '../graph/flow-links.js';
import type { Action } from '../model/flow.js';
import { actionName, flowTypeName, kindName, listWords, spanOfName } from './describe.js';
import { type CheckedFlow, type CheckedWorkspace, defineRule } from './rule.js';

export default defineRule({
  title: 'Module or bot that does not fit secure mode',
  family: 'platform',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A module runs in the mode of the flow that calls it: secure actions in it fail where that flow is not secure. A digital bot does not keep secure mode at all, so nothing secret may be said to it.',
  instead: 'Call the module from a secure flow only, and use a voice bot inside of secure flows.',
  falsePositives: 'A flow is found by the name that the action gives; another flow of that name may be meant.',
  pci: ['3.5.1'],
  cwe: ['CWE-668'],
  seed: ['C7', 'C8', 'C2'],
  examples: [
    {
      bad: `-- line.yaml --
inboundCall:
  name: Line
  tasks: [ { task: { actions: [ { callCommonModule: { name: Pay, commonModule: { Charging: { ver_latestPublished: { inputs: {} } } } } } ] } } ]
-- module.yaml --
commonModule:
  name: Charging
  startUpTaskActions: [ { callDataSecure: { name: Charge, category: { Bank: { dataAction: { Charge: { inputs: { a: { lit: 1 } } } } } } } } ]
`,
      fixed: `-- line.yaml --
secureCall:
  name: Line
  tasks: [ { task: { actions: [ { callCommonModule: { name: Pay, commonModule: { Charging: { ver_latestPublished: { inputs: {} } } } } }, { disconnect: { name: End } } ] } } ]
-- module.yaml --
commonModule:
  name: Charging
  startUpTaskActions: [ { callDataSecure: { name: Charge, category: { Bank: { dataAction: { Charge: { inputs: { a: { lit: 1 } } } } } } } } ]
`,
    },
  ],

  check({ file, workspace, report }) {
    const { flow, graph } = file;
    for (const { action: index, to } of linksFrom(file, workspace)) {
      const called = workspace.flows[to]!;
      const action = flow.actions[index]!;
      const place = { span: spanOfName(action), action: index };
      if (!graph.reachable[index]) continue;
      if (refusesFlow(flow.type, called.flow.type)) {
        const message = `${actionName(action)} calls "${called.flow.name}", a flow of type ${flowTypeName(called.flow.type)}, which does not keep the secure mode of a ${flowTypeName(flow.type)} flow`;
        report({ ...place, message });
      }
      const wrong = called.flow.actions.find(
        (inner) => called.graph.reachable[inner.index] && isMisplaced(inner, flow.type, called.flow.type),
      );
      if (!wrong) continue;
      const only = flowTypesOf(wrong.kind)?.onlyIn;
      const why = only ? `; only ${listWords(only.map(flowTypeName))} flows have it` : '';
      report({
        ...place,
        message: `${actionName(action)} calls "${called.flow.name}", whose ${kindName(wrong)} ${actionName(wrong)} cannot run in a flow of type ${flowTypeName(flow.type)}${why}`,
        trace: [{ uri: called.uri, span: spanOfName(wrong), message: `${kindName(wrong)} ${actionName(wrong)}` }],
      });
    }
  },
});

/** An action that the module may hold, but not inside of the flow that calls it. */
function isMisplaced({ kind }: Action, callerType: string, ownType: string): boolean {
  const facts = flowTypesOf(kind);
  if (!facts?.silentIn.includes(ownType) || facts.silentIn.includes(callerType)) return false;
  return facts.notIn?.includes(callerType) === true || !(facts.onlyIn?.includes(callerType) ?? true);
}

const linksByWorkspace = new WeakMap<CheckedWorkspace, ReadonlyMap<string, readonly FlowLink[]>>();

/** Calls that come back, by the file that they stand in; worked out once for all flows. */
function linksFrom({ uri }: CheckedFlow, workspace: CheckedWorkspace): readonly FlowLink[] {
  let known = linksByWorkspace.get(workspace);
  if (!known) {
    const links = new Map<string, FlowLink[]>();
    for (const link of flowLinks(workspace.flows.map(({ flow }) => flow))) {
      const from = workspace.flows[link.from]!.uri;
      if (link.comesBack) links.set(from, [...(links.get(from) ?? []), link]);
    }
    known = links;
    linksByWorkspace.set(workspace, known);
  }
  return known.get(uri) ?? [];
}
