import { findAction } from '../catalog/actions.js';
import { labelSet } from '../catalog/labels.js';
import type { Expression } from '../model/expression.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { collectionsOf } from '../taint/collections.js';
import { showsReference } from './derived.js';
import { actionName } from './describe.js';
import { type CheckedWorkspace, defineRule } from './rule.js';

const CARD = labelSet('PAN', 'CVV');

export default defineRule({
  title: "Agent's screen shows more than a reference",
  family: 'handling',
  severity: 'information',
  confidence: 'low',
  persona: 'auditor',
  since: '0.1.0',
  why: 'Where cards are taken, the screen of an agent is in the scope of the review. What it needs to show of a payment is a transaction id or a vault token, and whether it worked.',
  instead: 'Pass the transaction id; the script or the CRM looks up by itself what the agent may see.',
  falsePositives:
    'Values are judged by their names. Only workspaces that collect cards are looked at, and values that are known to be sensitive have a finding of their own.',
  pci: ['3.4.1', '12.5.2'],
  cwe: ['CWE-200'],
  seed: ['P6', 'C5'],
  examples: [
    {
      bad: `secureCall:
  variables: [ { stringVariable: { name: Flow.cardHolder } }, { stringVariable: { name: Flow.transactionId } } ]
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setScreenPop: { name: Pop, screenPopScript: { Pay: { inputs: { holder: { exp: Flow.cardHolder } } } } }
`,
      fixed: `secureCall:
  variables: [ { stringVariable: { name: Flow.cardHolder } }, { stringVariable: { name: Flow.transactionId } } ]
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setScreenPop: { name: Pop, screenPopScript: { Pay: { inputs: { payment: { exp: Flow.transactionId } } } } }
`,
    },
  ],

  check({ file, workspace, report }) {
    if (!takesCards(workspace)) return;
    const leaks = new Set(workspace.paths.map(({ sink }) => `${sink.place.uri} ${sink.place.span.start}`));
    for (const action of file.flow.actions) {
      if (!file.graph.reachable[action.index]) continue;
      const sinks = findAction(action.kind)?.sinks;
      for (const { role, value } of action.slots) {
        if (!value?.expression || sinks?.get(role)?.sink !== 'screen-pop') continue;
        const isReference = (part: Expression) => showsReference(workspace)(file.flow, part, action.container);
        const name = moreThanReference(value.expression, isReference);
        if (name === undefined || leaks.has(`${file.uri} ${value.span.start}`)) continue;
        const message = `${name} is shown on the agent's screen by ${actionName(action)}; it is neither a token nor an id`;
        report({ span: value.span, message, action: action.index });
      }
    }
  },
});

/** The first variable or property of an expression that no reference fills. */
function moreThanReference(expression: Expression, isReference: (part: Expression) => boolean): string | undefined {
  let name: string | undefined;
  walkExpression(expression, (part, parent) => {
    if (part.kind !== 'reference' || name !== undefined) return;
    const whole = parent?.kind === 'member' ? parent : part;
    if (!isReference(whole)) name = part.name;
  });
  return name;
}

const cardsByWorkspace = new WeakMap<CheckedWorkspace, boolean>();

function takesCards(workspace: CheckedWorkspace): boolean {
  const known = cardsByWorkspace.get(workspace);
  if (known !== undefined) return known;
  const takes = workspace.flows.some((file) => {
    return collectionsOf(file, workspace.factsOf(file.uri)).some(({ labels }) => (labels & CARD) !== 0);
  });
  cardsByWorkspace.set(workspace, takes);
  return takes;
}
