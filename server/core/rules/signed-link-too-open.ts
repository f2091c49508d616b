import { labelBit } from '../catalog/labels.js';
import type { LocalFacts } from '../catalog/local-facts.js';
import { carries, LINK_SECONDS, secondsPerUnit } from '../catalog/request-fields.js';
import { nameBehindScope, variableKey } from '../model/expression.js';
import type { Flow, Slot, Value } from '../model/flow.js';
import { classifyNames } from '../taint/sources.js';
import { actionName, listWords } from './describe.js';
import { hasField, type Request, requestsOf } from './requests.js';
import { defineRule } from './rule.js';

const LINK = labelBit('LINK');

export default defineRule({
  title: 'Signed link works too long, or for anybody',
  family: 'handling',
  severity: 'warning',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A signed link needs no login: whoever holds it can use it as long as it works. Links are forwarded, logged and found in old messages.',
  instead:
    'Ask for an expiry of 300 seconds at most, pass something that binds the link to this caller, such as the conversation id, and make it work once.',
  falsePositives:
    'The service may decide all of this by itself. What the request does not ask for is only noted as information.',
  pci: ['8.6.2'],
  cwe: ['CWE-613', 'CWE-598'],
  seed: ['B12'],
  examples: [
    {
      bad: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Get, category: { Bank: { dataAction: { Get Link: { inputs: { ttl: { lit: 3600 }, conversationId: { exp: Call.ConversationId }, single_use: { lit: true } }, successOutputs: { secure_download_link: { var: Flow.link } } } } } } }
`,
      fixed: `inboundCall:
  tasks:
    - task:
        actions:
          - callData: { name: Get, category: { Bank: { dataAction: { Get Link: { inputs: { ttl: { lit: 300 }, conversationId: { exp: Call.ConversationId }, single_use: { lit: true } }, successOutputs: { secure_download_link: { var: Flow.link } } } } } } }
`,
    },
  ],

  options: {
    maxSeconds: {
      type: 'number',
      minimum: 1,
      default: LINK_SECONDS,
      description: 'How many seconds a signed link may work.',
    },
  },

  check({ file, facts, options, report }) {
    for (const request of requestsOf(file)) {
      if (!asksForLink(request, facts)) continue;
      const { action } = request;
      for (const slot of tooLong(request, file.flow, options.maxSeconds)) {
        const message = `${actionName(action)} asks for a signed link that works longer than ${options.maxSeconds} seconds`;
        report({ span: slot.value?.span ?? slot.span, message, action: action.index });
      }
      const missing = missingIn(request);
      if (missing.length === 0) continue;
      const message = `${actionName(action)} asks for a signed link without ${listWords(missing, 'or')}`;
      report({ span: action.nameSpan, message, action: action.index, severity: 'information' });
    }
  },
});

function asksForLink({ outputs }: Request, facts: LocalFacts): boolean {
  return outputs.some(
    ({ name, target }) =>
      (classifyNames(facts, nameBehindScope(name), nameBehindScope(target?.name ?? '')) & LINK) !== 0,
  );
}

function missingIn(request: Request): string[] {
  const fields = [
    ['expiry', 'an expiry'],
    ['caller', 'anything that binds it to the caller'],
    ['once', 'saying that it works once'],
  ] as const;
  return fields.flatMap(([field, words]) => (hasField(request, field) ? [] : [words]));
}

/** Inputs that carry an expiry, all of whose possible numbers are known, with one above the limit. */
function tooLong({ inputs, action }: Request, flow: Flow, limit: number): Slot[] {
  return inputs.filter(({ name, value }) => {
    if (!value || !carries('expiry', name)) return false;
    const numbers = numbersOf(flow, value, action.container);
    return numbers.some((number) => number * secondsPerUnit(name) > limit);
  });
}

/** The numbers that a value can be, when literals fill it; one assignment is looked through. */
function numbersOf(flow: Flow, value: Value, container: number): number[] {
  const own = numberIn(value);
  if (own !== undefined) return [own];
  const { expression } = value;
  if (expression?.kind !== 'reference') return [];
  const key = variableKey(expression.name);
  const isIt = (name: string, owner: number) => variableKey(name) === key && (owner === container || owner < 0);
  const initial = flow.variables.filter((variable) => isIt(variable.name, variable.container));
  const assigned = flow.actions.flatMap(({ slots }) => slots).filter(({ target }) => target && isIt(target.name, -1));
  const values = [...initial.map(({ initialValue }) => initialValue), ...assigned.map((slot) => slot.value)];
  return values.flatMap((candidate) => (candidate ? (numberIn(candidate) ?? []) : []));
}

function numberIn({ mode, source, expression }: Value): number | undefined {
  const text = mode === 'literal' ? source.text : expression?.kind === 'literal' ? expression.value : '';
  return /^\s*\d{1,9}\s*$/.test(text) ? Number(text) : undefined;
}
