import {
  complement,
  contains,
  type Interval,
  intersection,
  NO_NUMBER,
  type NumberSet,
  union,
  wordsFor,
} from '../graph/number-sets.js';
import { type Tier, type TierChain, tierChains } from '../graph/tiers.js';
import { actionName, spanOfName } from './describe.js';
import { type CheckedFlow, defineRule, type FindingDraft } from './rule.js';

export default defineRule({
  title: 'Branches over a number that do not fit together',
  family: 'control',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A number at the border belongs to no branch, or to two of them. A score of exactly 30 then goes where nobody has thought of it: past all checks, or to the wrong queue.',
  instead:
    'Let each branch begin where the one before ends: less than 30, less than or equal to 70, and everything else. Give the rest a path of its own.',
  falsePositives:
    'Branches that step down, such as more than 70 and then more than 30, are in order. What is left out on purpose can be caught by the last path.',
  pci: [],
  cwe: ['CWE-1023', 'CWE-697'],
  seed: ['S6'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.score, initialValue: { lit: 0 } } } ]
        actions:
          - switch:
              name: Tier
              evaluate:
                firstTrue:
                  cases:
                    - case: { value: { exp: Task.score < 30 }, actions: [ { playAudio: { name: Low, audio: { tts: Go on } } } ] }
                    - case: { value: { exp: Task.score > 30 }, actions: [ { disconnect: { name: High } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { integerVariable: { name: Task.score, initialValue: { lit: 0 } } } ]
        actions:
          - switch:
              name: Tier
              evaluate:
                firstTrue:
                  cases:
                    - case: { value: { exp: Task.score < 30 }, actions: [ { playAudio: { name: Low, audio: { tts: Go on } } } ] }
                    - case: { value: { exp: Task.score >= 30 }, actions: [ { disconnect: { name: High } } ] }
`,
    },
  ],

  check({ file, report }) {
    for (const chain of tierChains(file.graph)) for (const draft of mistakesIn(chain, file)) report(draft);
  },
});

function* mistakesIn(chain: TierChain, { flow }: CheckedFlow): Generator<FindingDraft> {
  const { subject, tiers, isWhole } = chain;
  const first = flow.actions[tiers[0]!.action]!;
  const gaps = gapsOf(chain);
  if (gaps.length > 0) {
    const words = gaps.map((gap) => wordsFor(gap, isWhole)).join(' and ');
    const end = chain.hasRest ? '; that goes where everything else goes' : ', and nothing is done then';
    const message = `The branches of ${actionName(first)} over ${subject} leave out ${words}${end}`;
    yield { span: spanOfName(first), message, action: first.index };
  }
  let taken: NumberSet = NO_NUMBER;
  for (const [place, tier] of tiers.entries()) {
    const mistake = overlapOf(chain, tier, tiers.slice(0, place), taken);
    const action = flow.actions[tier.action]!;
    if (mistake) yield { span: tier.span, message: `In ${actionName(action)}, ${mistake}`, action: tier.action };
    taken = union(taken, tier.numbers);
  }
}

/** Numbers between the branches. With a path for the rest, only a single number that was forgotten is a mistake. */
function gapsOf({ tiers, hasRest, isWhole }: TierChain): Interval[] {
  const all = tiers.reduce((set, { numbers }) => union(set, numbers), NO_NUMBER);
  return complement(all).filter(({ from, to }) => {
    if (!Number.isFinite(from.at) || !Number.isFinite(to.at)) return false;
    return !hasRest || (isWhole ? to.at - from.at === 1 : from.at === to.at);
  });
}

/** What is wrong with a branch in view of those before it. */
function overlapOf(
  { subject, isWhole }: TierChain,
  tier: Tier,
  before: readonly Tier[],
  taken: NumberSet,
): string | undefined {
  if (before.length === 0) return undefined;
  if (contains(taken, tier.numbers))
    return `this branch over ${subject} is never taken: those before it take all of its numbers`;
  for (const other of before) {
    const [shared] = intersection(other.numbers, tier.numbers);
    if (!shared || contains(tier.numbers, other.numbers) || contains(other.numbers, tier.numbers)) continue;
    return `${wordsFor(shared, isWhole)} of ${subject} belongs to this branch and to one before it`;
  }
  return undefined;
}
