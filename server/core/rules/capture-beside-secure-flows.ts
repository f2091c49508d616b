import { isOn } from '../catalog/platform-settings.js';
import type { SettingName } from '../model/platform-settings.js';
import { defineRule } from './rule.js';
import { collectsSecrets } from './sensitive-flows.js';
import { isSwitchedOn, settingsName } from './settings-words.js';

const CAPTURES = new Map<SettingName, string>([
  ['protocol-capture', 'Protocol capture'],
  ['media-capture', 'Media capture'],
]);

export default defineRule({
  title: 'Diagnostic capture beside flows that collect secrets',
  family: 'setting',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Captures write down everything that goes over a trunk without encryption, also what is keyed into a secure flow.',
  instead: 'Switch captures off, or switch on the PCI setting of the organisation, which does it for all trunks.',
  falsePositives: 'Only reported when a flow of the workspace takes in something secret.',
  pci: ['3.3.1', '10.3.2'],
  cwe: ['CWE-532'],
  seed: ['C9'],
  examples: [
    {
      bad: `-- trunk.json --
{ "name": "Payments", "trunkType": "EXTERNAL", "protocolCaptureEnabled": true }
-- flow.yaml --
secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.pan, isSecure: true } } ]
        actions: [ { collectInput: { name: Ask, inputData: { var: Task.pan } } } ]
`,
      fixed: `-- trunk.json --
{ "name": "Payments", "trunkType": "EXTERNAL", "protocolCaptureEnabled": false }
-- flow.yaml --
secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.pan, isSecure: true } } ]
        actions: [ { collectInput: { name: Ask, inputData: { var: Task.pan } } } ]
`,
    },
  ],

  checkResource({ file, workspace, facts, report }) {
    if (file.settings.length === 0) return;
    const flow = workspace.flows.find((one) => collectsSecrets(one, facts))?.flow;
    if (!flow) return;
    const why =
      flow.name === '' ? 'a flow takes in something secret' : `the flow "${flow.name}" takes in something secret`;
    for (const settings of file.settings) {
      for (const [setting, words] of CAPTURES) {
        const value = settings.values.get(setting);
        if (!value || !isOn(value.text)) continue;
        report({ span: value.span, message: `${words} is on in the ${settingsName(settings)}, and ${why}` });
      }
      if (isSwitchedOn(settings, 'pci-mode') !== false) continue;
      const { span } = settings.values.get('pci-mode') ?? settings;
      const message = `The PCI setting of the ${settingsName(settings)} is off, so captures are possible, and ${why}`;
      report({ span, message, severity: 'warning' });
    }
  },
});
