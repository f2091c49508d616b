import { labelSet, labelsOf, labelWords, NO_LABELS } from '../catalog/labels.js';
import { classifyWith } from '../catalog/local-facts.js';
import { dataActionName } from './data-action-words.js';
import { defineRule } from './rule.js';

/** Taint policy, section 5: a session token is sent to its own back end, a link to whom it is for. */
const EXEMPT = labelSet('TOKEN', 'LINK');
const GRAVE = labelSet('PAN', 'CVV', 'PIN');

export default defineRule({
  title: 'Data action that takes sensitive data and is not secure',
  family: 'data-action',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'The inputs of a data action that is not marked as secure are kept in the execution history and shown when it is tested, to everyone who may see these.',
  instead: 'Mark it as secure, and call it from secure call flows with Call Secure Data.',
  falsePositives:
    'Inputs are judged by their names. An input that gets a masked or an encrypted value can say so in its name.',
  pci: ['3.5.1', '1.2.4'],
  cwe: ['CWE-200'],
  seed: ['P5'],
  examples: [
    {
      bad: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name           = "Pay"
  secure         = false
  contract_input = jsonencode({ type = "object", properties = { cardNumber = { type = "string" } } })
}
`,
      fixed: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name           = "Pay"
  secure         = true
  contract_input = jsonencode({ type = "object", properties = { cardNumber = { type = "string" } } })
}
`,
    },
  ],

  checkResource({ file, facts, report }) {
    for (const action of file.dataActions) {
      if (action.secrecy !== 'plain') continue;
      for (const { name, uri, span } of action.inputs) {
        const labels = classifyWith(facts, name).labels & ~EXEMPT;
        if (labels === NO_LABELS) continue;
        const isGrave = (labels & GRAVE) !== 0;
        report({
          uri,
          span,
          message: `The data action ${dataActionName(action)} takes "${name}" (${labelWords(labels)}) and is not marked as secure`,
          labels: labelsOf(labels),
          subject: action,
          ...(isGrave ? { severity: 'warning' as const } : {}),
        });
      }
    }
  },
});
