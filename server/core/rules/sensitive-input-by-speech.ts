import { findAction } from '../catalog/actions.js';
import { isRecognisedSpeech } from '../catalog/collecting.js';
import { findFlowType } from '../catalog/flow-types.js';
import { labelSet, labelsOf, labelWords } from '../catalog/labels.js';
import type { LocalFacts } from '../catalog/local-facts.js';
import { nameBehindScope } from '../model/expression.js';
import type { Action, Slot } from '../model/flow.js';
import { collectionsOf } from '../taint/collections.js';
import { classifyNames } from '../taint/sources.js';
import { actionName, capital, withArticle } from './describe.js';
import { type CheckedFlow, defineRule } from './rule.js';

const KEYED = labelSet('PAN', 'CVV', 'PIN', 'OTP');

export default defineRule({
  title: 'Sensitive input is taken by speech recognition',
  family: 'handling',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A spoken PIN or card number is heard by whoever stands near the caller, and the words that were recognised are kept in the transcript and in the history of the bot.',
  instead: 'Ask for the digits with Collect Input in a secure flow; the keys are not heard and not transcribed.',
  falsePositives:
    'A bot may be set up to take digits for this slot. That setting stands outside the flow; accept the finding with a reason then.',
  pci: ['3.3.1'],
  cwe: ['CWE-359'],
  seed: ['S1'],
  examples: [
    {
      bad: `botFlow:
  bots:
    - bot:
        actions:
          - askForSlot: { name: Ask, slot: { name: pin }, question: { exp: 'ToCommunication("Say your PIN")' } }
`,
      fixed: `secureCall:
  variables: [ { stringVariable: { name: Flow.pin, isSecure: true } } ]
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Flow.pin } }
`,
    },
  ],

  check({ file, workspace, facts, report }) {
    const { flow, graph } = file;
    if (findFlowType(flow.type)?.voice !== true) return;
    for (const action of flow.actions) {
      if (!graph.reachable[action.index]) continue;
      for (const slot of action.slots) {
        if (!slot.target || !isRecognisedSpeech(action.kind, slot.role)) continue;
        // A bot that is there is told itself.
        if (workspace.flows.some(({ flow: other }) => other.name === action.target?.name)) continue;
        const labels = labelsSpoken(file, facts, action, slot) & KEYED;
        if (labels === 0) continue;
        report({
          span: slot.target.span,
          message: `${capital(withArticle(labelWords(labels)))} is taken by speech recognition in ${actionName(action)}`,
          action: action.index,
          labels: labelsOf(labels),
        });
      }
    }
  },
});

/** What a slot asks for, or what a bot gives back by its name. */
function labelsSpoken(file: CheckedFlow, facts: LocalFacts, action: Action, { target, role, name }: Slot): number {
  if (findAction(action.kind)?.sources.get(role)?.source !== 'slot') {
    return classifyNames(facts, nameBehindScope(name), nameBehindScope(target?.name ?? ''));
  }
  return collectionsOf(file, facts).find((step) => step.target === target)?.labels ?? 0;
}
