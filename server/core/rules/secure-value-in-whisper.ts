import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'whisper',
  title: 'Secure value is whispered to the agent',
  since: '0.1.0',
  why: 'The agent hears the value before the conversation starts; people who need not know it must not learn it.',
  instead: 'Whisper a case number or the last four digits.',
  pci: ['3.4.1'],
  cwe: ['CWE-200'],
  seed: ['P6'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setWhisperAudio: { name: Whisper, whisperAudio: { exp: ToAudioTTS(Task.cardNumber) } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - setWhisperAudio: { name: Whisper, whisperAudio: { exp: "ToAudioTTS(Right(Task.cardNumber, 4))" } }
`,
    },
  ],
});
