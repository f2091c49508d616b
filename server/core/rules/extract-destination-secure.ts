import { extractionOf } from '../catalog/platform.js';
import { findVariable } from '../graph/variables.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Secure data is extracted into a secure variable',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Extract Secure Data exists to bring a part of a secure value out. The platform accepts only an ordinary variable as its destination, so the flow does not validate.',
  instead:
    'Extract into an ordinary variable, and only the part that may be shown. To keep the whole value, leave it in the secure variable it is in.',
  pci: ['3.4.1'],
  cwe: ['CWE-212'],
  seed: ['C8'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        variables:
          - stringVariable: { name: Task.card, isSecure: true }
          - stringVariable: { name: Task.copy, isSecure: true }
        actions:
          - extractSecureData: { name: Copy, statements: [ { string: { variable: Task.copy, value: { exp: "Right(Task.card, 4)" } } } ] }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables:
          - stringVariable: { name: Task.card, isSecure: true }
          - stringVariable: { name: Task.lastFour }
        actions:
          - extractSecureData: { name: Copy, statements: [ { string: { variable: Task.lastFour, value: { exp: "Right(Task.card, 4)" } } } ] }
`,
    },
  ],

  check({ file, report }) {
    for (const action of file.flow.actions) {
      const facts = extractionOf(action.kind);
      if (!facts) continue;
      for (const { role, target } of action.slots) {
        if (role !== facts.role || !target) continue;
        const declaration = findVariable(file.flow, target.name, action.container);
        if (!declaration?.isSecure) continue;
        report({
          span: target.span,
          message: `${actionName(action)} extracts into ${target.name}, which is secure itself`,
          action: action.index,
          trace: [
            { uri: file.uri, span: declaration.nameSpan, message: `${declaration.name} is declared secure here` },
          ],
        });
      }
    }
  },
});
