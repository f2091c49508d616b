import { type LabelSet, labelSet, labelWords, NO_LABELS } from '../catalog/labels.js';
import { classifyWith, type LocalFacts } from '../catalog/local-facts.js';
import { type LeftBehind, leftBehind } from '../graph/left-behind.js';
import { type UsedVariable, variableUses } from '../graph/variable-uses.js';
import { nameBehindScope } from '../model/expression.js';
import type { Flow } from '../model/flow.js';
import { actionName, containerName } from './describe.js';
import { clearBefore } from './fixes/clear-before.js';
import { defineRule } from './rule.js';

export default defineRule({
  title: 'Sensitive variable that is still set when the flow ends',
  family: 'control',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'What a variable holds when the flow ends can show up in its history, and in whatever the platform keeps of the call. A code or PIN must not be kept at all once it has done its work.',
  instead: 'Set the variable to NOT_SET as soon as it is no longer needed, at the latest before each end and transfer.',
  falsePositives:
    'What is sensitive is told by the names of variables and by the secure flag. What holds only the last four digits can say so in its name.',
  pci: ['3.2.1', '3.3.1'],
  cwe: ['CWE-226'],
  seed: ['B15'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.pin } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin }, digits: { exact: 4 } }
          - disconnect: { name: End }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        variables: [ { stringVariable: { name: Task.pin } } ]
        actions:
          - collectInput: { name: Ask, inputData: { var: Task.pin }, digits: { exact: 4 } }
          - updateData: { name: Forget, statements: [ { string: { variable: Task.pin, value: { noValue: true } } } ] }
          - disconnect: { name: End }
`,
    },
  ],

  check({ file, report, facts }) {
    const { flow, graph } = file;
    const { variables } = variableUses(flow);
    const labels = variables.map((variable) => labelsOf(variable, facts));
    const wanted = [...variables.keys()].filter((variable) => labels[variable] !== NO_LABELS);
    if (wanted.length === 0) return;
    for (const left of leftBehind(graph, wanted)) {
      const { variable, write } = left;
      const words = labelWords(labels[variable]!);
      const holds = `${/^(?!one)[aeiou]/i.test(words) ? 'an' : 'a'} ${words}`;
      report({
        span: write.slot.target!.span, // a write has one
        message: `${variables[variable]!.name} still holds ${holds} when the flow ends ${placesOf(flow, left)}`,
        action: write.action,
        severity: (labels[variable]! & GRAVE) === 0 ? 'hint' : 'information',
        fixes: () => clearBefore(file, left),
      });
    }
  },
});

/** What must not be kept, and what opens doors. */
const GRAVE = labelSet('PAN', 'CVV', 'PIN', 'OTP', 'SECRET', 'TOKEN');

function labelsOf({ name, declaration }: UsedVariable, facts: LocalFacts): LabelSet {
  const named = classifyWith(facts, nameBehindScope(name));
  if (named.labels !== NO_LABELS || named.isDisclaimed) return named.labels;
  return declaration?.isSecure ? labelSet('SECURE') : NO_LABELS;
}

/** 'with "End" and in 2 more places' */
function placesOf(flow: Flow, { exits, endings }: LeftBehind): string {
  const [exit] = exits;
  const [ending] = endings;
  const more = exits.length + endings.length - 1;
  const container = ending === undefined ? undefined : flow.containers[ending];
  const where =
    exit !== undefined
      ? `with ${actionName(flow.actions[exit]!)}`
      : `after ${lower(container ? containerName(container) : '')}`;
  return more === 0 ? where : `${where} and in ${more} more ${more === 1 ? 'place' : 'places'}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
