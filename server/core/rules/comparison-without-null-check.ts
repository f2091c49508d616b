import { hasPurpose } from '../catalog/purposes.js';
import { nullComparisons } from '../graph/unchecked-responses.js';
import { variableUses } from '../graph/variable-uses.js';
import { nameBehindScope } from '../model/expression.js';
import { actionName } from './describe.js';
import { askFirst } from './fixes/ask-first.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Comparison with an answer that may be empty',
  family: 'resilience',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A comparison with NOT_SET fails while the call runs, and the flow ends in its error handling. An answer without this field is enough.',
  instead: 'Ask with IsSet first, in the same condition or in a decision before.',
  falsePositives: 'Where the other system always sends the field, nothing goes wrong until it changes.',
  pci: ['6.2.4'],
  cwe: ['CWE-476', 'CWE-754'],
  seed: ['I4', 'S6'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.score, initialValue: { lit: 0 } } } ]
        actions:
          - callData: { name: Judge, category: { Risk: { dataAction: { Score: { inputs: { line: { exp: Call.Ani } }, successOutputs: { score: { var: Task.score } } } } } } }
          - decision: { name: High?, condition: { exp: Task.score > 70 } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.score, initialValue: { lit: 0 } } } ]
        actions:
          - callData: { name: Judge, category: { Risk: { dataAction: { Score: { inputs: { line: { exp: Call.Ani } }, successOutputs: { score: { var: Task.score } } } } } } }
          - decision: { name: High?, condition: { exp: IsSet(Task.score) and Task.score > 70 } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    for (const { response, read, comparison } of nullComparisons(graph)) {
      const { action, value } = read.place;
      const { name } = variableUses(flow).variables[read.variable]!;
      report({
        span: value.source.rawSpan(comparison.start, comparison.end),
        message: `${actionName(flow.actions[action]!)} compares ${name} without asking whether ${actionName(flow.actions[response.action]!)} gave it a value`,
        action,
        fixes: () => askFirst(file, read),
        // Where a risk is judged, the error handling is the wrong branch.
        ...(hasPurpose('risk', nameBehindScope(name)) ? { severity: 'warning' } : {}),
      });
    }
  },
});
