import { defineExpressionRule } from './reading-rule.js';

export default defineExpressionRule({
  codes: ['unknown-function'],
  title: 'Function that the expression language does not have',
  severity: 'error',
  confidence: 'medium',
  since: '0.1.0',
  why: 'The platform refuses an expression with a function it does not know.',
  instead: 'Use a function of the expression language; completion in the editor lists them.',
  falsePositives: 'A function that the platform gained after this version is unknown until the catalogue learns it.',
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Concatenate(Task.name, "x")' } } } ] }
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
