import { findAction } from '../catalog/actions.js';
import { callbackContext, carries } from '../catalog/request-fields.js';
import type { Action } from '../model/flow.js';
import { literalText } from '../taint/compile-action.js';
import { actionName } from './describe.js';
import { type CheckedFlow, defineRule } from './rule.js';

export default defineRule({
  title: 'Callback says nothing about its reason',
  family: 'handling',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'The agent who calls back knows only a number. He has to ask the customer why, and after a suspicious request he cannot know what still has to be verified.',
  instead: 'Give the script a reason and the id of the conversation, or set them as participant data before.',
  falsePositives: 'A queue that only takes one kind of callback says the reason by itself.',
  pci: [],
  cwe: [],
  seed: ['S10'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - createCallback: { name: Later, callbackNumber: { exp: Call.Ani }, queue: { lit: { name: Security } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - createCallback: { name: Later, callbackNumber: { exp: Call.Ani }, queue: { lit: { name: Security } }, scriptInputs: { reason: { lit: VERIFY } } }
`,
    },
  ],

  check({ file, report }) {
    for (const action of file.flow.actions) {
      const roles = callbackContext(action.kind);
      if (!roles || !file.graph.reachable[action.index]) continue;
      const isTold = action.slots.some(({ role, name }) => roles.includes(role) && carries('reason', name));
      if (isTold || isToldBefore(file, action)) continue;
      report({
        span: action.nameSpan,
        message: `${actionName(action)} passes no reason and no context to whoever calls back`,
        action: action.index,
      });
    }
  },
});

/** An attribute of the conversation that the agent will see says it as well. */
function isToldBefore({ flow, graph }: CheckedFlow, callback: Action): boolean {
  return flow.actions.some(({ kind, index, slots }) => {
    if (index === callback.index || !graph.reachable[index]) return false;
    const sinks = findAction(kind)?.sinks;
    return slots.some(({ role, key }) => sinks?.get(role)?.shared === true && carries('reason', literalText(key)));
  });
}
