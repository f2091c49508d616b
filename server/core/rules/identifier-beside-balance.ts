import type { Expression } from '../model/expression.js';
import type { Severity } from '../model/finding.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { showsAmount, showsIdentifier, showsWholeIdentifier } from './derived.js';
import { defineRule, type RuleContext } from './rule.js';
import { type SpokenValue, spokenValues } from './spoken-values.js';

export default defineRule({
  title: 'Account number and balance stand in one spoken statement',
  family: 'handling',
  severity: 'information',
  confidence: 'medium',
  persona: 'auditor',
  since: '0.1.0',
  why: 'Whoever overhears the sentence, or finds it in a transcript, has the account and what is on it at once.',
  instead: 'Say the last four digits first, so that the caller knows which account it is, and the balance behind them.',
  falsePositives: 'A statement that first says the last four digits and then the balance is fine and is not reported.',
  pci: ['3.4.1'],
  cwe: ['CWE-359'],
  seed: ['B7'],
  examples: [
    {
      bad: `inboundCall:
  variables: [ { stringVariable: { name: Flow.accountNumber } }, { decimalVariable: { name: Flow.balance } } ]
  tasks:
    - task:
        actions:
          - playAudio: { name: Say, audio: { exp: 'ToAudioTTS(Append(Flow.accountNumber, " holds ", ToString(Flow.balance)))' } }
`,
      fixed: `inboundCall:
  variables: [ { stringVariable: { name: Flow.accountNumber } }, { decimalVariable: { name: Flow.balance } } ]
  tasks:
    - task:
        actions:
          - playAudio: { name: Say, audio: { exp: 'ToAudioTTS(Append("The account ending in ", Right(Flow.accountNumber, 4), " holds ", ToString(Flow.balance)))' } }
`,
    },
  ],

  check(context) {
    const { file, report } = context;
    for (const spoken of spokenValues(file)) {
      const judgement = judge(spoken, context);
      if (!judgement) continue;
      const { action, container, value } = spoken;
      report({ span: value.span, container, ...(action < 0 ? {} : { action }), ...judgement });
    }
  },
});

function judge(
  { value, container }: SpokenValue,
  { file: { flow }, workspace }: RuleContext,
): { message: string; severity: Severity } | undefined {
  const { expression } = value;
  if (!expression || !showsAmount(workspace)(flow, expression, container)) return undefined;
  if (showsWholeIdentifier(workspace)(flow, expression, container)) {
    return { message: 'A whole account number and a balance stand in one spoken statement', severity: 'information' };
  }
  const first = (shows: ReturnType<typeof showsAmount>) =>
    firstOffset(expression, (part) => shows(flow, part, container));
  // A masked identifier is fine where it comes first, or where the order is not told.
  if (first(showsIdentifier(workspace)) <= first(showsAmount(workspace))) return undefined;
  return { message: 'The balance is spoken before the digits that say which account it is', severity: 'hint' };
}

/** Where the first variable or property that is shown stands; -1 when there is none. */
function firstOffset(expression: Expression, isShown: (part: Expression) => boolean): number {
  let first = -1;
  walkExpression(expression, (part) => {
    const isName = part.kind === 'reference' || part.kind === 'member';
    if (isName && (first < 0 || part.start < first) && isShown(part)) first = part.start;
  });
  return first;
}
