import { defineExpressionRule } from './reading-rule.js';

export default defineExpressionRule({
  codes: ['unknown-variable'],
  title: 'Variable that is declared nowhere',
  severity: 'error',
  confidence: 'high',
  since: '0.1.0',
  why: 'The expression reads a variable that neither the flow nor this task declares or writes, so the platform refuses it. A variable of another task cannot be read from here.',
  instead: 'Correct the name, declare the variable, or pass its value in.',
  falsePositives:
    'Names that a deployment tool fills in later are not reported. A variable that an action writes counts as declared.',
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Append(Task.nmae, "x")' } } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Append(Task.name, "x")' } } } ] }
`,
    },
  ],
});
