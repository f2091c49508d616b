import { labelWords } from '../catalog/labels.js';
import { isCovered, patternFor, secretVariables } from './redaction.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'A secret variable is not covered by the redaction policy',
  family: 'leak',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Logs and transcripts are redacted by the names of fields. A value whose name fits no pattern goes through in the clear.',
  instead:
    'Add a pattern to the policy, here and where the redaction is done; `keytrace redaction-policy` prints one that covers all flows. Or give the variable a name that is covered.',
  falsePositives:
    'Nothing is reported before `names` lists the patterns of your policy. A variable that is not secret although its name sounds like it can be said so in `names` of the configuration.',
  pci: ['10.3.2', '3.4.1'],
  cwe: ['CWE-532'],
  seed: ['B16'],
  examples: [
    {
      bad: `-- flow.yaml --
workflow:
  variables: [ { stringVariable: { name: Flow.customerPin } } ]
  tasks: [ { task: { actions: [ { endWorkflow: { name: End } } ] } } ]
-- keytrace.json --
{ "rules": { "variable-not-redacted": { "names": ["*_account_number"] } } }
`,
      fixed: `-- flow.yaml --
workflow:
  variables: [ { stringVariable: { name: Flow.customerPin } } ]
  tasks: [ { task: { actions: [ { endWorkflow: { name: End } } ] } } ]
-- keytrace.json --
{ "rules": { "variable-not-redacted": { "names": ["*_account_number", "*_pin"] } } }
`,
    },
  ],

  options: {
    names: {
      type: 'list',
      noun: 'patterns',
      of: { type: 'text', noun: 'a pattern' },
      default: [],
      description:
        'The names that your logs and transcripts redact, with the wildcards * and ?. While it is empty, nothing is reported.',
    },
  },

  check({ file, options, facts, report }) {
    if (options.names.length === 0) return;
    for (const secret of secretVariables(file.flow, facts)) {
      if (isCovered(secret.name, options.names)) continue;
      const { variable, labels } = secret;
      const what = `${labelWords(labels)} in ${variable.name}`;
      report({
        span: variable.nameSpan,
        container: variable.container,
        message: `No pattern of the redaction policy covers the ${what}; "${patternFor(secret, facts)}" would`,
      });
    }
  },
});
