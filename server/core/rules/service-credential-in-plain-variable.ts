import { showsServiceCredential } from './derived.js';
import { actionName } from './describe.js';
import { requestsOf } from './requests.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Credential of a service is kept in a plain variable',
  family: 'handling',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A service account opens everything for every caller. In a plain variable its key is in the execution history of each call, and everybody who may read the flow can find out where it comes from.',
  instead:
    'Leave the key to the credentials of the integration, so that no flow ever sees it. Where a flow must hold it, a secure variable in a secure flow is the place.',
  falsePositives: 'A variable that is called a service token but names a kind of ticket can be renamed.',
  pci: ['8.6.2'],
  cwe: ['CWE-522', 'CWE-798'],
  seed: ['I12', 'B18'],
  examples: [
    {
      bad: `inboundCall:
  variables: [ { stringVariable: { name: Flow.serviceAccountToken } } ]
  tasks:
    - task:
        actions:
          - callData: { name: Get, category: { Bank: { dataAction: { Get: { inputs: { authorization: { exp: Flow.serviceAccountToken } } } } } } }
`,
      fixed: `inboundCall:
  variables: [ { stringVariable: { name: Flow.customerId } } ]
  tasks:
    - task:
        actions:
          - callData: { name: Get, category: { Bank: { dataAction: { Get: { inputs: { customer: { exp: Flow.customerId } } } } } } }
`,
    },
  ],

  check({ file, workspace, report }) {
    const shows = showsServiceCredential(workspace);
    for (const { action, inputs } of requestsOf(file)) {
      for (const { value, name } of inputs) {
        if (!value || !shows(file.flow, value.expression, action.container)) continue;
        const message = `${actionName(action)} takes the credential of a service as "${name}" from a plain variable`;
        report({ span: value.span, message, action: action.index });
      }
    }
  },
});
