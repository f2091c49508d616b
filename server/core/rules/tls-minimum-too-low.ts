import { isEncryptedTransport, tlsVersion } from '../catalog/platform-settings.js';
import { defineRule } from './rule.js';
import { settingsName } from './settings-words.js';

/** Older versions have known weaknesses. PCI DSS 4.0.1, requirement 4.2.1. */
const LEAST = 1.2;
/** Other words may name what is encrypted all the same. */
const PLAIN = /^(?:tcp|udp|none)$/i;

export default defineRule({
  title: 'Connections that may use TLS below 1.2',
  family: 'setting',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'TLS 1.0 and 1.1 can be broken, so what goes over such a connection can be read on the way; without TLS it can be read at once.',
  instead: 'Demand TLS 1.2 or higher, and offer nothing else.',

  pci: ['4.2.1'],
  cwe: ['CWE-326', 'CWE-319'],
  seed: ['B17'],
  examples: [
    {
      bad: `-- trunk.json --
{ "name": "Payments", "trunkType": "EXTERNAL", "encryptionType": "TLS", "minTlsVersion": "1.0" }
`,
      fixed: `-- trunk.json --
{ "name": "Payments", "trunkType": "EXTERNAL", "encryptionType": "TLS", "minTlsVersion": "1.2" }
`,
    },
  ],

  checkResource({ file, report }) {
    for (const settings of file.settings) {
      const least = settings.values.get('tls-minimum');
      const version = least && tlsVersion(least.text);
      if (least && version !== undefined && version < LEAST) {
        report({ span: least.span, message: `The ${settingsName(settings)} accepts TLS below ${LEAST}` });
      }
      const transport = settings.kind === 'trunk' ? settings.values.get('transport') : undefined;
      if (!transport || isEncryptedTransport(transport.text) || !PLAIN.test(transport.text.trim())) continue;
      report({ span: transport.span, message: `The ${settingsName(settings)} signals without TLS` });
    }
  },
});
