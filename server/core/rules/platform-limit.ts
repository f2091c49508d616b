import { type Limit, limitsOf, NAME_LIMITS } from '../catalog/platform.js';
import type { Action, Flow, Slot, Value } from '../model/flow.js';
import { actionName, isTemplated } from './describe.js';
import { defineRule, type FindingDraft } from './rule.js';

export default defineRule({
  title: 'Value beyond a limit of the platform',
  family: 'platform',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'The platform refuses names that are too long and numbers outside their range; the flow does not validate.',
  instead: 'Keep to the range that the message names.',
  pci: [],
  cwe: [],
  seed: [],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Card, inputData: { var: Task.number }, digits: { exact: 40 } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Card, inputData: { var: Task.number }, digits: { exact: 16 } }
`,
    },
  ],

  check({ file, report }) {
    checkFlowName(file.flow, report);
    for (const action of file.flow.actions) {
      if (action.name.length > NAME_LIMITS.action && !isTemplated(action.name)) {
        const message = `The name of this action has ${action.name.length} characters; ${NAME_LIMITS.action} are possible`;
        report({ span: action.nameSpan, message, action: action.index });
      }
      const limits = limitsOf(action.kind);
      if (limits) for (const slot of action.slots) checkSlot(action, slot, limits.get(slot.role), report);
    }
  },
});

function checkFlowName({ name, nameSpan }: Flow, report: (draft: FindingDraft) => void): void {
  if (isTemplated(name)) return;
  if (name.length > NAME_LIMITS.flow) {
    const message = `The name of this flow has ${name.length} characters; ${NAME_LIMITS.flow} are possible`;
    report({ span: nameSpan, message });
  }
  for (const part of NAME_LIMITS.flowForbids) {
    if (name.includes(part)) report({ span: nameSpan, message: `The name of a flow may not hold "${part}"` });
  }
  for (const ending of NAME_LIMITS.flowMayNotEndWith) {
    if (name.endsWith(ending)) report({ span: nameSpan, message: `The name of a flow may not end with "${ending}"` });
  }
}

function checkSlot(
  action: Action,
  { value }: Slot,
  limit: Limit | undefined,
  report: (draft: FindingDraft) => void,
): void {
  const number = limit && value ? numberOf(value) : undefined;
  if (!limit || !value || number === undefined || (number >= limit.min && number <= limit.max)) return;
  report({
    span: value.span,
    message: `${actionName(action)} takes ${limit.min} to ${limit.max} ${limit.unit} here`,
    action: action.index,
  });
}

const SECONDS: Readonly<Record<string, number>> = { days: 86400, hours: 3600, minutes: 60, seconds: 1, ms: 0.001 };

/** A literal number, or a literal duration in seconds; undefined for anything that only the run decides. */
function numberOf({ mode, source, fields }: Value): number | undefined {
  if (mode !== 'literal') return undefined;
  if (!fields) return /^\s*-?\d+\s*$/.test(source.text) ? Number(source.text) : undefined;
  let sum = 0;
  for (const [unit, amount] of fields) {
    const factor = SECONDS[unit];
    if (factor === undefined || !/^\d+$/.test(amount)) return undefined;
    sum += factor * Number(amount);
  }
  return fields.length === 0 ? undefined : sum;
}
