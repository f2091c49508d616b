import { callerVerification, unprovenWay } from './caller-verification.js';
import { actionName, spanOfName } from './describe.js';
import { defineRule } from './rule.js';
import { isSensitive } from './sensitive-action.js';

export default defineRule({
  title: 'Sensitive action without authentication',
  family: 'authentication',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Balances, statements, transfers and changes to an account belong to one person. On this way nobody has proven to be that person: authentication was left out, failed, or was not waited for.',
  instead:
    'Let every way to the action pass the success of an authentication, and look at what it answered: that the call went through does not mean that the caller was accepted.',
  falsePositives:
    'What is sensitive and what authenticates is told by the names of data actions. Where the caller was authenticated before the flow begins, add the flow that leads here to the check, or accept the finding with that reason. Paying with a card that the caller keys in is not meant.',
  pci: ['7.2.1', '8.3.1'],
  cwe: ['CWE-306', 'CWE-862'],
  seed: ['B4'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Check, category: { Bank: { dataAction: { Verify PIN: { inputs: { line: { exp: Call.Ani } } } } } } }
          - callData: { name: Ask, category: { Bank: { dataAction: { Get Balance: { inputs: { line: { exp: Call.Ani } } } } } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - callData:
              name: Check
              category: { Bank: { dataAction: { Verify PIN: { inputs: { line: { exp: Call.Ani } } } } } }
              outputs: { failure: { actions: [ { disconnect: { name: End } } ] }, timeout: { actions: [ { disconnect: { name: Late } } ] } }
          - callData: { name: Ask, category: { Bank: { dataAction: { Get Balance: { inputs: { line: { exp: Call.Ani } } } } } } }
`,
    },
  ],

  check({ file, workspace, report }) {
    const { flow, graph } = file;
    const candidates = flow.actions.filter((action) => graph.reachable[action.index] && isSensitive(action));
    if (candidates.length === 0) return;
    const verification = callerVerification(file, workspace);
    const { isUnproven, isEntryUnknown, isInSight } = verification;
    for (const action of candidates) {
      if (!isUnproven[action.index]) continue;
      if (isEntryUnknown && !isInSight) {
        const message = `${actionName(action)} acts for a person; that the caller is that person is checked nowhere in the files`;
        report({ span: spanOfName(action), message, action: action.index, severity: 'information', confidence: 'low' });
        continue;
      }
      const message = isInSight
        ? `${actionName(action)} can be reached without a successful authentication`
        : `${actionName(action)} can be reached, and nothing authenticates the caller before`;
      report({
        span: spanOfName(action),
        message,
        action: action.index,
        trace: unprovenWay(file, verification, action.index),
      });
    }
  },
});
