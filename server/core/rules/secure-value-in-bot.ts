import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'bot',
  title: 'Secure value is passed to a bot',
  since: '0.1.0',
  why: 'What a bot is told is kept in its history, and for outside bots with another company.',
  instead: 'Pass only what the bot needs to choose its answer: the last four digits, a flag, a case number.',
  pci: ['3.2.1'],
  cwe: ['CWE-201'],
  seed: ['P5'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callLexV2Bot: { name: Ask bot, inputText: { exp: Task.cardNumber } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - callLexV2Bot: { name: Ask bot, inputText: { exp: "Right(Task.cardNumber, 4)" } }
`,
    },
  ],
});
