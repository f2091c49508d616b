import { defineProblemRule } from './reading-rule.js';

export default defineProblemRule({
  from: 'structure',
  title: 'Part of a flow that has an unexpected form',
  severity: 'warning',
  confidence: 'high',
  since: '0.1.0',
  why: 'The place is valid text, but no flow has this form, so what stands there was not read and is missing from the analysis.',
  instead: 'Compare with an export of a similar flow; often a line is indented too little or a dash is missing.',
  falsePositives: 'New versions of the platform may write parts in a form that is not known here yet.',
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          playAudio: { name: Hello, audio: { tts: Hello } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - playAudio: { name: Hello, audio: { tts: Hello } }
`,
    },
  ],
});
