import { secureScenario } from '../graph/secure-scenario.js';
import { containerName } from './describe.js';
import { endAtLast } from './fixes/end-at-last.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Secure flow with a way that ends in nothing',
  family: 'platform',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A way through a secure call flow has to end with Return to Agent, with a disconnect or with a transfer. Where it simply stops, the call ends in the error handling: the caller is cut off, and an agent who waits for the caller waits in vain.',
  instead:
    'End each way as the scenario asks for: Return to Agent where an agent has sent the caller, a transfer or a disconnect where the caller came from a flow.',
  pci: [],
  cwe: ['CWE-691'],
  seed: ['C4', 'C3'],
  examples: [
    {
      bad: `secureCall:
  tasks: [ { task: { name: Pay, actions: [ { playAudio: { name: Done, audio: { tts: Thank you } } } ] } } ]
`,
      fixed: `secureCall:
  tasks: [ { task: { name: Pay, actions: [ { playAudio: { name: Done, audio: { tts: Thank you } } }, { returnToAgent: { name: Back } } ] } } ]
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph } = file;
    const scenario = secureScenario(graph);
    for (const index of scenario?.looseEnds ?? []) {
      const container = flow.containers[index]!;
      report({
        span: container.nameSpan,
        message: `${containerName(container)} can come to its end without Return to Agent, disconnect or transfer`,
        container: index,
        fixes: () => endAtLast(file, container, scenario?.kind === 'agent-referred'),
      });
    }
  },
});
