import { findAction } from '../catalog/actions.js';
import { loopCountOf } from '../catalog/steps.js';
import { literalOf } from '../graph/action-values.js';
import { type ControlGraph, type Edge, returnNode } from '../graph/control-graph.js';
import { enclosingLoops, type Retry, retriesOf } from '../graph/retries.js';
import { isCheck } from '../graph/verification.js';
import { searchWay } from '../graph/ways.js';
import type { Action } from '../model/flow.js';
import { type CallerVerification, callerVerification } from './caller-verification.js';
import { actionName, spanOfName } from './describe.js';
import { boundAttempts } from './fixes/bound-attempts.js';
import { ENDLESS } from './retry-without-bound.js';
import { type CheckedFlow, defineRule, type FindingDraft } from './rule.js';

export default defineRule({
  title: 'Authentication that can be tried without a limit',
  family: 'authentication',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Four digits are guessed after five thousand attempts on average, and a machine makes them in a day. A limit of three makes guessing hopeless, if something happens when it is reached.',
  instead:
    'Count the attempts in a variable of the flow, stop after three, and give the last refusal a path of its own: say so, and end or hand over to an agent who verifies the caller.',
  falsePositives:
    'The other system may lock the account by itself; then accept the finding with that reason. Where the caller comes back by a menu, the finding is information.',
  pci: ['8.3.4'],
  cwe: ['CWE-307'],
  seed: ['I6', 'S8'],
  options: {
    attempts: { type: 'number', minimum: 1, maximum: 10, default: 3, description: 'Attempts that a caller has.' },
  },
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        name: Login
        refId: Login
        actions:
          - callData:
              name: Check
              category: { Bank: { dataAction: { Verify PIN: { inputs: { line: { exp: Call.Ani } } } } } }
              outputs: { failure: { actions: [ { jumpToTask: { name: Again, targetTaskRef: "/inboundCall/tasks/task[Login]" } } ] } }
`,
      fixed: `inboundCall:
  variables: [ { integerVariable: { name: Flow.tries, initialValue: { lit: 0 } } } ]
  tasks:
    - task:
        name: Login
        refId: Login
        actions:
          - updateData: { name: Count, statements: [ { integer: { variable: Flow.tries, value: { exp: Flow.tries + 1 } } } ] }
          - decision:
              name: Enough?
              condition: { exp: Flow.tries > 3 }
              outputs: { "yes": { actions: [ { playAudio: { name: Sorry, audio: { tts: That was the last attempt } } }, { disconnect: { name: End } } ] } }
          - callData:
              name: Check
              category: { Bank: { dataAction: { Verify PIN: { inputs: { line: { exp: Call.Ani } } } } } }
              outputs: { failure: { actions: [ { jumpToTask: { name: Again, targetTaskRef: "/inboundCall/tasks/task[Login]" } } ] } }
`,
    },
  ],

  check({ file, workspace, report, options }) {
    if (!file.flow.actions.some(isCheck)) return;
    const verification = callerVerification(file, workspace);
    const direct = attemptsAgain(file, verification, true);
    for (const retry of direct) for (const draft of judge(file, retry, options.attempts)) report(draft);
    const known = new Set(direct.filter(({ endless }) => endless !== undefined).map(({ action }) => action));
    for (const { action: index, endless } of attemptsAgain(file, verification, false)) {
      if (endless === undefined || known.has(index)) continue;
      const action = file.flow.actions[index]!;
      const message = `A caller who comes back by the menu can try ${actionName(action)} without a limit`;
      report({ span: spanOfName(action), message, action: index, severity: 'information' });
    }
    for (const index of verification.checks) for (const draft of roundsOf(file, index, options.attempts)) report(draft);
  },
});

/** Checks that are made again before they have succeeded; a menu in between may count as an end. */
function attemptsAgain({ graph }: CheckedFlow, { checks, isProof }: CallerVerification, endsAtMenus: boolean): Retry[] {
  const attempts = checks
    .filter((action) => graph.reachable[action])
    .map((action) => ({
      action,
      isFailure: (edge: Edge) => !isProof(action, edge),
    }));
  return retriesOf(graph, attempts, (node, edge) => isProof(node, edge) || (endsAtMenus && edge.output === 'choice'));
}

function* judge(file: CheckedFlow, { action: index, endless, counters }: Retry, most: number): Generator<FindingDraft> {
  const { flow, graph } = file;
  const action = flow.actions[index]!;
  const place = { span: spanOfName(action), action: index };
  if (endless !== undefined) {
    const message = `${actionName(action)} can be tried without a limit: ${ENDLESS[endless]}`;
    yield { ...place, message, fixes: () => boundAttempts(file, action) };
    return;
  }
  for (const [test, limit] of counters.flatMap(({ tests }) => [...tests])) {
    if (limit !== undefined && limit > most) yield { ...place, ...tooMany(action, limit, most) };
    if (endsSilently(graph, test, index)) yield { ...place, ...nothingSaid(flow.actions[test]!) };
  }
}

/** The loop around a check that bounds it. */
function* roundsOf({ flow, graph }: CheckedFlow, index: number, most: number): Generator<FindingDraft> {
  const action = flow.actions[index]!;
  const [loop] = graph.reachable[index] ? enclosingLoops(flow, index) : [];
  const around = loop === undefined ? undefined : flow.actions[loop];
  if (!around) return;
  const rounds = Number(literalOf(around, loopCountOf(around.kind) ?? '') ?? Number.NaN);
  const place = { span: spanOfName(action), action: index };
  if (rounds > most) yield { ...place, ...tooMany(action, rounds, most) };
  if (endsSilently(graph, around.index, index)) yield { ...place, ...nothingSaid(around) };
}

function tooMany(action: Action, limit: number, most: number): Pick<FindingDraft, 'message' | 'severity'> {
  return { message: `${actionName(action)} can be tried ${limit} times; ${most} are enough`, severity: 'information' };
}

function nothingSaid(test: Action): Pick<FindingDraft, 'message' | 'severity'> {
  const message = `Nothing is done after the last attempt: where ${actionName(test)} gives up, the call simply ends`;
  return { message, severity: 'information' };
}

/** The ways on which no further attempt is made end at once. */
function endsSilently(graph: ControlGraph, test: number, attempt: number): boolean {
  const leaving = graph.edges[test]!.filter(({ to }) => {
    return (
      searchWay(
        graph,
        [to],
        attempt,
        (node) => node !== test,
        () => true,
      ) === undefined
    );
  });
  return leaving.length > 0 && leaving.every(({ to }) => isEnd(graph, to));
}

function isEnd({ flow, roots }: ControlGraph, node: number): boolean {
  const action = flow.actions[node];
  if (action) return findAction(action.kind)?.control === 'end-flow';
  return roots.some((root) => returnNode(flow, root) === node);
}
