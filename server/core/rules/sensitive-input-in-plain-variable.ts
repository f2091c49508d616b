import { findFlowType } from '../catalog/flow-types.js';
import { labelSet, labelsOf, labelWords } from '../catalog/labels.js';
import { isSecureScope } from '../catalog/platform.js';
import { findVariable } from '../graph/variables.js';
import { collectionsOf } from '../taint/collections.js';
import { actionName, capital, withArticle } from './describe.js';
import { sealVariable } from './fixes/make-variable-secure.js';
import { defineRule } from './rule.js';

const UNKNOWN = labelSet('SECURE');

export default defineRule({
  title: 'Sensitive input is collected into a plain variable',
  family: 'handling',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A secure flow keeps the keys out of the recording, but not out of the variable. Only a secure variable is refused by actions that store or show it; a plain one can be logged, sent and spoken without any warning.',
  instead:
    'Mark the variable secure. What needs the value gets it through Call Secure Data; what needs a part of it, through Extract Secure Data.',
  falsePositives:
    'An answer that is no secret, such as a branch number, is reported as information when nothing says what it is. A neutral prompt and a range of one digit make it a menu answer.',
  pci: ['3.3.2', '3.5.1'],
  cwe: ['CWE-312', 'CWE-522'],
  seed: ['B1', 'P2', 'S2'],
  examples: [
    {
      bad: `secureCall:
  variables: [ { stringVariable: { name: Flow.cardNumber } } ]
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Flow.cardNumber } }
`,
      fixed: `secureCall:
  variables: [ { stringVariable: { name: Flow.cardNumber, isSecure: true } } ]
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Flow.cardNumber } }
`,
    },
  ],

  check({ file, facts, report }) {
    const { flow, graph } = file;
    if (findFlowType(flow.type)?.secureVariables !== true) return;
    for (const { action, target, labels, source } of collectionsOf(file, facts)) {
      if (labels === 0 || !graph.reachable[action.index]) continue;
      const variable = findVariable(flow, target.name, action.container);
      // What a bot declares for its slots stands in another file.
      const isSealed = variable?.isSecure ?? (source === 'slot' || isSecureScope(target.name));
      if (isSealed) continue;
      const what = labels === UNKNOWN ? 'what the caller keys' : withArticle(labelWords(labels));
      report({
        span: target.span,
        message: `${capital(what)} is collected by ${actionName(action)} into ${target.name}, which is not secure`,
        action: action.index,
        labels: labelsOf(labels),
        ...(labels === UNKNOWN ? { severity: 'information' } : {}),
        fixes: () => (variable ? sealVariable(file, variable) : []),
      });
    }
  },
});
