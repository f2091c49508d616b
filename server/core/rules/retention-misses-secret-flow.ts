import { wordsOf } from '../catalog/names.js';
import { isOn } from '../catalog/platform-settings.js';
import type { PlatformSettings } from '../model/platform-settings.js';
import { type CheckedFlow, type CheckedWorkspace, defineRule } from './rule.js';
import { collectsSecrets } from './sensitive-flows.js';
import { settingsName } from './settings-words.js';

export default defineRule({
  title: 'Recordings of a flow that collects secrets are kept too long',
  family: 'setting',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Recordings and transcripts of such a flow may hold what was keyed or said. A policy that was made for all calls keeps them as long as any other.',
  instead: 'Give the flow a retention policy of its own, with few days and automatic deletion.',
  falsePositives:
    'Only reported when a retention policy is among the files. Policies that name flows by numbers cannot be matched; then only their days are judged.',
  pci: ['3.2.1'],
  cwe: ['CWE-359'],
  seed: ['P9'],
  examples: [
    {
      bad: `-- policy.json --
{ "name": "All calls", "retentionDays": 90, "autoDelete": true }
-- flow.yaml --
secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.pan, isSecure: true } } ]
        actions: [ { collectInput: { name: Ask, inputData: { var: Task.pan } } } ]
`,
      fixed: `-- policy.json --
{ "name": "All calls", "retentionDays": 30, "autoDelete": true }
-- flow.yaml --
secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.pan, isSecure: true } } ]
        actions: [ { collectInput: { name: Ask, inputData: { var: Task.pan } } } ]
`,
    },
  ],

  options: {
    maxDays: {
      type: 'number',
      minimum: 0,
      default: 30,
      description: 'How many days recordings of flows that collect secrets may be kept.',
    },
  },

  checkResource({ file, workspace, options, facts, report }) {
    for (const settings of file.settings) {
      if (!isPolicy(settings)) continue;
      const flow = workspace.flows.find((one) => isFor(settings, one) && collectsSecrets(one, facts))?.flow;
      const days = settings.values.get('retention-days');
      if (!flow) continue;
      const what = `recordings of "${flow.name}", which collects secrets`;
      if (days && Number(days.text) > options.maxDays) {
        const message = `The ${settingsName(settings)} keeps ${what}, for ${Number(days.text)} days; at most ${options.maxDays} are wanted`;
        report({ span: days.span, message });
      }
      const deletes = settings.values.get('auto-delete');
      if (deletes && !isOn(deletes.text)) {
        report({ span: deletes.span, message: `The ${settingsName(settings)} never deletes ${what}` });
      }
    }
  },

  check({ file, workspace, facts, report }) {
    const policies = workspace.resourceFiles.flatMap(({ settings }) => settings.filter(isPolicy));
    if (policies.length === 0 || policies.some((policy) => isFor(policy, file) || isOpen(policy, workspace))) return;
    if (!collectsSecrets(file, facts)) return;
    const message = `No retention policy covers the flow "${file.flow.name}", which collects secrets`;
    report({ span: file.flow.nameSpan, message });
  },
});

/** A policy that is switched off does nothing. */
function isPolicy({ kind, values }: PlatformSettings): boolean {
  const enabled = values.get('enabled');
  return kind === 'retention-policy' && (!enabled || isOn(enabled.text));
}

function isFor({ flows }: PlatformSettings, { flow }: CheckedFlow): boolean {
  return flows === undefined || flows.some((name) => wordsKey(name) === wordsKey(flow.name));
}

/** It names something that is no flow in sight: perhaps by its number, perhaps a flow from elsewhere. */
function isOpen({ flows = [] }: PlatformSettings, workspace: CheckedWorkspace): boolean {
  return flows.some((name) => workspace.flows.every(({ flow }) => wordsKey(flow.name) !== wordsKey(name)));
}

/** 'payment-flow' and 'Payment Flow' name the same thing. */
function wordsKey(name: string): string {
  return wordsOf(name).join(' ');
}
