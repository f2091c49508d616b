import { uncheckedReads } from '../graph/unchecked-responses.js';
import { variableUses } from '../graph/variable-uses.js';
import { actionName } from './describe.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Answer that is used before its status is looked at',
  family: 'resilience',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'That a call went through says only that somebody answered. The answer brings a status of its own, and with a refusal in it the other values are empty or left over.',
  instead: 'Branch on the status right behind the call, and use the values only where it says yes.',
  falsePositives:
    'Only answers whose status is taken into a variable are meant. What is a status is told by its name, such as status, statusCode, success or isValid.',
  pci: ['6.2.4'],
  cwe: ['CWE-252', 'CWE-754'],
  seed: ['B19'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.status } }, { integerVariable: { name: Task.balance } } ]
        actions:
          - callData: { name: Ask, category: { Bank: { dataAction: { Look Up: { inputs: { line: { exp: Call.Ani } }, successOutputs: { status: { var: Task.status }, balance: { var: Task.balance } } } } } } }
          - playAudio: { name: Say, audio: { exp: ToAudioNumber(Task.balance) } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.status } }, { integerVariable: { name: Task.balance } } ]
        actions:
          - callData: { name: Ask, category: { Bank: { dataAction: { Look Up: { inputs: { line: { exp: Call.Ani } }, successOutputs: { status: { var: Task.status }, balance: { var: Task.balance } } } } } } }
          - decision:
              name: Good?
              condition: { exp: 'Task.status == "ok"' }
              outputs: { "yes": { actions: [ { playAudio: { name: Say, audio: { exp: ToAudioNumber(Task.balance) } } } ] } }
`,
    },
  ],

  check({ file, report }) {
    const { flow, graph, uri } = file;
    for (const { response, read } of uncheckedReads(graph)) {
      const { action, value } = read.place;
      const call = flow.actions[response.action]!;
      const status = response.verdicts[0]!.slot;
      const { name } = variableUses(flow).variables[read.variable]!;
      report({
        span: value.source.rawSpan(read.start, read.end),
        message: `${actionName(flow.actions[action]!)} uses ${name} before anything looks at ${status.target?.name ?? status.name}, the status that ${actionName(call)} gives back`,
        action,
        trace: [{ uri, span: status.target?.span ?? status.span, message: `status of ${actionName(call)}` }],
      });
    }
  },
});
