import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'message',
  title: 'Secure value is sent in a message',
  since: '0.1.0',
  why: 'Chats, mails and text messages are stored by every system they pass and are shown on unlocked phones.',
  instead:
    'Send the last four digits, or a link that needs a login. A one-time code or statement link that is meant for the customer is only noted as information.',
  pci: ['4.2.2'],
  cwe: ['CWE-319'],
  seed: ['B11'],
  examples: [
    {
      bad: `inboundShortMessage:
  tasks:
    - task:
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: cardNumber }, variable: Task.cardNumber } } ] }
          - sendResponse: { name: Answer, messageBody: { exp: Task.cardNumber } }
`,
      fixed: `inboundShortMessage:
  tasks:
    - task:
        actions:
          - getParticipantData: { name: Read, attributes: [ { attribute: { name: { lit: cardNumber }, variable: Task.cardNumber } } ] }
          - sendResponse: { name: Answer, messageBody: { exp: "Right(Task.cardNumber, 4)" } }
`,
    },
  ],
});
