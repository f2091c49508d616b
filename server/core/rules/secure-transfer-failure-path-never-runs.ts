import { findAction } from '../catalog/actions.js';
import { blindTransferOutput } from '../catalog/platform.js';
import { actionName, flowTypeName, spanOfRun } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Failure path of a transfer out of a secure flow',
  family: 'platform',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Transfers out of a secure call flow are blind: the flow lets go of the call before it knows how the transfer ends. If it fails, the caller is disconnected and the failure path does not run.',
  instead:
    'Do before the transfer what must not be missed: check the queue and the opening hours, say the number to call back, write the outcome.',
  pci: [],
  cwe: ['CWE-561'],
  seed: ['C6'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - transferToAcd:
              name: To billing
              targetQueue: { lit: { name: Billing } }
              outputs: { failure: { actions: [ { playAudio: { name: Sorry, audio: { tts: Nobody is there } } } ] } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - playAudio: { name: Number, audio: { tts: You can also call us back } }
          - transferToAcd: { name: To billing, targetQueue: { lit: { name: Billing } } }
`,
    },
  ],

  check({ file, report }) {
    const { type, actions } = file.flow;
    const blind = blindTransferOutput(type);
    if (blind === undefined) return;
    for (const action of actions) {
      const control = findAction(action.kind)?.control;
      if (control !== 'transfer' && control !== 'transfer-flow') continue;
      const output = action.outputs.find(({ name }) => name === blind);
      if (!output || output.body.length === 0 || !output.enabled) continue;
      report({
        span: spanOfRun(file.flow, output.body),
        message: `The failure path of ${actionName(action)} never runs: transfers out of a ${flowTypeName(type)} flow are blind`,
        action: action.index,
        tag: 'unnecessary',
      });
    }
  },
});
