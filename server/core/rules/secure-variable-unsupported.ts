import { allFlowTypes, findFlowType } from '../catalog/flow-types.js';
import { flowTypeName, listWords } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Secure variable in a flow that has none',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Only secure call flows and voice bot flows run in secure mode. In any other flow the mark has no meaning: the flow does not validate, and the value is not protected.',
  instead:
    'Collect the value in a secure call flow and send the call there with Transfer to Secure Flow; here keep only what that flow gives back.',
  pci: ['3.3.1'],
  cwe: ['CWE-359'],
  seed: ['C8', 'B1'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.card, isSecure: true } } ]
        actions: [ { disconnect: { name: End } } ]
`,
      fixed: `secureCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.card, isSecure: true } } ]
        actions: [ { disconnect: { name: End } } ]
`,
    },
  ],

  check({ file, report }) {
    const { type, variables } = file.flow;
    const facts = findFlowType(type);
    if (!facts || facts.secureVariables) return;
    const supporting = allFlowTypes().filter(({ secureVariables }) => secureVariables);
    const names = listWords(
      supporting.map(({ yaml }) => yaml),
      'and',
    );
    for (const { name, nameSpan, isSecure, container } of variables) {
      if (!isSecure) continue;
      const message = `${name} is marked secure in a flow of type ${flowTypeName(type)}; only ${names} flows have secure variables`;
      report({ span: nameSpan, container, message });
    }
  },
});
