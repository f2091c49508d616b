import { type LabelSet, labelSet, labelsOf, labelWords, NO_LABELS } from '../catalog/labels.js';
import { classifyWith } from '../catalog/local-facts.js';
import { type InputUse, inputUses } from '../graph/resource-texts.js';
import type { DataAction } from '../model/resource.js';
import { dataActionName } from './data-action-words.js';
import { defineLeakRule } from './leak-rule.js';
import type { ResourceDraft } from './rule.js';

const GRAVE = labelSet('PAN', 'CVV', 'PIN');

export default defineLeakRule({
  sink: 'url',
  title: 'Secure value in the URL of a request',
  since: '0.1.0',
  why: 'Addresses are written to the logs of every server, proxy and gateway on the way, whether the data action is secure or not.',
  instead: 'Send it in the body of a POST request.',
  falsePositives: 'In the files of data actions, inputs are judged by their names; in flows, by what they are given.',
  pci: ['3.5.1', '4.2.1'],
  cwe: ['CWE-598'],
  seed: [],
  examples: [
    {
      bad: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name           = "Pay"
  secure         = true
  contract_input = jsonencode({ type = "object", properties = { cardNumber = { type = "string" } } })
  config_request {
    request_url_template = "https://pay.example.test/charge?card=$\${input.cardNumber}"
  }
}
`,
      fixed: `-- pay.tf --
resource "genesyscloud_integration_action" "pay" {
  name           = "Pay"
  secure         = true
  contract_input = jsonencode({ type = "object", properties = { cardNumber = { type = "string" } } })
  config_request {
    request_url_template = "https://pay.example.test/charge"
    request_template     = jsonencode({ card = "$\${input.cardNumber}" })
  }
}
`,
    },
  ],

  checkResource({ file, facts, report }) {
    for (const action of file.dataActions) {
      for (const use of inputUses(action)) {
        const labels = isInUrl(use) ? classifyWith(facts, use.input).labels : NO_LABELS;
        if (labels !== NO_LABELS) report(draftFor(action, use, labels));
      }
    }
  },
});

function isInUrl({ goesTo }: InputUse): boolean {
  return goesTo === 'query' || goesTo === 'path' || goesTo === 'host';
}

function draftFor(action: DataAction, use: InputUse, labels: LabelSet): ResourceDraft {
  const { uri, span, input, goesTo } = use;
  const words = labelWords(labels);
  const where = goesTo === 'query' ? 'query' : 'path';
  const declared = action.inputs.find(({ name }) => name === input);
  const sink = { uri, span, message: `put into the ${where} of the URL here` };
  const source = declared && { uri: declared.uri, span: declared.span, message: `${words} comes in here` };
  return {
    uri,
    span,
    message: `The data action ${dataActionName(action)} puts its input "${input}" (${words}) into the ${where} of its URL`,
    labels: labelsOf(labels),
    sink: 'url',
    trace: source ? [source, sink] : [sink],
    subject: action,
    severity: (labels & GRAVE) !== 0 ? 'error' : 'warning',
    confidence: 'medium',
  };
}
