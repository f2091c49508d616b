import { defineLeakRule } from './leak-rule.js';

export default defineLeakRule({
  sink: 'speech',
  title: 'Secure value is spoken to the caller',
  since: '0.1.0',
  why: 'Whoever stands near the caller hears it, and so does every recording and transcript of the call that is not suppressed.',
  instead:
    'Speak the last four digits: Right(value, 4) is enough for the caller to recognise it. Switch verification read-back off.',
  pci: ['3.4.1'],
  cwe: ['CWE-200'],
  seed: ['B5', 'B8', 'B11', 'I5'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - playAudio: { name: Repeat, audio: { exp: ToAudioTTS(Task.cardNumber) } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.cardNumber } }
          - playAudio: { name: Repeat, audio: { exp: "ToAudioTTS(Right(Task.cardNumber, 4))" } }
`,
    },
  ],
});
