import { promiseOf } from '../catalog/disguises.js';
import { labelsOf, labelWords } from '../catalog/labels.js';
import { classifyName } from '../catalog/names.js';
import { classifyPrompt } from '../catalog/prompts.js';
import { nameBehindScope } from '../model/expression.js';
import type { Slot } from '../model/flow.js';
import { type CollectionStep, collectionsOf } from '../taint/collections.js';
import { literalText } from '../taint/compile-action.js';
import { masksByHand } from '../taint/disguises.js';
import type { TaintPath } from '../taint/taint.js';
import { actionName } from './describe.js';
import { defineRule, type FindingDraft, type RuleContext } from './rule.js';
import { slotAt } from './slot-at.js';

export default defineRule({
  title: 'Name promises a mask or a hash, but the value is raw',
  family: 'handling',
  severity: 'warning',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'Whoever works with the flow later trusts the name: what is called masked is logged, shown and stored without a second look. There is no function in a flow that hashes.',
  instead:
    'Fill it with what the name says: the last four digits, or the hash that a data action has made. Otherwise call the value what it is.',
  falsePositives:
    'A data action may hash what it is given under this name. Then the name of the input belongs to the output.',
  pci: ['3.5.1'],
  cwe: ['CWE-312', 'CWE-200'],
  seed: ['B9'],
  examples: [
    {
      bad: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin } }
          - callDataSecure: { name: Check, category: { Bank: { dataAction: { Check: { inputs: { pin_hash: { exp: Task.pin } } } } } } }
`,
      fixed: `secureCall:
  tasks:
    - task:
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin } }
          - callDataSecure: { name: Check, category: { Bank: { dataAction: { Check: { inputs: { pin: { exp: Task.pin } } } } } } }
`,
    },
  ],

  check(context) {
    const { file, workspace, facts, report } = context;
    for (const path of [...workspace.paths, ...workspace.passages]) {
      if (workspace.flows[path.sink.flow] === file) reportPath(path, context);
    }
    for (const step of collectionsOf(file, facts)) {
      const draft = file.graph.reachable[step.action.index] ? judgeCollection(step) : undefined;
      if (draft) report(draft);
    }
  },
});

function reportPath(path: TaintPath, { file, report }: RuleContext): void {
  const { sink, source, labels } = path;
  const action = file.flow.actions[sink.action];
  const slot = action && slotAt(file.flow, path);
  const name = slot ? nameGiven(slot) : '';
  const promise = promiseOf(nameBehindScope(name));
  if (!action || promise === undefined || (slot?.value?.expression && masksByHand(slot.value.expression))) return;
  report({
    span: sink.place.span,
    message: `${name} promises ${promise}, but ${actionName(action)} fills it with the ${labelWords(labels)} from ${source.name}`,
    action: action.index,
    confidence: source.confidence,
    labels: labelsOf(labels),
    trace: path.steps.map(({ place, message }) => ({ ...place, message })),
  });
}

/** What a value is called where it is put. */
function nameGiven({ target, key, name }: Slot): string {
  return target?.name ?? (key ? literalText(key) : name);
}

/** What a caller keys is raw, whatever the variable is called. */
function judgeCollection({ name, prompt, digits, target, action }: CollectionStep): FindingDraft | undefined {
  const promise = promiseOf(name);
  if (promise === undefined) return undefined;
  const asked = classifyPrompt(prompt, digits);
  const isWhole = digits.max === undefined || digits.max > 4;
  if (asked === 0 && !(classifyName(name).isDisclaimed && isWhole && digits.max !== undefined)) return undefined;
  return {
    span: target.span,
    message: `${target.name} promises ${promise}, but holds what the caller keys in ${actionName(action)}`,
    action: action.index,
    confidence: 'medium',
    ...(asked === 0 ? {} : { labels: labelsOf(asked) }),
  };
}
