import { secureScenario } from '../graph/secure-scenario.js';
import { defineRule } from './rule.js';
import { SCENARIO_WORDS } from './scenario-words.js';

export default defineRule({
  title: 'Scenario of a secure flow',
  family: 'platform',
  severity: 'information',
  confidence: 'high',
  persona: 'auditor',
  since: '0.1.0',
  why: 'Whoever reviews a payment has to know how callers come into the secure flow and where they go from there: which systems and people are in scope depends on it.',
  instead: 'Nothing has to be done; compare what is recognised with what was meant.',
  pci: ['1.2.4', '12.5.2'],
  cwe: [],
  seed: ['C10'],
  examples: [
    {
      bad: `secureCall:
  tasks: [ { task: { actions: [ { returnToAgent: { name: Back } } ] } } ]
`,
      fixed: `inboundCall:
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
    },
  ],

  check({ file, report }) {
    const scenario = secureScenario(file.graph);
    if (!scenario) return;
    const { nameSpan, typeSpan, name } = file.flow;
    report({ span: name === '' ? typeSpan : nameSpan, message: SCENARIO_WORDS[scenario.kind] });
  },
});
