import { resultSettings } from '../catalog/collecting.js';
import { labelWords } from '../catalog/labels.js';
import { editorOf } from '../formats/editor.js';
import { collectionsOf } from '../taint/collections.js';
import { actionName, withArticle } from './describe.js';
import { makeFix } from './fixes/make-fix.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Key that ends the input is kept in a sensitive value',
  family: 'handling',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A star or pound key at the end of a PIN or a card number makes the back end refuse the right value, and the caller is asked for it again and again. Such a value also slips past patterns that redact digits.',
  instead: 'Leave the terminating key out of the result, and take no lone star or pound key for an answer.',
  pci: [],
  cwe: ['CWE-20'],
  seed: ['I5'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin }, includeTerminatingDtmfInResultData: true }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin }, includeTerminatingDtmfInResultData: false }
`,
    },
  ],

  check({ file, facts, report }) {
    const { graph } = file;
    for (const { action, labels } of collectionsOf(file, facts)) {
      if (labels === 0 || !graph.reachable[action.index]) continue;
      for (const { role, value, effect } of resultSettings(action.kind)) {
        const slot = action.slots.find((candidate) => candidate.role === role);
        if (slot?.value?.mode !== 'literal' || slot.value.source.text.trim() !== value) continue;
        report({
          span: slot.span,
          message: `${actionName(action)} keeps ${effect} in ${withArticle(labelWords(labels))}`,
          action: action.index,
          fixes: () =>
            makeFix('Leave it out of the result', true, file.uri, [editorOf(file).setSetting(action, role, 'false')]),
        });
      }
    }
  },
});
