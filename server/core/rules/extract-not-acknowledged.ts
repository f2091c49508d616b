import { extractionOf } from '../catalog/platform.js';
import type { FormatId } from '../model/flow.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

/** Formats that hold the acknowledgement. */
const KNOWING: ReadonlySet<FormatId> = new Set(['architect-json', 'architect-i3']);

export default defineRule({
  title: 'Extraction of secure data that nobody is seen to have accepted',
  family: 'platform',
  severity: 'information',
  confidence: 'medium',
  persona: 'auditor',
  since: '0.1.0',
  why: 'Extract Secure Data makes a secret readable. The platform publishes such a flow only after somebody has ticked the acknowledgement; who did, and when, is stored with the action. Archy YAML shows neither.',
  instead:
    'Let the person who answers for the payment flow look at every extraction, and keep it to what may be shown: the last four digits, a length, a yes or no.',
  falsePositives:
    'In Archy YAML the acknowledgement is not part of the file, so every extraction is listed; it may well have been given in the editor.',
  pci: ['3.4.1', '6.2.3'],
  cwe: ['CWE-212'],
  seed: ['C8'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        variables:
          - stringVariable: { name: Task.card, isSecure: true }
          - stringVariable: { name: Task.lastFour }
        actions:
          - extractSecureData: { name: Cut, statements: [ { string: { variable: Task.lastFour, value: { exp: "Right(Task.card, 4)" } } } ] }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.card, isSecure: true } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.card } }
`,
    },
  ],

  check({ file, report }) {
    const { flow } = file;
    for (const action of flow.actions) {
      const facts = extractionOf(action.kind);
      if (!facts) continue;
      const given = action.slots.find(({ role }) => role === facts.acknowledgement)?.value?.source.text.trim();
      if (given) continue;
      const reads = `${actionName(action)} makes secure data readable`;
      const message = KNOWING.has(flow.format)
        ? `${reads}, and nobody has accepted that yet`
        : `${reads}; this file format does not say who accepted that`;
      const severity = KNOWING.has(flow.format) ? 'warning' : 'information';
      report({ span: action.nameSpan, message, action: action.index, severity });
    }
  },
});
