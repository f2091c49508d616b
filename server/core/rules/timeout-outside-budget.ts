import { BUDGETS, type Budget, budgetOf } from '../catalog/budgets.js';
import { findDataAction } from '../catalog/local-facts.js';
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
  falsePositives:
    'What a call is for is told by its name. Other budgets are options of the rule, and `maxSeconds` of a data action in the configuration stands above them.',
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

  options: {
    riskCheckMost: {
      type: 'number',
      minimum: 1,
      maximum: 3600,
      default: 5,
      description: 'Seconds that a check of a risk may take at most.',
    },
    financialLeast: {
      type: 'number',
      minimum: 0,
      maximum: 3600,
      default: 30,
      description: 'Seconds that a call about money gets at least.',
    },
    authenticationLeast: {
      type: 'number',
      minimum: 0,
      maximum: 3600,
      default: 10,
      description: 'Seconds that an authentication gets at least.',
    },
  },

  check({ file, report, options, facts: local }) {
    const budgets = BUDGETS.map((budget) => settled(budget, options));
    for (const call of externalCalls(file)) {
      const { action, facts, names } = call;
      const { name = '', category = '' } = action.target ?? {};
      const most = findDataAction(local, category, name).maxSeconds;
      const budget: Limits | undefined =
        most === undefined ? budgetOf(budgets, ...names) : { most, why: 'so it is configured' };
      const value = slotOf(action, facts.timeout)?.value;
      const seconds = value && secondsOf(value);
      if (!budget || !value || seconds === undefined || isWithin(budget, seconds)) continue;
      const isLong = budget.most !== undefined && seconds > budget.most;
      const message = `${actionName(action)} waits ${seconds} s, ${isLong ? `more than ${budget.most}` : `less than ${budget.least}`} s: ${budget.why}`;
      const allowed = isLong ? budget.most : budget.least;
      const fixes = () => (allowed === undefined ? [] : setTimeoutOf(file, call, allowed));
      report({ span: value.span, message, action: action.index, fixes });
    }
  },
});

type Limits = Omit<Budget, 'purpose'>;

interface Options {
  readonly riskCheckMost: number;
  readonly financialLeast: number;
  readonly authenticationLeast: number;
}

/** A row with the number that is configured. */
function settled(budget: Budget, options: Options): Budget {
  switch (budget.purpose) {
    case 'risk check':
      return { ...budget, most: options.riskCheckMost };
    case 'financial':
      return { ...budget, least: options.financialLeast };
    case 'authentication':
      return { ...budget, least: options.authenticationLeast };
    default:
      return budget;
  }
}

function isWithin({ least = 0, most = Number.POSITIVE_INFINITY }: Limits, seconds: number): boolean {
  return seconds >= least && seconds <= most;
}
