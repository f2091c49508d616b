import { defineExpressionRule } from './reading-rule.js';

export default defineExpressionRule({
  codes: ['wrong-arity'],
  title: 'Function with too many or too few values',
  severity: 'error',
  confidence: 'high',
  since: '0.1.0',
  why: 'The platform refuses a call with a number of values that the function does not take.',
  instead: 'Give the values that the function asks for; signature help in the editor shows them.',
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Left(Task.name)' } } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Left(Task.name, 6)' } } } ] }
`,
    },
  ],
});
