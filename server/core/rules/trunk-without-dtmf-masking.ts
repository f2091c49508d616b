import { defineRule } from './rule.js';
import { isEncrypted, isSwitchedOn, settingsName } from './settings-words.js';

export default defineRule({
  title: 'Trunk that encrypts but does not mask keys',
  family: 'setting',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Encryption protects what is on the way. The tones of the keys still arrive, and with them the card number stands in recordings and transcripts.',
  instead: 'Switch DTMF masking on where the trunk offers it, and collect in a secure flow. Encryption stays on.',
  falsePositives:
    'An export that leaves the setting out says nothing about it; look it up in the settings of the trunk.',
  pci: ['3.3.1', '3.4.1'],
  cwe: ['CWE-359'],
  seed: ['P1'],
  examples: [
    {
      bad: `-- trunk.json --
{ "name": "Payments", "encryptionType": "TLS", "mediaEncryptionRequired": true, "dtmfMaskingEnabled": false }
`,
      fixed: `-- trunk.json --
{ "name": "Payments", "encryptionType": "TLS", "mediaEncryptionRequired": true, "dtmfMaskingEnabled": true }
`,
    },
  ],

  checkResource({ file, report }) {
    for (const settings of file.settings) {
      const isMasking = isSwitchedOn(settings, 'dtmf-masking');
      if (settings.kind !== 'trunk' || !isEncrypted(settings) || isMasking === true) continue;
      const { span } = settings.values.get('dtmf-masking') ?? settings;
      const state = isMasking === false ? 'off' : 'not set';
      const message = `The ${settingsName(settings)} is encrypted, but its DTMF masking is ${state}`;
      report({ span, message, ...(isMasking === false ? {} : { severity: 'warning', confidence: 'medium' }) });
    }
  },
});
