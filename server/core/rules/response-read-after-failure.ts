import { externalCallOf } from '../catalog/steps.js';
import { type UnsetRead, unsetReads } from '../graph/unset-responses.js';
import { variableUses } from '../graph/variable-uses.js';
import { searchWay } from '../graph/ways.js';
import type { Step } from '../model/finding.js';
import { actionName } from './describe.js';
import { initialiseBefore } from './fixes/initialise-before.js';
import { type CheckedFlow, defineRule } from './rule.js';
import { stepsOfWay } from './way-words.js';

export default defineRule({
  title: 'Answer that is read although none came',
  family: 'resilience',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'When the other system fails or takes too long, the variables of its answer are not set. An expression that reads one of them then fails, and the flow ends in its error handling, or goes on with what a caller before left behind.',
  instead:
    'Give the variable a value before the call, or on the failure and timeout paths; or ask with IsSet before it is read.',
  falsePositives:
    'Functions that take NOT_SET, such as Append, and values that ask themselves whether the variable is set are left out.',
  pci: ['6.2.4'],
  cwe: ['CWE-457', 'CWE-754'],
  seed: ['S5'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.score } } ]
        actions:
          - callData: { name: Judge, category: { Risk: { dataAction: { Score: { inputs: { line: { exp: Call.Ani } }, successOutputs: { score: { var: Task.score } } } } } } }
          - decision: { name: High?, condition: { exp: Task.score > 70 } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.score, initialValue: { lit: 100 } } } ]
        actions:
          - callData: { name: Judge, category: { Risk: { dataAction: { Score: { inputs: { line: { exp: Call.Ani } }, successOutputs: { score: { var: Task.score } } } } } } }
          - decision: { name: High?, condition: { exp: Task.score > 70 } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    for (const unset of unsetReads(graph)) {
      const { read, calls } = unset;
      const { action, value } = read.place;
      const { name } = variableUses(flow).variables[read.variable]!;
      const { call, trace } = wayFrom(file, unset);
      report({
        span: value.source.rawSpan(read.start, read.end),
        message: `${actionName(flow.actions[action]!)} reads ${name}, which holds nothing when ${actionName(flow.actions[call ?? calls[0]!]!)} fails or takes too long`,
        action,
        trace,
        fixes: () => initialiseBefore(file, read.variable, calls),
      });
    }
  },
});

/** The shortest way from a call that did not answer to the read. */
function wayFrom(
  { flow, graph, uri }: CheckedFlow,
  { read, calls, isUnset }: UnsetRead,
): { call?: number; trace: readonly Step[] } {
  let best: { call: number; trace: readonly Step[] } | undefined;
  for (const call of calls) {
    const { failed, late } = externalCallOf(flow.actions[call]!.kind)!; // every response is of an external call
    for (const edge of graph.edges[call]!) {
      if (edge.output !== failed && edge.output !== late) continue;
      const way = searchWay(graph, [edge.to], read.place.action, isUnset, () => true);
      if (!way) continue;
      const trace = stepsOfWay({ flow, graph, uri }, [{ node: call, edge }, ...way]);
      if (!best || trace.length < best.trace.length) best = { call, trace };
    }
  }
  return best ?? { trace: [] };
}
