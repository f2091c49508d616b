import { variableUses } from '../graph/variable-uses.js';
import { isCheck } from '../graph/verification.js';
import { callerVerification, unprovenWay } from './caller-verification.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Token of an authentication that was not proven',
  family: 'authentication',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'The token that an authentication gives back is only worth something when the caller was accepted. On this way nobody has looked at the answer, or it was a refusal: the token is empty, or left over from somebody else.',
  instead:
    'Look at the status of the answer first, and use the token only behind the branch that says yes. Set it to NOT_SET where authentication begins.',
  falsePositives:
    'An authentication that answers a refusal with an error leaves by its failure path; let that path end, or lead back to the question, and nothing is reported.',
  pci: ['8.3.1'],
  cwe: ['CWE-287', 'CWE-252'],
  seed: ['B3', 'B19'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.authToken } } ]
        actions:
          - callData: { name: Log in, category: { Bank: { dataAction: { Authenticate: { inputs: { line: { exp: Call.Ani } }, successOutputs: { authToken: { var: Task.authToken } } } } } } }
          - callData: { name: Ask, category: { Bank: { dataAction: { Get Offers: { inputs: { token: { exp: Task.authToken } } } } } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.authToken } } ]
        actions:
          - callData: { name: Log in, category: { Bank: { dataAction: { Authenticate: { inputs: { line: { exp: Call.Ani } }, successOutputs: { authToken: { var: Task.authToken } } } } } } }
          - decision:
              name: Accepted?
              condition: { exp: IsSet(Task.authToken) }
              outputs: { "yes": { actions: [ { callData: { name: Ask, category: { Bank: { dataAction: { Get Offers: { inputs: { token: { exp: Task.authToken } } } } } } } } ] } }
`,
    },
  ],

  check({ file, workspace, report }) {
    const { flow, graph } = file;
    if (!flow.actions.some(isCheck)) return;
    const verification = callerVerification(file, workspace);
    const tokens = new Set(verification.outputs.filter(({ isToken }) => isToken).map(({ write }) => write.variable));
    if (tokens.size === 0) return;
    for (const read of variableUses(flow).reads) {
      const { action, value } = read.place;
      if (!tokens.has(read.variable) || action < 0 || !graph.reachable[action]) continue;
      if (!verification.isUnproven[action] || !hasInput(flow.actions[action]!.slots, read.place.slot)) continue;
      const name = value.source.text.slice(read.start, read.end);
      report({
        span: value.source.rawSpan(read.start, read.end),
        message: `${actionName(flow.actions[action]!)} uses ${name} on a way on which no authentication has succeeded`,
        action,
        trace: unprovenWay(file, verification, action),
      });
    }
  },
});

/** Handing a token on is a use; asking whether there is one is not. */
function hasInput(slots: readonly { readonly role: string }[], slot: { readonly role: string } | undefined): boolean {
  return (
    slot !== undefined && slot.role !== 'condition' && slot.role !== 'case' && slot.role !== 'value' && slots.length > 0
  );
}
