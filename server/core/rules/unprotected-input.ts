import { findAction, type Protection } from '../catalog/actions.js';
import { labelWords } from '../catalog/labels.js';
import { hasFacts } from '../catalog/platforms.js';
import { isCardRange } from '../catalog/prompts.js';
import type { Confidence } from '../model/finding.js';
import type { Action } from '../model/flow.js';
import { collectedLabels, digitsOf } from '../taint/collections.js';
import { actionName, listWords } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Sensitive input without the settings that protect it',
  family: 'control',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Digits that are not masked are heard in the recording, and a value that is not marked as sensitive is kept with the conversation like any other.',
  instead: 'Switch masking on and mark the value as sensitive on every node that takes in a card number, PIN or code.',
  falsePositives:
    'Without a telling name or prompt the number of digits decides: three or four are taken for a verification value, thirteen to nineteen for a card number.',
  pci: ['3.3.1', '3.4.1'],
  cwe: ['CWE-312'],
  seed: ['P2', 'B1'],
  examples: [
    {
      bad: `-- node.json --
{ "nodeType": "GetDigit", "stepId": "ask", "prompt": "Please enter your card number", "maxLength": 19,
  "outputVariable": "entered" }
`,
      fixed: `-- node.json --
{ "nodeType": "GetDigit", "stepId": "ask", "prompt": "Please enter your card number", "maxLength": 19,
  "masking": { "enabled": true }, "sensitiveDataFlag": true, "outputVariable": "entered" }
`,
    },
  ],

  check({ file, facts, report }) {
    const { flow } = file;
    if (!hasFacts(flow.format, 'protections')) return;
    for (const action of flow.actions) {
      const missing = (findAction(action.kind)?.protections ?? []).filter((protection) => !isOn(action, protection));
      if (missing.length === 0) continue;
      const labels = collectedLabels(file, facts, action);
      const what = labels === 0 ? lengthWords(action) : labelWords(labels);
      if (what === undefined) continue;
      const confidence: Confidence = labels === 0 ? 'low' : 'medium';
      report({
        span: action.nameSpan,
        message: `${actionName(action)} takes in a ${what} without ${listWords(missing.map(({ words }) => words))}`,
        action: action.index,
        confidence,
      });
    }
  },
});

/** `masking: true` and `masking: {enabled: true}` say the same. */
function isOn({ slots }: Action, { role }: Protection): boolean {
  return slots.some((slot) => {
    const isSwitch = slot.role === role && (slot.name === '' || slot.name === 'enabled');
    return isSwitch && slot.value?.source.text.trim() === 'true';
  });
}

/** What the number of digits alone says. */
function lengthWords(action: Action): string | undefined {
  const digits = digitsOf(action);
  if (isCardRange(digits)) return 'value as long as a card number';
  return digits.min === 3 && digits.max === 4 ? 'value as long as a card verification value' : undefined;
}
