import { labelSet } from '../catalog/labels.js';
import { defineRecipientRule } from './recipient-rule.js';

export default defineRecipientRule({
  recipient: 'crm',
  labels: labelSet('PAN', 'CVV', 'PIN', 'OTP', 'SECRET'),
  words: 'the CRM',
  title: 'Credential is sent to the CRM',
  severity: 'warning',
  persona: 'regular',
  since: '0.1.0',
  why: 'A CRM is made to show what it knows about a customer. A password or PIN that reaches it is stored beside the contact and read by everybody who serves him.',
  instead: 'Let a service that only verifies decide, and give the CRM its answer and the customer id.',
  falsePositives: 'An integration that is called after the CRM but belongs to the identity provider can be renamed.',
  pci: ['3.3.1'],
  cwe: ['CWE-522', 'CWE-359'],
  seed: ['I13', 'P6'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.password } }
          - callDataSecure: { name: Send, category: { Salesforce: { dataAction: { Update Contact: { inputs: { password: { exp: Task.password } } } } } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.customerId } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.password } }
          - callDataSecure: { name: Send, category: { Salesforce: { dataAction: { Update Contact: { inputs: { customer: { exp: Task.customerId } } } } } } }
`,
    },
  ],
});
