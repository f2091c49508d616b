import { labelSet } from '../catalog/labels.js';
import { defineRecipientRule } from './recipient-rule.js';

export default defineRecipientRule({
  recipient: 'fraud',
  labels: labelSet('PAN', 'CVV', 'PIN', 'OTP', 'ACCOUNT', 'PII', 'SECRET'),
  words: 'the fraud service',
  title: 'Raw identifier is sent to a fraud service',
  severity: 'warning',
  persona: 'regular',
  since: '0.1.0',
  why: 'A fraud service compares and scores; it needs to recognise a customer, not to act as one. What it gets in the clear is in its logs and in those of everybody between.',
  instead: 'Send a customer id, a masked number or a hash made by a data action. Leave the PIN out.',
  falsePositives: 'A service whose contract asks for the raw value can be accepted with the contract as the reason.',
  pci: ['3.2.1'],
  cwe: ['CWE-359', 'CWE-200'],
  seed: ['S2'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin } }
          - callDataSecure: { name: Send, category: { Risk: { dataAction: { Fraud Check: { inputs: { pin: { exp: Task.pin } } } } } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.customerId } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin } }
          - callDataSecure: { name: Send, category: { Risk: { dataAction: { Fraud Check: { inputs: { customer: { exp: Task.customerId } } } } } } }
`,
    },
  ],
});
