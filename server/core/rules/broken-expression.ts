import { defineProblemRule } from './reading-rule.js';

export default defineProblemRule({
  from: 'expression',
  title: 'Expression that cannot be read',
  severity: 'error',
  confidence: 'high',
  since: '0.1.0',
  why: 'The expression breaks the rules of the expression language, so the platform refuses it. Which variables it reads is known only up to the mistake.',
  instead: 'Correct the place. Text stands in double quotes, every bracket that opens is closed.',
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.name } }, { stringVariable: { name: Task.text } } ]
        actions:
          - updateData: { name: Set, statements: [ { string: { variable: Task.text, value: { exp: 'Append(Task.name, "x"' } } } ] }
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
