import { defineProblemRule } from './reading-rule.js';

export default defineProblemRule({
  from: 'text',
  title: 'File that cannot be read as written',
  severity: 'error',
  confidence: 'high',
  since: '0.1.0',
  why: 'The text breaks the rules of its file format. What stands around such a place was read as far as possible, but values and actions there may be missing from the analysis.',
  instead: 'Correct the place; indentation, quotes and brackets are the usual suspects.',
  examples: [
    {
      bad: `inboundCall:
  name: "Main line
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
      fixed: `inboundCall:
  name: "Main line"
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
    },
  ],
});
