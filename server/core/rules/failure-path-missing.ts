import { type ControlGraph, type Edge, returnNode } from '../graph/control-graph.js';
import { searchWay } from '../graph/ways.js';
import type { Action } from '../model/flow.js';
import { callerVerification } from './caller-verification.js';
import { actionName, listWords, spanOfName } from './describe.js';
import { type CheckedCall, externalCalls } from './external-call.js';
import { catchFailure } from './fixes/catch-failure.js';
import { type CheckedFlow, type CheckedWorkspace, defineRule } from './rule.js';
import { isSensitive } from './sensitive-action.js';

export default defineRule({
  title: 'Failure of an external call that nobody catches',
  family: 'resilience',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'When the other system answers with an error or not in time, the flow goes on as if nothing had happened: the caller hears the wrong thing, hears nothing, or comes further than anybody should.',
  instead:
    'Give the call a path for failure and one for timeout: wait two seconds and try once more, then say that the service cannot be reached and hand over or end.',
  falsePositives:
    'Where the success path always ends or leaves, what follows the call is its failure path, and nothing is reported. Calls that are neither about money nor about identity and carry no secret are information only.',
  pci: ['6.2.4'],
  cwe: ['CWE-754', 'CWE-636'],
  seed: ['B14', 'I3', 'I8'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Pay, category: { Bank: { dataAction: { Make Payment: { inputs: { amount: { lit: 10 } } } } } } }
          - playAudio: { name: Done, audio: { tts: Thank you for your payment } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - callData:
              name: Pay
              category: { Bank: { dataAction: { Make Payment: { inputs: { amount: { lit: 10 } } } } } }
              outputs:
                success: { actions: [ { playAudio: { name: Done, audio: { tts: Thank you for your payment } } }, { disconnect: { name: Bye } } ] }
          - playAudio: { name: Sorry, audio: { tts: We cannot reach the bank } }
`,
    },
  ],

  check({ file, workspace, report }) {
    for (const call of externalCalls(file)) {
      const missing = uncaught(file.graph, call);
      if (missing.length === 0) continue;
      const { action, stake } = call;
      const words = listWords(
        missing.map((name) => `"${name}"`),
        'or',
      );
      const why = stake === undefined ? '' : `; it ${stake}`;
      report({
        span: spanOfName(action),
        message: `Nothing happens on the path ${words} of ${actionName(action)}, and the flow goes on${why}`,
        action: action.index,
        fixes: () => catchFailure(file, call, missing, mayRepeat(action.index, file, workspace)),
        ...(stake === undefined ? { severity: 'information' } : {}),
      });
    }
  },
});

/** A second call would leak what the first one does, and reach what nobody has been authenticated for. */
function mayRepeat(action: number, file: CheckedFlow, workspace: CheckedWorkspace): boolean {
  const leaks = workspace.paths.some(({ sink }) => sink.action === action && workspace.flows[sink.flow] === file);
  return !leaks && !(isSensitive(file.flow.actions[action]!) && callerVerification(file, workspace).isUnproven[action]);
}

/** The outputs for a failure on which nothing is done. */
export function uncaught(graph: ControlGraph, { action, facts }: Pick<CheckedCall, 'action' | 'facts'>): string[] {
  const edges = graph.edges[action.index]!;
  return [facts.failed, facts.late].filter((name) => {
    const edge = edges.find(({ output }) => output === name);
    return edge !== undefined && !isWritten(action, name) && !isFailurePath(graph, action, edge);
  });
}

function isWritten({ outputs }: Action, name: string): boolean {
  return outputs.some((output) => output.name === name && output.body.length > 0);
}

/** What follows the call is only reached when it did not succeed. */
function isFailurePath(graph: ControlGraph, action: Action, { to }: Edge): boolean {
  if (to === returnNode(graph.flow, action.container)) return false;
  const success = action.outputs.find(({ name }) => name === 'success');
  if (!success || success.body.length === 0) return false;
  const starts = graph.edges[action.index]!.filter(({ output }) => output === success.name).map((edge) => edge.to);
  const isAnother = (node: number) => node !== action.index;
  return searchWay(graph, starts, to, isAnother, () => true) === undefined;
}
