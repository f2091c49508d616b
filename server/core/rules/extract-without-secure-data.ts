import { extractionOf } from '../catalog/platform.js';
import { secureReads } from '../graph/secure-data.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Extract Secure Data reads nothing secure',
  family: 'platform',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The action asks a person to accept that secure data becomes readable. Where no secure variable is read, either the wrong variable is named, or the one that is read was never marked secure and is not protected before this point either.',
  instead: 'Mark the variable that holds the secret as secure. For an ordinary copy use Update Data.',
  pci: ['3.4.1'],
  cwe: ['CWE-200'],
  seed: ['C8'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        variables:
          - stringVariable: { name: Task.card }
          - stringVariable: { name: Task.lastFour }
        actions:
          - extractSecureData: { name: Cut, statements: [ { string: { variable: Task.lastFour, value: { exp: "Right(Task.card, 4)" } } } ] }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables:
          - stringVariable: { name: Task.card, isSecure: true }
          - stringVariable: { name: Task.lastFour }
        actions:
          - extractSecureData: { name: Cut, statements: [ { string: { variable: Task.lastFour, value: { exp: "Right(Task.card, 4)" } } } ] }
`,
    },
  ],

  check({ file, report }) {
    for (const action of file.flow.actions) {
      if (!extractionOf(action.kind)) continue;
      if (secureReads(file.flow).some((read) => read.action === action.index)) continue;
      const message = `${actionName(action)} extracts, but reads no secure variable`;
      report({ span: action.nameSpan, message, action: action.index });
    }
  },
});
