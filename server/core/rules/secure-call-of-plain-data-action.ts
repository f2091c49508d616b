import { takesSecureOnly } from '../catalog/remedies.js';
import { findDataAction } from '../graph/data-actions.js';
import { secrecySource } from './data-action-words.js';
import { actionName, kindName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Call Secure Data of a data action that is not secure',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The platform offers only data actions that are marked as secure to this action, so the flow does not validate. Where it was published all the same, the inputs are kept as those of any other data action.',
  instead: 'Mark the data action as secure, or call another one.',
  pci: ['3.3.1'],
  cwe: ['CWE-532'],
  seed: ['P5'],
  examples: [
    {
      bad: `-- pay.yaml --
secureCall:
  tasks: [ { task: { actions: [ { callDataSecure: { name: Pay, category: { Bank: { dataAction: { Charge: { inputs: { amount: { lit: 10 } } } } } } } } ] } } ]
-- main.tf --
resource "genesyscloud_integration_action" "charge" {
  name     = "Charge"
  category = "Bank"
  secure   = false
}
`,
      fixed: `-- pay.yaml --
secureCall:
  tasks: [ { task: { actions: [ { callDataSecure: { name: Pay, category: { Bank: { dataAction: { Charge: { inputs: { amount: { lit: 10 } } } } } } } } ] } } ]
-- main.tf --
resource "genesyscloud_integration_action" "charge" {
  name     = "Charge"
  category = "Bank"
  secure   = true
}
`,
    },
  ],

  check({ file, workspace, report }) {
    for (const action of file.flow.actions) {
      if (!action.target || !takesSecureOnly(action.kind)) continue;
      const found = findDataAction(workspace.resources, file.uri, action.target);
      if (found?.secrecy !== 'plain') continue;
      const message = `${kindName(action)} ${actionName(action)} calls a data action that is not secure (${secrecySource(found.witness)})`;
      report({ span: action.target.span, message, action: action.index });
    }
  },
});
