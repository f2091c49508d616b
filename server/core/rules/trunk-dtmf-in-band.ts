import { isInBand, isOn } from '../catalog/platform-settings.js';
import type { PlatformSettings } from '../model/platform-settings.js';
import { defineRule } from './rule.js';
import { settingsName } from './settings-words.js';

export default defineRule({
  title: 'Trunk that takes keys as sound',
  family: 'setting',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Keys that arrive as sound are part of the call. Masking looks only at keys that arrive beside it (RFC 2833 / RFC 4733), so whoever hears the recording can tell the digits.',
  instead:
    'Let the trunk prefer RFC 2833, and send calls of devices that cannot do it another way than to a payment flow.',

  pci: ['3.3.1'],
  cwe: ['CWE-359'],
  seed: ['P10'],
  examples: [
    {
      bad: `-- trunk.json --
{ "name": "Payments", "trunkType": "EXTERNAL", "dtmfMethod": { "value": { "instance": "In-band Audio" } } }
`,
      fixed: `-- trunk.json --
{ "name": "Payments", "trunkType": "EXTERNAL", "dtmfMethod": { "value": { "instance": "RTP Events" } } }
`,
    },
  ],

  checkResource({ file, report }) {
    for (const settings of file.settings) {
      const value = settings.kind === 'trunk' ? inBandValue(settings) : undefined;
      if (!value) continue;
      const message = `The ${settingsName(settings)} takes keys as sound, where masking cannot see them`;
      report({ span: value.span, message });
    }
  },
});

/** What says so; of several the plainest. */
function inBandValue({ values }: PlatformSettings) {
  const method = values.get('dtmf-method');
  if (method) return isInBand(method.text) ? method : undefined;
  const beside = values.get('out-of-band-dtmf');
  if (beside && !isOn(beside.text)) return beside;
  const inBand = values.get('in-band-dtmf');
  return inBand && isOn(inBand.text) ? inBand : undefined;
}
