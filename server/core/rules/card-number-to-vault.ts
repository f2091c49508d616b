import { labelSet } from '../catalog/labels.js';
import { defineRecipientRule } from './recipient-rule.js';

export default defineRecipientRule({
  recipient: 'vault',
  labels: labelSet('PAN', 'CVV'),
  words: 'the vault',
  title: 'Raw card number is sent to a vault',
  severity: 'information',
  persona: 'auditor',
  since: '0.1.0',
  why: 'A secure data action keeps nothing of its inputs, but the number is still in the clear on the way and in the integration. A vault that takes an encrypted value keeps both out of scope.',
  instead:
    'Encrypt Data before the call, or collect on the side of the payment provider, so that the flow only sees the token.',
  falsePositives:
    'Many providers only take the raw number over TLS. Then this is how it has to be, and an auditor wants to know where.',
  pci: ['3.5.1', '4.2.1'],
  cwe: ['CWE-319'],
  seed: ['P5'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callDataSecure: { name: Send, category: { Vault: { dataAction: { Tokenize: { inputs: { card: { exp: Task.cardNumber } } } } } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.encryptedCard } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callDataSecure: { name: Send, category: { Vault: { dataAction: { Tokenize: { inputs: { payload: { exp: Task.encryptedCard } } } } } } }
`,
    },
  ],
});
