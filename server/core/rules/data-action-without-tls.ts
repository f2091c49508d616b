import { NO_LABELS } from '../catalog/labels.js';
import { classifyWith } from '../catalog/local-facts.js';
import { PlacedText } from '../graph/resource-texts.js';
import { dataActionName } from './data-action-words.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Data action that calls its service without encryption',
  family: 'data-action',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'What is sent over http:// can be read and changed by everyone on the way, and so can the answer.',
  instead: 'Write https:// and let the service offer nothing else.',
  pci: ['4.2.1'],
  cwe: ['CWE-319'],
  seed: ['B17'],
  examples: [
    {
      bad: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name = "Pay"
  config_request {
    request_url_template = "http://pay.example.test/charge"
  }
}
`,
      fixed: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name = "Pay"
  config_request {
    request_url_template = "https://pay.example.test/charge"
  }
}
`,
    },
  ],

  checkResource({ file, facts, report }) {
    for (const action of file.dataActions) {
      const url = action.request?.url;
      const placed = url && new PlacedText(url);
      if (!placed || !/^\s*http:\/\//i.test(placed.text)) continue;
      const start = placed.text.search(/\S/);
      const isSensitive = action.inputs.some(({ name }) => classifyWith(facts, name).labels !== NO_LABELS);
      const what = isSensitive ? 'sensitive inputs' : 'its inputs';
      report({
        ...placed.place(start, start + 'http://'.length),
        message: `The data action ${dataActionName(action)} sends ${what} over http://, without encryption`,
        subject: action,
        ...(isSensitive ? { severity: 'error' as const } : {}),
      });
    }
  },
});
