import { type CardNumberMatch, findCardNumbers } from '../catalog/literals.js';
import type { Confidence, Severity } from '../model/finding.js';
import { maskLiteral } from './fixes/mask-literal.js';
import { literalSpan, literalTexts } from './literal-texts.js';
import { defineRule } from './rule.js';

/** How sure it is that such a number is a card's. */
const JUDGEMENT: Readonly<
  Record<CardNumberMatch['kind'], { confidence: Confidence; severity: Severity; words: string }>
> = {
  brand: { confidence: 'high', severity: 'error', words: 'A card number' },
  test: { confidence: 'low', severity: 'warning', words: 'A card number that is published for tests' },
  digits: { confidence: 'low', severity: 'information', words: 'A number with the check digit of a card number' },
};

export default defineRule({
  title: 'Card number written into the flow',
  family: 'literal',
  severity: 'error',
  confidence: 'high',
  persona: 'regular',
  since: '0.1.0',
  why: 'A flow is read by everyone who may open Architect, is exported, versioned and copied between organisations. A card number in it is stored in the clear and for good.',
  instead: 'Take it out of the flow and of its history. For tests use a variable that only the test environment fills.',
  falsePositives:
    'One in ten numbers of this length has the check digit of a card by chance; such a number, and a published test number, has low confidence.',
  pci: ['3.5.1', '6.5.5', '6.5.6'],
  cwe: ['CWE-312', 'CWE-798'],
  seed: ['P7'],
  examples: [
    {
      bad: `inboundCall:
  variables: [ { stringVariable: { name: Flow.sample, initialValue: { lit: 4111 1111 1111 1111 } } } ]
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
      fixed: `inboundCall:
  variables: [ { stringVariable: { name: Flow.sample, initialValue: { noValue: true } } } ]
  tasks: [ { task: { actions: [ { disconnect: { name: End } } ] } } ]
`,
    },
  ],

  check({ file, report }) {
    for (const literal of literalTexts(file.flow)) {
      for (const { start, end, kind } of findCardNumbers(literal.text)) {
        const { container, action } = literal.place;
        const { words, confidence, severity } = JUDGEMENT[kind];
        const span = literalSpan(literal, start, end);
        report({
          span,
          message: `${words} stands in the flow`,
          severity,
          confidence,
          container,
          fixes: () => maskLiteral(literal, span, start, end, file),
          ...(action < 0 ? {} : { action }),
        });
      }
    }
  },
});
