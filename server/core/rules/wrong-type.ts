import { defineExpressionRule } from './reading-rule.js';

export default defineExpressionRule({
  codes: ['wrong-type'],
  title: 'Value of the wrong type',
  severity: 'error',
  confidence: 'medium',
  since: '0.1.0',
  why: 'The platform refuses a value of a type that the place does not take and that it cannot convert by itself.',
  instead: 'Convert the value first, for instance with ToInt or ToString.',
  falsePositives: 'Types that the catalogue does not know are not judged.',
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Left(Task.name, "6")' } } } ] }
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
