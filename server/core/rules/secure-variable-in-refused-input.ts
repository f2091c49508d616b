import { findAction } from '../catalog/actions.js';
import { extractionOf, secureInput } from '../catalog/platform.js';
import { secureReads } from '../graph/secure-data.js';
import { actionName, kindName } from './describe.js';
import { extractBefore } from './fixes/extract-last-four.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Secure variable in an input that refuses it',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The platform lets a secure variable be read only where the value stays sealed: in audio for the caller, in Call Secure Data and in Extract Secure Data. Everywhere else the flow does not validate and cannot be published.',
  instead:
    'Hand the value to Call Secure Data. Where only a part is needed, such as the last four digits, take it with Extract Secure Data and use the extracted variable.',
  falsePositives:
    'Later versions of the platform may accept more inputs. The finding follows the rows of the catalogue; if Architect validates the flow, the row is out of date.',
  pci: ['3.5.1'],
  cwe: ['CWE-200'],
  seed: ['C8'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.card, isSecure: true } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.card } }
          - decision: { name: Long enough, condition: { exp: Length(Task.card) == 16 } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables:
          - stringVariable: { name: Task.card, isSecure: true }
          - integerVariable: { name: Task.digits }
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.card } }
          - extractSecureData: { name: Count, statements: [ { integer: { variable: Task.digits, value: { exp: Length(Task.card) } } } ] }
          - decision: { name: Long enough, condition: { exp: Task.digits == 16 } }
`,
    },
  ],

  check({ file, report }) {
    const { flow } = file;
    for (const { slot, action: index, name, span, declaration } of secureReads(flow)) {
      const action = flow.actions[index];
      if (!action || !slot || extractionOf(action.kind)?.role === slot.role) continue;
      if (secureInput(action.kind, slot.role) !== 'refused' || !findAction(action.kind)) continue;
      report({
        span,
        message: `${name} is secure, and ${kindName(action)} ${actionName(action)} may not read it${slot.name === '' || slot.target ? '' : ` as "${slot.name}"`}; Extract Secure Data can take out what is needed`,
        action: index,
        fixes: () => extractBefore(action, slot, file),
        ...(declaration
          ? {
              trace: [
                { uri: file.uri, span: declaration.nameSpan, message: `${declaration.name} is declared secure here` },
              ],
            }
          : { confidence: 'medium' }),
      });
    }
  },
});
