import { labelsOf, labelWords } from '../catalog/labels.js';
import { masksByHand } from '../taint/disguises.js';
import { actionName } from './describe.js';
import { replaceByLastFour } from './fixes/show-last-four.js';
import { defineRule } from './rule.js';
import { slotAt } from './slot-at.js';

export default defineRule({
  title: 'Stars written over a value are no mask',
  family: 'handling',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Replace only changes the digits it was told to, and stars beside a number hide nothing. Whether the result is harmless depends on the value, and the value itself was in the clear before.',
  instead:
    'Take the part that may be seen and nothing else: Right(value, 4), with stars in front of it if you like. Or let the step that collects it be secure.',
  falsePositives: 'Stars beside a bounded cut are fine and are not reported.',
  pci: ['3.4.1', '3.5.1'],
  cwe: ['CWE-200'],
  seed: ['P4', 'B8'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - updateData: { name: Mask, statements: [ { string: { variable: Task.shown, value: { exp: 'Replace(Task.cardNumber, "4", "*")' } } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - updateData: { name: Mask, statements: [ { string: { variable: Task.shown, value: { exp: 'Append("****", Right(Task.cardNumber, 4))' } } } ] }
`,
    },
  ],

  check({ file, workspace, report }) {
    for (const path of [...workspace.paths, ...workspace.passages]) {
      if (workspace.flows[path.sink.flow] !== file) continue;
      const { sink, source, labels } = path;
      const action = file.flow.actions[sink.action];
      const value = action && slotAt(file.flow, path)?.value;
      if (!action || !value?.expression || !masksByHand(value.expression)) continue;
      report({
        span: sink.place.span,
        message: `${actionName(action)} paints over the ${labelWords(labels)} from ${source.name}; that is no mask`,
        action: action.index,
        confidence: source.confidence,
        labels: labelsOf(labels),
        trace: path.steps.map(({ place, message }) => ({ ...place, message })),
        fixes: () => replaceByLastFour(path, file, value),
      });
    }
  },
});
