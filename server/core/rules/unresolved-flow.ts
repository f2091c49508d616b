import { findAction } from '../catalog/actions.js';
import { flowTypesOfTarget } from '../catalog/platform.js';
import { filledFlow } from '../graph/filled-flow.js';
import type { Action, Target } from '../model/flow.js';
import { actionName, isTemplated } from './describe.js';
import { type CheckedWorkspace, defineRule } from './rule.js';

export default defineRule({
  title: 'Flow or module that is not in the workspace',
  family: 'reference',
  severity: 'information',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The flow hands over to one whose file was not given. What it does with the values, and what it gives back, is judged by names only.',
  instead: 'Add the file of that flow to the check, or correct the name if it should be one of the files here.',
  falsePositives: 'The flow may simply lie in another repository; then there is nothing to correct.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `-- main.yaml --
inboundCall:
  name: Main line
  tasks: [ { task: { actions: [ { transferToFlow: { name: To billing, targetFlow: { lit: { name: Biling } } } } ] } } ]
-- billing.yaml --
inboundCall:
  name: Billing
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
      fixed: `-- main.yaml --
inboundCall:
  name: Main line
  tasks: [ { task: { actions: [ { transferToFlow: { name: To billing, targetFlow: { lit: { name: Billing } } } } ] } } ]
-- billing.yaml --
inboundCall:
  name: Billing
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
    },
  ],

  check({ file, workspace, report }) {
    if (workspace.flows.length < 2) return;
    const names = namesOf(workspace);
    for (const action of filledFlow(file.flow, workspace.resources).actions) {
      const { target } = action;
      if (!target || !isFlowTarget(target) || target.isTemplated || target.name === '') continue;
      if (mayBeOneOf(names, target)) continue;
      report({ span: target.span, message: messageOf(action, target), action: action.index });
    }
  },
});

const WORDS = {
  flow: 'flow',
  'common-module': 'common module',
  'bot-flow': 'bot flow',
  'called-script': 'script',
} as const;

function isFlowTarget(target: Target): target is Target & { readonly kind: keyof typeof WORDS } {
  return target.kind in WORDS;
}

/** Names of the workspace's flows by type; undefined stands for a name that is filled in later and may be any. */
type Names = ReadonlyMap<string, ReadonlySet<string | undefined>>;

const namesByWorkspace = new WeakMap<CheckedWorkspace, Names>();

function namesOf(workspace: CheckedWorkspace): Names {
  const known = namesByWorkspace.get(workspace);
  if (known) return known;
  const names = new Map<string, Set<string | undefined>>();
  for (const file of workspace.flows) {
    const flow = filledFlow(file.flow, workspace.resources);
    const ofType = names.get(flow.type) ?? new Set();
    names.set(flow.type, ofType.add(isTemplated(flow.name) ? undefined : flow.name));
  }
  namesByWorkspace.set(workspace, names);
  return names;
}

function mayBeOneOf(names: Names, { kind, name }: Target): boolean {
  const types = flowTypesOfTarget(kind) ?? [...names.keys()];
  return types.some((type) => names.get(type)?.has(name) || names.get(type)?.has(undefined));
}

function messageOf(action: Action, target: Target & { readonly kind: keyof typeof WORDS }): string {
  const control = findAction(action.kind)?.control;
  const isLeft = control === 'transfer-flow' || control === 'hand-over';
  const lost = isLeft ? 'what is done with the call there is not seen' : 'its inputs and outputs are judged by name';
  return `The ${WORDS[target.kind]} "${target.name}" of ${actionName(action)} is not among the files; ${lost}`;
}
