import { findFlowType } from '../catalog/flow-types.js';
import { labelSet, labelsOf, labelWords } from '../catalog/labels.js';
import { isCardRange } from '../catalog/prompts.js';
import { type CollectionStep, collectionsOf } from '../taint/collections.js';
import { actionName, capital, withArticle } from './describe.js';
import { moveToSecureFlow } from './fixes/move-to-secure-flow.js';
import { defineRule, type FindingDraft } from './rule.js';

/** What opens an account or pays; other identifiers are asked for in nearly every flow. */
const GRAVE = labelSet('PAN', 'CVV', 'PIN', 'SECRET');
const CARD = labelSet('PAN', 'CVV');

export default defineRule({
  title: 'Sensitive input is collected outside a secure flow',
  family: 'handling',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'Only a secure flow takes the caller out of recording, transcription and monitoring. Everywhere else the keys are in the recording as tones, and the value is in the execution history; the platform has no setting that masks a single step.',
  instead:
    'Collect it in a secure call flow, reached by Transfer to Secure Flow, into a secure variable. Hand back a token or a confirmation number.',
  falsePositives:
    'The name of the variable, the words of the prompt and the number of digits say what is collected. A store card or a voucher number that is called a card number can be renamed.',
  pci: ['3.3.1', '3.5.1'],
  cwe: ['CWE-359'],
  seed: ['B1', 'P2', 'I1'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Flow.cardNumber }, digits: { exact: 16 } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - transferToFlowSecure: { name: Pay, targetFlow: { name: Payment } }
`,
    },
  ],

  check({ file, workspace, facts, report }) {
    const { flow, graph } = file;
    if (findFlowType(flow.type)?.secureVariables !== false) return;
    const steps = collectionsOf(file, facts);
    for (const step of steps) {
      if (!graph.reachable[step.action.index]) continue;
      const draft = judge(step, steps);
      if (!draft) continue;
      const fixes = () => moveToSecureFlow(step, file, workspace);
      report({ span: step.target.span, action: step.action.index, fixes, ...draft });
    }
  },
});

function judge(
  step: CollectionStep,
  steps: readonly CollectionStep[],
): Omit<FindingDraft, 'span' | 'action'> | undefined {
  const { labels, action, target } = step;
  const how = `is collected by ${actionName(action)} outside a secure flow`;
  if (labels !== 0) {
    const message = `${capital(withArticle(labelWords(labels)))} ${how}`;
    return { message, labels: labelsOf(labels), ...((labels & GRAVE) === 0 ? { severity: 'information' } : {}) };
  }
  const like = likeCard(step, steps);
  if (!like) return undefined;
  const message = `${target.name} ${how}; it has as many digits as ${like}`;
  return { message, severity: 'information', confidence: 'low' };
}

/** What else says nothing may be told by the number of digits. */
function likeCard({ digits }: CollectionStep, steps: readonly CollectionStep[]): string | undefined {
  if (isCardRange(digits)) return 'a card number';
  const { min, max } = digits;
  if (min === undefined || max === undefined || min < 3 || max > 4) return undefined;
  const asksForCard = steps.some((other) => (other.labels & CARD) !== 0 || isCardRange(other.digits));
  return asksForCard ? 'a card verification value' : undefined;
}
