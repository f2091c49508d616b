import { labelSet, NO_LABELS } from '../catalog/labels.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import { classifyPrompt } from '../catalog/prompts.js';
import { collectionOf, type DigitCollection } from '../catalog/steps.js';
import { isLeftOut, literalOf, slotOf } from '../graph/action-values.js';
import { nameBehindScope } from '../model/expression.js';
import type { Action, Value } from '../model/flow.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { actionName, spanOfName } from './describe.js';
import { setDigits, setNoEntryTimeout } from './fixes/set-digits.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'One-time code without an exact length',
  family: 'authentication',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A one-time code has a fixed number of digits. A range takes codes that cannot be right, costs an attempt, and leaves the caller to wait or to press a key at the end. Without a limit for the first digit the line stays open while the code runs out.',
  instead: 'Take exactly as many digits as the code has, and say how long the caller may take to begin.',
  falsePositives: 'That it is a one-time code is told by the name of the variable or by what the caller is asked for.',
  pci: ['8.3.1'],
  cwe: ['CWE-1284'],
  seed: ['I2'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.otp } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.otp }, digits: { range: { min: 1, max: 8 } }, noEntryTimeout: { lit: { seconds: 10 } } }
          - updateData: { name: Forget, statements: [ { string: { variable: Task.otp, value: { noValue: true } } } ] }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.otp } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.otp }, digits: { exact: 6 }, noEntryTimeout: { lit: { seconds: 10 } } }
          - updateData: { name: Forget, statements: [ { string: { variable: Task.otp, value: { noValue: true } } } ] }
`,
    },
  ],

  check({ file, report, facts }) {
    for (const action of file.flow.actions) {
      const roles = file.graph.reachable[action.index] ? collectionOf(action.kind) : undefined;
      if (!roles || !asksForCode(action, roles, facts)) continue;
      const place = { span: spanOfName(action), action: action.index };
      const [min, max] = digitsOf(action, roles);
      if (min === undefined || min !== max) {
        const many = min === undefined || max === undefined ? 'any number of' : `${min} to ${max}`;
        const message = `${actionName(action)} takes ${many} digits for a one-time code, which has an exact length`;
        report({ ...place, message, fixes: () => setDigits(file, action, roles, max) });
      }
      if (isLeftOut(slotOf(action, roles.noEntryTimeout)?.value)) {
        const message = `${actionName(action)} does not say how long the caller may take to begin with the one-time code`;
        report({ ...place, message, severity: 'information', fixes: () => setNoEntryTimeout(file, action, roles) });
      }
    }
  },
});

const CODE = labelSet('OTP');

function asksForCode(action: Action, roles: DigitCollection, facts: LocalFacts): boolean {
  const names = action.slots.flatMap(({ target }) => (target ? [nameBehindScope(target.name)] : []));
  const verdicts = names.map((name) => classifyWith(facts, name));
  if (verdicts.some(({ labels }) => labels !== NO_LABELS)) return verdicts.some(({ labels }) => (labels & CODE) !== 0);
  if (verdicts.some(({ isDisclaimed }) => isDisclaimed)) return false;
  const prompt = slotOf(action, roles.prompt)?.value;
  const [min, max] = digitsOf(action, roles);
  return prompt !== undefined && (classifyPrompt(wordsIn(prompt), { min, max }) & CODE) !== 0;
}

/** Literal bounds; undefined where none is written. */
function digitsOf(
  action: Action,
  { exact, min, max }: DigitCollection,
): readonly [min: number | undefined, max: number | undefined] {
  const numberIn = (role: string) => {
    const text = literalOf(action, role);
    return text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : undefined;
  };
  const only = numberIn(exact);
  return only === undefined ? [numberIn(min), numberIn(max)] : [only, only];
}

/** What is said, as far as it is written out. */
function wordsIn({ mode, source, expression }: Value): string {
  if (mode === 'speech') return source.text;
  let words = '';
  if (expression) {
    walkExpression(expression, (part) => {
      if (part.kind === 'literal' && part.type === 'String') words += `${part.value} `;
    });
  }
  return words;
}
