import { BUDGETS, type Budget, budgetOf } from '../catalog/budgets.js';
import { secondsOf, slotOf } from '../graph/action-values.js';
import { actionName } from './describe.js';
import { externalCalls } from './external-call.js';
import { setTimeoutOf } from './fixes/set-timeout.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Timeout outside its budget',
  family: 'resilience',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A timeout that is too short cuts off banking and identity systems under load, and the caller is sent away although the answer would have come. One that is too long leaves the caller in silence while a check is under way.',
  instead:
    'Thirty seconds for calls about money, at least ten for an authentication, at most five for a risk check that the caller waits for.',
  falsePositives: 'What a call is for is told by its name. Other budgets can be set in the configuration.',
  pci: [],
  cwe: ['CWE-400', 'CWE-755'],
  seed: ['B13', 'S4', 'I3'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Judge, timeout: { lit: { seconds: 60 } }, category: { Risk: { dataAction: { Fraud Score: { inputs: { line: { exp: Call.Ani } } } } } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Judge, timeout: { lit: { seconds: 5 } }, category: { Risk: { dataAction: { Fraud Score: { inputs: { line: { exp: Call.Ani } } } } } } }
`,
    },
  ],

  check({ file, report }) {
    for (const call of externalCalls(file)) {
      const { action, facts, names } = call;
      const budget = budgetOf(BUDGETS, ...names);
      const value = slotOf(action, facts.timeout)?.value;
      const seconds = value && secondsOf(value);
      if (!budget || !value || seconds === undefined || isWithin(budget, seconds)) continue;
      const most = budget.most !== undefined && seconds > budget.most;
      const message = `${actionName(action)} waits ${seconds} s, ${most ? `more than ${budget.most}` : `less than ${budget.least}`} s: ${budget.why}`;
      const allowed = most ? budget.most : budget.least;
      const fixes = allowed === undefined ? [] : setTimeoutOf(file, call, allowed);
      report({ span: value.span, message, action: action.index, fixes });
    }
  },
});

function isWithin({ least = 0, most = Number.POSITIVE_INFINITY }: Budget, seconds: number): boolean {
  return seconds >= least && seconds <= most;
}
